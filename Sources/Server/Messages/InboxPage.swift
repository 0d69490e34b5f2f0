import Domain
import Storage

/// What an inbox is drawn from.
struct InboxFacts: Sendable {
    let place: InboxPlace
    let rows: [MessageRow]
    /// Where the next page begins.
    let next: MessageCursor?
    let unread: [MessageCategory: Int]
    let isAnswerer: Bool
    let names: [ID<Person>: String]
    let answers: MessageAnswers
    let through: Int64
    /// The one that is open beside the list.
    let open: MessageRow?
    let isMuted: Bool
    /// What its reader chose; asked for only beside an open message.
    let chosen: MessagePreferences
    let webhooks: Int
    /// What the open one says, where it is a product notice.
    let notice: NoticeContent?

    /// The same few questions for any inbox.
    init(_ db: any Reading, of person: ID<Person>, at place: InboxPlace, open sequence: Int64?, now: Instant) throws {
        let queries = MessageQueries(db)
        let cursor = place.cursor ?? .newest
        self.place = place
        if place.isSearch {
            (rows, next) = try MessageSearchQueries(db: db, person: person)
                .page(place.search, after: cursor, limit: InboxPage.size)
        } else {
            let found = try queries.page(
                of: person,
                place.filter,
                in: place.category,
                after: cursor,
                limit: InboxPage.size + 1
            )
            rows = Array(found.prefix(InboxPage.size))
            next = found.count > InboxPage.size ? rows.last.map(place.filter.cursor) : nil
        }
        unread = try queries.unread(of: person)
        isAnswerer = try queries.hasAnswers(of: person)
        open = try sequence.flatMap { try queries.message($0, of: person) }
        isMuted = try open?.app.map { try MessageMuteQueries(db).isMuted(.app($0.id), by: person) } ?? false
        chosen = open == nil ? .standard : try PreferenceQueries(db).preferences(of: person)
        webhooks = open == nil ? 0 : try WebhookQueries(db).count(of: .person(person))
        notice = try open?.notice.flatMap { try NoticeQueries(db).content($0) }
        let shown = rows + [open].compactMap(\.self)
        names = try queries.names(in: shown)
        answers = try MessageAnswers(db, for: shown, at: now)
        through = try queries.position()
    }
}

/// 消息: a page of its own on a phone, the first pane beside a message on a desk.
struct InboxPage: Sendable {
    struct Chip: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
        let count: String
        let hasCount: Bool
    }

    struct Day: Sendable {
        let name: String
        let cards: [MessageCard]
    }

    static let size = 30

    let categories: [Chip]
    let filters: [Chip]
    let days: [Day]
    let isEmpty: Bool
    let emptyTitle: String
    let emptyWords: String
    let hasOthers: Bool
    let search: String
    let isSearch: Bool
    let hasMore: Bool
    let morePath: String
    let isLater: Bool
    let firstPath: String
    let canMarkAll: Bool
    let markLabel: String
    let category: String
    let through: String
    let query: String

    init(_ facts: InboxFacts, _ writer: MessageWriter) {
        let place = facts.place
        let total = facts.unread.values.reduce(0, +)
        func chip(_ label: String, _ category: MessageCategory?, _ count: Int) -> Chip {
            Chip(
                label: label,
                path: Paths.messages(place.filter, in: category),
                isCurrent: !place.isSearch && place.category == category,
                count: count > 999 ? "999+" : "\(count)",
                hasCount: count > 0
            )
        }
        let shelves = MessageCategory.allCases.filter { $0 != .answer || facts.isAnswerer }
        categories =
            [chip(writer.say("全部", "All"), nil, total)]
            + shelves.map { chip(writer.say($0.shortWords), $0, facts.unread[$0] ?? 0) }
        filters = InboxFilter.allCases.map { filter in
            Chip(
                label: writer.say(filter.words),
                path: Paths.messages(filter, in: place.category),
                isCurrent: place.filter == filter,
                count: "",
                hasCount: false
            )
        }
        days = Self.days(facts, writer)
        isEmpty = facts.rows.isEmpty
        (emptyTitle, emptyWords) = Self.emptiness(place, writer)
        hasOthers = place.isSearch || place.filter != .all || place.category != nil
        (search, isSearch) = (place.search, place.isSearch)
        hasMore = facts.next != nil
        morePath = place.after(facts.next).path
        isLater = place.cursor != nil
        firstPath = place.after(nil).path
        let unreadHere = place.category.map { facts.unread[$0] ?? 0 } ?? total
        canMarkAll = unreadHere > 0 && !place.isSearch && place.filter != .archived
        markLabel =
            place.category == nil ? writer.say("全部已读", "Read all") : writer.say("本类已读", "Read these")
        category = place.category?.rawValue ?? ""
        through = String(facts.through)
        query = place.query
    }

    private static func days(_ facts: InboxFacts, _ writer: MessageWriter) -> [Day] {
        var days: [(name: String, cards: [MessageCard])] = []
        for row in facts.rows {
            let name = writer.time.day(row.at, writer.language)
            let card = writer.card(row, isCurrent: row.sequence == facts.open?.sequence)
            if days.last?.name == name { days[days.count - 1].cards.append(card) } else { days.append((name, [card])) }
        }
        return days.map { Day(name: $0.name, cards: $0.cards) }
    }

    private static func emptiness(_ place: InboxPlace, _ writer: MessageWriter) -> (String, String) {
        if place.isSearch {
            return (
                writer.say("没有找到", "Nothing found"),
                writer.say(
                    "可以搜小程序、成员的名字，版本号，或消息里的词，例如“审核未通过”。",
                    "Search for a mini program, a person, a version or words like “did not pass”."
                )
            )
        }
        switch place.filter {
        case .unread: return (writer.say("都看完了", "All read"), writer.say("新消息会出现在这里。", "New messages will stand here."))
        case .important:
            return (
                writer.say("没有重要消息", "Nothing important"),
                writer.say("邀请、驳回、下架和回滚会标为重要。", "Invitations, refusals and versions going offline are important.")
            )
        case .archived:
            return (
                writer.say("归档是空的", "The archive is empty"),
                writer.say("处理完的消息归档后放在这里，随时可以移回。", "Messages that you file away stand here. They can come back.")
            )
        case .all:
            return (
                writer.say("还没有消息", "No messages yet"),
                writer.say(
                    "审核结果、灰度和上架、邀请与成员变动，与你有关的都会送到这里。",
                    "Reviews, releases, invitations and members: what concerns you is delivered here."
                )
            )
        }
    }
}

extension MessageCategory {
    /// Where there is little room.
    var shortWords: Words {
        switch self {
        case .product: Words("产品", "Product")
        case .system: Words("系统", "System")
        case .review: Words("审核", "Review")
        case .interaction: Words("互动", "Interaction")
        case .answer: words
        }
    }
}
