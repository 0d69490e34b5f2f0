import Domain

/// Formats what pages say about versions, in one language and time zone.
struct VersionWriter: Sendable {
    let app: AuthorisedApp
    let time: PageTime
    let language: Language

    /// A sentence in the page's language.
    func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }

    func card(_ row: VersionRow, _ board: ReleaseBoard, current: VersionNumber? = nil) -> VersionCard {
        VersionCard(
            number: row.number.description,
            path: Paths.version(row.number, of: app.id),
            openPath: Paths.openVersion(row.number, of: app.id),
            description: row.description.isEmpty ? say("没有写说明", "No description") : row.description,
            meta: [row.uploader, time.short(row.uploadedAt, language), PageSize.text(row.packageSize)]
                .joined(separator: " · "),
            badges: badges(row, board),
            steps: row.status == .development ? developmentSteps(row, board) : [],
            isCurrent: row.number == current
        )
    }

    /// The buttons of a development version in the list; what is refused now stands on its own page with the reason.
    private func developmentSteps(_ row: VersionRow, _ board: ReleaseBoard) -> [Step] {
        let steps = VersionSteps(board: board, app: app, language: language)
        return [steps.step(.submit, of: row.id), setExperience(row)].compactMap(\.self).filter { !$0.isRefused }
            + [steps.step(.delete, of: row.id)].compactMap(\.self).filter { _ in !row.isExperience }
    }

    /// Making a development version the experience version.
    func setExperience(_ row: VersionRow) -> Step? {
        guard row.status == .development, !row.isExperience, app.allows(.versionSetExperience) else { return nil }
        let path = Paths.setExperience(row.number, of: app.id)
        return Step(say("设为体验版", "Set as experience"), "quiet", icon: "pin", path: path, isPost: true)
    }

    /// What stands beside the number: the status where it is not simply in development, and what the inspection found.
    func badges(_ row: VersionRow, _ board: ReleaseBoard) -> [Badge] {
        var badges: [Badge] = []
        if row.isExperience {
            badges.append(Badge(text: say("体验版", "Experience"), kind: "blue", icon: "pin"))
        }
        if let gray = board.gray, gray.version == row.id {
            badges.append(Badge(text: say("灰度 \(gray.share)%", "Gray \(gray.share)%"), kind: "gray", icon: ""))
        } else if row.status != .development {
            badges.append(Badge(text: row.status.words[language], kind: row.status.badge, icon: ""))
        } else if row.errors > 0 {
            badges.append(Badge(text: say("\(row.errors) 处错误", count(row.errors, "error")), kind: "bad", icon: ""))
        } else if row.warnings > 0 {
            let text = say("\(row.warnings) 处警告", count(row.warnings, "warning"))
            badges.append(Badge(text: text, kind: "warn", icon: ""))
        } else {
            badges.append(Badge(text: say("检查通过", "Passed"), kind: "good", icon: ""))
        }
        if row.isForwardOnly {
            badges.append(Badge(text: say("只能向前", "Forward only"), kind: "", icon: ""))
        }
        return badges
    }

    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    func preview(_ row: PreviewRow) -> PreviewCard {
        PreviewCard(
            path: Paths.previewTicket(row.code, of: app.id),
            title: say("\(row.uploader) 的预览", "Preview by \(row.uploader)"),
            meta: say(
                "\(time.short(row.createdAt, language)) · \(PageSize.text(row.packageSize)) · "
                    + "\(time.remaining(until: row.expiresAt, language))后失效",
                "\(time.short(row.createdAt, language)) · \(PageSize.text(row.packageSize)) · "
                    + "ends in \(time.remaining(until: row.expiresAt, language))"
            )
        )
    }
}

extension VersionStatus {
    /// The class of its badge.
    var badge: String {
        switch self {
        case .development, .offline: ""
        case .inReview: "blue"
        case .rejected, .takenDown: "bad"
        case .approved, .approvedBase: "warn"
        case .gray: "gray"
        case .released: "good"
        }
    }
}

extension InspectionReport.Layout {
    var words: Words {
        switch self {
        case .alipay: Words("支付宝小程序", "Alipay mini program")
        case .w3c: Words("W3C MiniApp", "W3C MiniApp")
        case .web: Words("网页小程序", "Web mini program")
        case .unknown: Words("无法识别的格式", "Unknown layout")
        }
    }
}

/// One version in a list.
struct VersionCard: Sendable {
    let number: String
    let path: String
    let openPath: String
    let description: String
    let meta: String
    let badges: [Badge]
    let steps: [Step]
    let isCurrent: Bool
}

struct Badge: Sendable {
    let text: String
    let kind: String
    let icon: String
    let hasIcon: Bool

    init(text: String, kind: String, icon: String) {
        (self.text, self.kind, self.icon, hasIcon) = (text, kind, icon, !icon.isEmpty)
    }
}

struct PreviewCard: Sendable {
    let path: String
    let title: String
    let meta: String
}
