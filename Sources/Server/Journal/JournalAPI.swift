import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The journal under `/api/v1`, with the filters that its page has.
struct JournalAPI {
    let platform: Platform

    private static let path = "/api/v1/journal"
    private static let size = 50
    private static let mostInPage = 200

    func add(to routes: Routes) {
        routes.signedIn(.get, Self.path, .journalRead) { request, context, _ in try await list(request, context) }
        routes.signedIn(.get, "\(Self.path)/file", .journalRead) { request, context, _ in
            let filter = try await JournalReader(platform: platform).filter(JournalWish(request.query))
            return JournalFile(platform: platform).response(filter, context.language)
        }
        routes.signedIn(.get, "\(Self.path)/check", .journalRead) { request, _, _ in
            let after = try request.query["after"].map { text in
                guard let after = Int64(text), after >= 0 else {
                    throw Self.invalid("after", Words("是 reached 的值。", "The value of reached."))
                }
                return after
            }
            let check = JournalCheck(engine: platform.engine)
            return try .json(JournalCheckJSON(await check.slice(after: after ?? 0, most: JournalRoutes.checkedAtOnce)))
        }
        routes.signedIn(.get, "\(Self.path)/{sequence}", .journalRead) { _, context, _ in
            let sequence = try JournalRoutes.sequence(context)
            let facts = try await platform.engine.read { try JournalEntryPage.Facts($0, sequence) }
            let entry = JournalEntryJSON(facts.row, facts.names, context.language)
            let link = JournalLinkJSON(entry: entry, previousHash: facts.previous, verified: facts.isSound)
            return try .json(link)
        }
    }

    private func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let query = request.query
        let limit =
            try query["limit"].map { text in
                guard let limit = Int(text), (1...Self.mostInPage).contains(limit) else {
                    let words = Words("只能是 1 到 \(Self.mostInPage)。", "A whole number from 1 to \(Self.mostInPage).")
                    throw Self.invalid("limit", words)
                }
                return limit
            } ?? Self.size
        let reader = JournalReader(platform: platform)
        let wish = JournalWish(query)
        return try .json(await reader.page(wish, after: query["after"], limit: limit, context.language))
    }

    private static func invalid(_ field: String, _ words: Words) -> Refusal {
        .invalid([FieldProblem(field: field, words: words)])
    }
}
