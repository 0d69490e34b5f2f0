import Domain

extension NoticeDraft {
    /// What was typed.
    init(_ fields: FormFields) {
        self.init()
        (titleZh, titleEn) = (fields["title_zh"] ?? "", fields["title_en"] ?? "")
        (bodyZh, bodyEn) = (fields["body_zh"] ?? "", fields["body_en"] ?? "")
        isUrgent = fields["urgent"] != nil
        (linkPath, linkZh, linkEn) = (fields["link_path"] ?? "", fields["link_zh"] ?? "", fields["link_en"] ?? "")
        (audience, apps) = (fields["audience"] ?? "", fields["app_ids"] ?? "")
    }
}

/// The editor: new, or with what is there, or with what was typed and refused.
struct NoticeForm: Sendable {
    struct Choice: Sendable {
        let value: String
        let name: String
        let detail: String
        let isChosen: Bool
    }

    struct Notes: Sendable {
        let titleZh: FieldNote
        let titleEn: FieldNote
        let bodyZh: FieldNote
        let bodyEn: FieldNote
        let linkPath: FieldNote
        let linkZh: FieldNote
        let linkEn: FieldNote
        let audience: FieldNote
        let apps: FieldNote
        let general: FieldNote
    }

    let action: String
    let back: String
    let revision: String
    let titleZh: String
    let titleEn: String
    let bodyZh: String
    let bodyEn: String
    let isUrgent: Bool
    let linkPath: String
    let linkZh: String
    let linkEn: String
    let audiences: [Choice]
    let apps: String
    let notes: Notes
    /// Whether the parts that are seldom used are open.
    let hasEnglish: Bool
    let hasLink: Bool
    let titleMax: String
    let bodyMax: String
    let linkMax: String

    /// - Parameter revision: of what the form began with; nil for a new one.
    init(_ draft: NoticeDraft, of id: ID<Notice>?, revision: Int64?, _ refusal: Refusal?, _ language: Language) {
        action = id.map { Paths.notice($0, "edit") } ?? Paths.newNotice
        back = id.map { Paths.notice($0) } ?? Paths.notices
        self.revision = revision.map { "\($0)" } ?? ""
        (titleZh, titleEn, bodyZh, bodyEn) = (draft.titleZh, draft.titleEn, draft.bodyZh, draft.bodyEn)
        isUrgent = draft.isUrgent
        (linkPath, linkZh, linkEn) = (draft.linkPath, draft.linkZh, draft.linkEn)
        audiences = NoticeAudience.Kind.allCases.map { kind in
            Choice(
                value: kind.rawValue,
                name: kind.words[language],
                detail: kind.detail[language],
                isChosen: kind.rawValue == draft.audience
            )
        }
        apps = draft.apps
        func note(_ field: String) -> FieldNote { refusal.note(field, language) }
        notes = Notes(
            titleZh: note("title_zh"),
            titleEn: note("title_en"),
            bodyZh: note("body_zh"),
            bodyEn: note("body_en"),
            linkPath: note("link_path"),
            linkZh: note("link_zh"),
            linkEn: note("link_en"),
            audience: note("audience"),
            apps: note("app_ids"),
            general: refusal.general(language)
        )
        let wrong = Set(refusal?.fields.map(\.field) ?? [])
        hasEnglish = !titleEn.isEmpty || !bodyEn.isEmpty || wrong.contains("title_en") || wrong.contains("body_en")
        hasLink = !linkPath.isEmpty || !linkZh.isEmpty || !linkEn.isEmpty || wrong.contains("link_path")
        titleMax = "\(NoticeContent.longestTitle)"
        bodyMax = "\(NoticeContent.longestBody)"
        linkMax = "\(NoticeContent.longestLinkWords)"
    }
}

extension NoticeAudience.Kind {
    var detail: Words {
        switch self {
        case .everybody: Words("平台的全部账号", "Every account of the platform")
        case .owners: Words("至少拥有一个小程序的人", "Who owns at least one mini program")
        case .developers: Words("开发成员、管理员和所有者", "Developers, administrators and owners")
        }
    }
}

/// When a notice shall go out, as typed: a day and a time in the installation's zone.
struct NoticeTimeForm: Sendable {
    var isLater = false
    var date = ""
    var time = ""

    init() {}

    init(_ fields: FormFields) {
        isLater = fields["when"] == "later"
        date = String(PlainText.line(fields["date"] ?? "").prefix(20))
        time = String(PlainText.line(fields["time"] ?? "").prefix(20))
    }

    /// What it has already.
    init(_ due: Instant?, _ settings: Settings) {
        guard let due else { return }
        let civil = CivilDate(due, offsetSeconds: settings.zoneOffset(due))
        (isLater, date, time) = (true, civil.isoDay, civil.clock)
    }

    /// The moment; nil is now.
    func moment(_ settings: Settings) throws(Refusal) -> Instant? {
        guard isLater else { return nil }
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard let day = CivilDate.dayNumber(isoDay: date), (0..<4_000_000).contains(day), clock.count >= 2,
            (0..<24).contains(clock[0]), (0..<60).contains(clock[1])
        else {
            throw .invalid([
                FieldProblem(field: "at", words: Words("请填写日期和时间。", "Write a date and a time."))
            ])
        }
        return settings.instant(day: day, hour: clock[0], minute: clock[1])
    }
}
