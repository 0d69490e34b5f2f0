import Domain

/// The sentences about a notice on operators' pages.
struct NoticeWords: Sendable {
    let time: PageTime
    let language: Language

    func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
    func say(_ words: Words) -> String { words[language] }

    /// `1,234`.
    static func number(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }

    func audience(_ row: NoticeRow) -> String {
        let apps = row.content.audience.apps
        guard case .developers = row.content.audience else { return say(row.content.audience.kind.words) }
        let first = apps.first.map { row.appNames[$0] ?? $0.rawValue } ?? ""
        return apps.count == 1
            ? say("「\(first)」的开发者", "Developers of \(first)")
            : say("「\(first)」等 \(apps.count) 个小程序的开发者", "Developers of \(first) and \(apps.count - 1) more")
    }

    /// The badge: its colour and its word.
    func badge(_ state: NoticeState) -> (kind: String, word: String) {
        let kind =
            switch state {
            case .draft, .withdrawn: ""
            case .scheduled: "warn"
            case .delivering: "blue"
            case .delivered: "good"
            case .withdrawing: "bad"
            }
        return (kind, say(state.words))
    }

    /// One line about how far it is.
    func progress(_ row: NoticeRow) -> String {
        switch row.state {
        case .draft:
            return say("\(row.madeBy) 写于 \(short(row.changedAt))", "Written by \(row.madeBy), \(short(row.changedAt))")
        case .scheduled:
            let due = row.dueAt.map(short) ?? ""
            return say("\(due) 开始投递", "Delivery begins \(due)")
        case .delivering:
            let (done, total) = (Self.number(row.delivered), Self.number(row.total ?? row.delivered))
            return say("已送达 \(done) / \(total) 人", "\(done) of \(total) people")
        case .delivered:
            let people = Self.number(row.delivered)
            return say("送达 \(people) 人，\(readShare(row)) 已读", "\(people) people, \(readShare(row)) have read it")
        case .withdrawing:
            let (done, total) = (Self.number(row.removed), Self.number(row.delivered))
            return say("已从 \(done) / \(total) 个收件箱移除", "Removed from \(done) of \(total) inboxes")
        case .withdrawn:
            let people = Self.number(row.removed)
            return say("已从 \(people) 个收件箱移除", "Removed from \(people) inboxes")
        }
    }

    func readShare(_ row: NoticeRow) -> String {
        guard row.delivered > 0 else { return "0%" }
        let share = row.read * 100 / row.delivered
        return share == 0 && row.read > 0 ? "<1%" : "\(share)%"
    }

    /// Parts of a hundred, for a bar.
    func percent(_ row: NoticeRow) -> Int {
        switch row.state {
        case .delivering: min(100, row.delivered * 100 / max(1, row.total ?? 1))
        case .withdrawing: min(100, row.removed * 100 / max(1, row.delivered))
        case .delivered, .withdrawn: 100
        case .draft, .scheduled: 0
        }
    }

    func short(_ instant: Instant) -> String { time.short(instant, language) }
}
