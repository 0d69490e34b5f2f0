import Domain
import HTTPTypes
import Hummingbird
import Storage

/// `/api/v1/messages`: the inbox of whoever the token belongs to.
struct MessageAPI {
    let platform: Platform

    private static let pageLength = 100

    func add(to routes: Routes) {
        routes.signedIn(.get, "/api/v1/messages", .messageRead) { try await list($0, $1, $2) }
        routes.signedIn(.get, "/api/v1/messages/unread", .messageRead) { [platform] _, _, person in
            let counts = try await platform.engine.read { try MessageQueries($0).unread(of: person.id) }
            return try .json(UnreadJSON(counts))
        }
        routes.signedIn(.post, "/api/v1/messages/read", .messageManage) { [platform] request, context, _ in
            let wish: ReadJSON = request.headers[.contentType] == nil ? ReadJSON() : try await request.json()
            let through = try await platform.engine.read { try MessageQueries($0).position() }
            let count = try await MarkMessages(platform: platform)
                .all(in: wish.category, through: wish.through.flatMap { Int64($0) } ?? through, by: context.caller)
            return try .json(MarkedJSON(read: count))
        }
        act("read", routes) { try await MarkMessages(platform: platform)($0, by: $2.caller) }
        act("archive", routes) { try await MarkMessages(platform: platform).archive($0, by: $2.caller) }
        act("restore", routes) { try await MarkMessages(platform: platform).bringBack($0, by: $2.caller) }
        act("accept", routes) { sequence, request, context in
            let wish: AcceptJSON = request.headers[.contentType] == nil ? AcceptJSON() : try await request.json()
            _ = try await AnswerMessage(platform: platform)(
                sequence,
                accepts: true,
                as: wish.role ?? .experiencer,
                by: context.caller
            )
        }
        act("decline", routes) { sequence, _, context in
            _ = try await AnswerMessage(platform: platform)(sequence, accepts: false, by: context.caller)
        }
    }

    private func list(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response {
        let query = request.query
        guard query["category"] == nil || query["category"].flatMap(MessageCategory.init(rawValue:)) != nil else {
            throw Self.unknownCategory
        }
        let category = query["category"].flatMap(MessageCategory.init(rawValue:))
        let filter: InboxFilter =
            query["unread"] == "true"
            ? .unread : query["archived"] == "true" ? .archived : query["important"] == "true" ? .important : .all
        let cursor = try query["before"].map(Self.cursor) ?? request.cursor(MessageCursor.init(text:)) ?? .newest
        let found = try await platform.engine.read {
            try MessageQueries($0)
                .page(of: person.id, filter, in: category, after: cursor, limit: Self.pageLength + 1)
        }
        let shown = Array(found.prefix(Self.pageLength))
        let next = found.count > Self.pageLength ? shown.last.map(filter.cursor)?.text : nil
        return try .json(ListJSON(items: try await json(shown, context), next: next))
    }

    private static func cursor(_ text: String) throws(Refusal) -> MessageCursor {
        guard let cursor = MessageCursor(text: text) else {
            throw .invalid([
                FieldProblem(field: "before", words: Words("这不是上一页给出的 next。", "This is not the next of a page before."))
            ])
        }
        return cursor
    }

    private static let unknownCategory = Refusal.invalid([
        FieldProblem(
            field: "category",
            words: Words(
                "分类是 \(MessageCategory.allCases.map(\.rawValue).joined(separator: "、")) 之一。",
                "A category is one of \(MessageCategory.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        )
    ])

    /// A change of one message; answers how it stands then.
    private func act(
        _ name: String,
        _ routes: Routes,
        _ body: @escaping @Sendable (Int64, Request, AppContext) async throws -> Void
    ) {
        routes.signedIn(.post, "/api/v1/messages/{message_id}/\(name)", .messageManage) { request, context, _ in
            guard let sequence = Int64(try context.parameters.require("message_id")) else { throw Refusal.notFound }
            try await body(sequence, request, context)
            let row = try await platform.message(sequence, of: context.caller)
            guard let json = try await json([row], context).first else { throw Refusal.notFound }
            return try .json(json)
        }
    }

    private func json(_ rows: [MessageRow], _ context: AppContext) async throws -> [MessageJSON] {
        let time = PageTime(platform)
        let (names, answers) = try await platform.engine.read { db in
            (try MessageQueries(db).names(in: rows), try MessageAnswers(db, for: rows, at: time.now))
        }
        let writer = MessageWriter(
            time: time,
            caller: context.caller,
            language: context.language,
            names: names,
            answers: answers,
            place: InboxPlace()
        )
        return rows.map { MessageJSON($0, writer, publicURL: platform.settings.publicURL) }
    }
}
