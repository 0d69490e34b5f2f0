import Domain

/// One message, with why it came and what can be done with it.
struct MessagePage: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    let card: MessageCard
    let facts: [Fact]
    let reasons: [String]
    let canMute: Bool
    let isMuted: Bool
    let app: String
    let appName: String
    let problem: String
    let hasProblem: Bool
    /// The text of a product notice.
    let hasNotice: Bool
    let notice: Markdown
    let isWithdrawn: Bool

    init(
        _ row: MessageRow,
        _ notice: NoticeContent?,
        isMuted: Bool,
        chosen: MessagePreferences,
        webhooks: Int,
        _ writer: MessageWriter,
        _ refusal: Refusal? = nil
    ) {
        card = writer.card(row)
        var facts: [Fact] = []
        func fact(_ zh: String, _ en: String, _ value: String?) {
            if let value { facts.append(Fact(name: writer.say(zh, en), value: value)) }
        }
        fact("小程序", "Mini program", row.app?.name)
        fact("谁", "Who", writer.say(row.event.actorWords) ?? row.who.flatMap { writer.names[$0] })
        fact("时间", "When", writer.time.exact(row.at, writer.language))
        if row.count > 1 {
            fact("合并了", "Gathered", writer.say("\(row.count) 条", "\(row.count) messages"))
            fact("最早一条", "The first", writer.time.exact(row.firstAt, writer.language))
        }
        // How it went on is for those who belong to it.
        fact("版本现在", "The version now", row.app?.role == nil ? nil : row.status.map { writer.say($0.words) })
        self.facts = facts
        reasons =
            notice.map { [writer.say($0.audience.reason)] } ?? Self.reasons(row, writer)
            + PreferenceReasons(row, chosen, webhooks: webhooks).words.map(writer.say)
        isWithdrawn = row.announcement?.isWithdrawn ?? false
        hasNotice = notice != nil && !isWithdrawn
        self.notice = Markdown(hasNotice ? notice?.body[writer.language] ?? "" : "")
        self.isMuted = isMuted
        canMute = row.app.map { !$0.isClosed } ?? false
        (app, appName) = (row.app?.id.rawValue ?? "", row.app?.name ?? "")
        problem = refusal?.words[writer.language] ?? ""
        hasProblem = refusal != nil
    }

    /// The rule that brought it, in words.
    private static func reasons(_ row: MessageRow, _ writer: MessageWriter) -> [String] {
        guard let rule = row.event.message.rule else { return [] }
        var reasons: [String] = []
        // What is in no mini program is somebody's own, such as their webhook.
        switch row.app == nil ? .people([]) : rule.audience {
        case .people:
            reasons.append(writer.say("这件事与你本人有关，所以发给你。", "It is about you, so it came to you."))
        case .members(let least):
            let name = row.app?.name ?? ""
            let whom =
                least == .experiencer
                ? Words("「\(name)」的全部成员", "all members of \(name)")
                : least == .owner
                    ? Words("「\(name)」的所有者", "the owner of \(name)")
                    : Words(
                        "「\(name)」的\(least.words.zh)及以上角色",
                        "the \(least.words.en.lowercased())s of \(name) and above"
                    )
            let you =
                row.app?.role.map { Words("，你是\($0.words.zh)", "; your role: \($0.words.en.lowercased())") }
                ?? Words("，当时你是成员", "; you were a member then")
            reasons.append(writer.say("这类消息发给\(whom.zh)\(you.zh)。", "These go to \(whom.en)\(you.en)."))
        }
        let category = rule.category.words
        reasons.append(
            rule.comesThroughMutes
                ? writer.say(
                    "分类是\(category.zh)，标为重要：静音小程序后也会送达。",
                    "Category \(category.en.lowercased()), important: it comes even from a muted mini program."
                )
                : writer.say(
                    "分类是\(category.zh)，静音小程序后不再送达。",
                    "Category \(category.en.lowercased()): muting the mini program stops these."
                )
        )
        if rule.isGrouped {
            reasons.append(writer.say("一小时内的同类消息合并成一条。", "Alike ones within an hour become one message."))
        }
        if rule.tellsActor {
            reasons.append(
                writer.say("自己操作也会收到，以防有人冒用账号。", "You get it for your own doing too, in case it was not you.")
            )
        }
        return reasons
    }
}

extension NoticeAudience {
    /// Why somebody got it.
    fileprivate var reason: Words {
        switch self {
        case .everybody: Words("平台发给所有人的产品通知。", "A product notice for everybody.")
        case .owners:
            Words("平台发给小程序所有者的产品通知，投递时你拥有小程序。", "A product notice for owners of mini programs, which you were.")
        case .developers:
            Words(
                "平台发给指定小程序开发者的产品通知，投递时你是其中一个的开发成员、管理员或所有者。",
                "A product notice for the developers of chosen mini programs, of one of which you were."
            )
        }
    }
}

extension MessageWriter {
    fileprivate func say(_ words: Words?) -> String? { words.map { $0[language] } }
}

/// The mini programs that somebody has muted.
struct MutesPage: Sendable {
    struct Row: Sendable {
        let app: String
        let name: String
        let tile: Tile
        let since: String
    }

    static let most = 200

    let rows: [Row]
    let isEmpty: Bool

    init(_ apps: [MessageMuteQueries.MutedApp], _ time: PageTime, _ language: Language) {
        rows = apps.map {
            Row(
                app: $0.app.rawValue,
                name: $0.name,
                tile: Tile(name: $0.name, picture: $0.logo),
                since: time.short($0.since, language)
            )
        }
        isEmpty = rows.isEmpty
    }
}
