import Domain

/// One notice: how far it is, what can be done with it, and how it looks to those who get it.
struct NoticePage: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    struct Figure: Sendable {
        let name: String
        let value: String
    }

    /// The form that gives it a time.
    struct Publishing: Sendable {
        let path: String
        let isLater: Bool
        let date: String
        let time: String
        let earliest: String
        let latest: String
        let note: FieldNote
        let general: FieldNote
    }

    let title: String
    let badge: String
    let badgeKind: String
    let isUrgent: Bool
    let progress: String
    let isAtWork: Bool
    let percent: String
    let hasFigures: Bool
    let figures: [Figure]
    let facts: [Fact]
    let isWithdrawn: Bool
    let canChange: Bool
    let editPath: String
    let canPublish: Bool
    let publishing: Publishing
    let isScheduled: Bool
    let cancelPath: String
    let isDraft: Bool
    let removePath: String
    let canWithdraw: Bool
    let withdrawPath: String
    let path: String
    let zh: NoticeReading
    let en: NoticeReading
    /// Readers of English get the Chinese text.
    let isChineseOnly: Bool

    init(_ row: NoticeRow, _ form: NoticeTimeForm, _ refusal: Refusal?, _ words: NoticeWords, _ settings: Settings) {
        let content = row.content
        title = content.title[words.language]
        (badgeKind, badge) = words.badge(row.state)
        isUrgent = content.isUrgent
        progress = words.progress(row)
        isAtWork = row.state.isAtWork
        percent = "\(words.percent(row))"
        figures = Self.figures(row, words)
        hasFigures = !figures.isEmpty
        facts = Self.facts(row, words)
        isWithdrawn = row.state.isWithdrawn
        canChange = row.state.allows(.change)
        editPath = Paths.notice(row.id, "edit")
        canPublish = row.state.allows(.schedule)
        isScheduled = row.state == .scheduled
        cancelPath = Paths.notice(row.id, "cancel")
        isDraft = row.state == .draft
        removePath = Paths.notice(row.id, "remove")
        canWithdraw = row.state.allows(.withdraw)
        withdrawPath = Paths.notice(row.id, "withdraw")
        path = Paths.notice(row.id)
        let now = words.time.now
        let form = refusal == nil && row.state == .scheduled ? NoticeTimeForm(row.dueAt, settings) : form
        let today = settings.day(of: now)
        publishing = Publishing(
            path: Paths.notice(row.id, "publish"),
            isLater: form.isLater,
            date: form.date.isEmpty ? CivilDate.isoDay(today + 1) : form.date,
            time: form.time.isEmpty ? "10:00" : form.time,
            earliest: CivilDate.isoDay(today),
            latest: CivilDate.isoDay(today + NoticeSchedule.furthestDays),
            note: refusal.note("at", words.language),
            general: refusal.general(words.language)
        )
        let moment = row.begunAt ?? row.dueAt ?? now
        zh = NoticeReading(content, at: moment, when: words.time.short(moment, .zh), .zh)
        en = NoticeReading(content, at: moment, when: words.time.short(moment, .en), .en)
        isChineseOnly = content.title.en == nil
    }

    private static func figures(_ row: NoticeRow, _ words: NoticeWords) -> [Figure] {
        guard row.begunAt != nil else { return [] }
        let delivered = Figure(name: words.say("送达", "Delivered"), value: NoticeWords.number(row.delivered))
        switch row.state {
        case .draft, .scheduled: return []
        case .delivering:
            let total = Figure(name: words.say("收件人", "Recipients"), value: row.total.map(NoticeWords.number) ?? "…")
            return [delivered, total, Figure(name: words.say("已读", "Read"), value: words.readShare(row))]
        case .delivered:
            let read = Figure(name: words.say("已读", "Read"), value: words.readShare(row))
            let people = Figure(name: words.say("已读人数", "Readers"), value: NoticeWords.number(row.read))
            return [delivered, read, people]
        case .withdrawing, .withdrawn:
            let removed = Figure(name: words.say("已移除", "Removed"), value: NoticeWords.number(row.removed))
            return [
                delivered, removed,
                Figure(name: words.say("撤回前已读", "Had read it"), value: NoticeWords.number(row.read)),
            ]
        }
    }

    private static func facts(_ row: NoticeRow, _ words: NoticeWords) -> [Fact] {
        var facts: [Fact] = []
        func fact(_ zh: String, _ en: String, _ value: String?) {
            if let value { facts.append(Fact(name: words.say(zh, en), value: value)) }
        }
        func moment(_ instant: Instant?, _ who: String? = nil) -> String? {
            instant.map { [words.short($0), who].compactMap(\.self).joined(separator: " · ") }
        }
        fact("发给", "For", words.audience(row))
        if row.content.audience.apps.count > 1 {
            let names = row.content.audience.apps.map { row.appNames[$0] ?? $0.rawValue }
            fact("小程序", "Mini programs", names.joined(separator: words.say("、", ", ")))
        }
        fact("写于", "Written", moment(row.madeAt, row.madeBy))
        if row.changedAt != row.madeAt { fact("改于", "Changed", moment(row.changedAt)) }
        if row.begunAt == nil { fact("定时", "Scheduled", moment(row.dueAt, row.publishedBy)) }
        fact("开始投递", "Delivery began", moment(row.begunAt, row.publishedBy))
        fact("投递完成", "Delivered", moment(row.finishedAt))
        fact("撤回", "Withdrawn", moment(row.withdrawnAt, row.withdrawnBy))
        fact("移除完成", "Removed", moment(row.clearedAt))
        return facts
    }
}

/// Asks once more before a notice is taken back.
struct NoticeWithdrawPage: Sendable {
    let path: String
    let back: String
    let title: String
    let people: String
    let read: String
    let isDelivering: Bool

    init(_ row: NoticeRow, _ language: Language) {
        (path, back) = (Paths.notice(row.id, "withdraw"), Paths.notice(row.id))
        title = row.content.title[language]
        (people, read) = (NoticeWords.number(row.delivered), NoticeWords.number(row.read))
        isDelivering = row.state == .delivering
    }
}
