import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 消息: what happened in one's mini programs.
struct MessageRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.messages, .appList) { [platform, pages] request, context, person in
            let cursor = request.query["before"].flatMap(ActivityFeed.Cursor.init(text:)) ?? .newest
            let lines = try await platform.engine.read {
                try ActivityFeed($0).lines(of: person.id, after: cursor, limit: MessagesPage.size + 1)
            }
            let page = Page(
                "messages/messages",
                title: Words("消息", "Messages"),
                model: MessagesPage(lines, isFirst: cursor == .newest, PageTime(platform), context.language),
                tab: .messages
            )
            return try pages.render(page, request, context)
        }
    }
}

struct MessagesPage: Sendable {
    struct Line: Sendable {
        let appName: String
        let tile: Tile
        let path: String
        let who: String
        let what: String
        let when: String
    }

    static let size = 30

    let lines: [Line]
    let isEmpty: Bool
    let isFirst: Bool
    let hasMore: Bool
    let morePath: String

    /// One line more than a page says that there is another page.
    init(_ lines: [ActivityFeed.Line], isFirst: Bool, _ time: PageTime, _ language: Language) {
        let shown = lines.prefix(Self.size)
        self.lines = shown.map { line in
            Line(
                appName: line.appName,
                tile: Tile(name: line.appName, picture: line.appLogo),
                path: Paths.app(line.app),
                who: line.row.event.actorWords?[language] ?? line.row.actorName ?? Words("系统", "The system")[language],
                what: line.row.event.activity[language],
                when: time.short(line.row.at, language)
            )
        }
        isEmpty = shown.isEmpty
        self.isFirst = isFirst
        hasMore = lines.count > Self.size
        morePath = shown.last.map { "\(Paths.messages)?before=\(ActivityFeed.Cursor($0.row).text)" } ?? Paths.messages
    }
}
