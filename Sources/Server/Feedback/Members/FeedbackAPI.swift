import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What users reported, for members, under `/api/v1`.
struct FeedbackAPI {
    let platform: Platform

    private let feedback = "/api/v1/apps/{app_id}/feedback"

    private struct Resolution: Decodable { let version: String }
    private struct ReplyBody: Decodable { let text: String }

    init(platform: Platform) { self.platform = platform }

    func add(to routes: Routes) {
        routes.inApp(.get, feedback, .feedbackView) { try await list($0, $1, $2) }
        routes.inApp(.get, "\(feedback)/{id}", .feedbackView) { request, context, app in
            try await show(try FeedbackRoutes.id(context), app)
        }
        routes.inApp(.post, "\(feedback)/{id}/process", .feedbackHandle) { _, context, app in
            let id = try FeedbackRoutes.id(context)
            try await HandleFeedback(platform: platform).process(id, of: app)
            return try await show(id, app)
        }
        routes.inApp(.post, "\(feedback)/{id}/resolve", .feedbackHandle) { request, context, app in
            let (id, body) = (try FeedbackRoutes.id(context), try await request.json(Resolution.self))
            guard let number = VersionNumber(body.version) else { throw Refusal.feedbackVersion }
            try await HandleFeedback(platform: platform).resolve(id, in: number, of: app)
            return try await show(id, app)
        }
        routes.inApp(.post, "\(feedback)/{id}/reply", .feedbackHandle) { request, context, app in
            let (id, body) = (try FeedbackRoutes.id(context), try await request.json(ReplyBody.self))
            try await HandleFeedback(platform: platform).reply(body.text, to: id, of: app)
            return try await show(id, app)
        }
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let page = try FeedbackPaging(request.query)
        var filter = FeedbackRoutes.filter(request.query)
        // Scripts want all of it unless they say otherwise.
        if request.query["show"] == nil { filter.show = .all }
        let wanted = filter
        let (rows, versions) = try await platform.engine.read { db in
            let queries = FeedbackIssueQueries(db)
            let rows = try queries.page(in: app.id, wanted, after: page.cursor, limit: page.limit + 1)
            return (rows, try queries.versions(of: rows.map(\.id)))
        }
        let shown = rows.prefix(page.limit)
        let next = rows.count > page.limit ? shown.last : nil
        return try .json(
            ListJSON(
                items: shown.map { FeedbackIssueJSON($0, versions[$0.id] ?? []) },
                next: next.map { FeedbackIssueQueries.cursor(after: $0, wanted.show).text }
            )
        )
    }

    private func show(_ id: ID<FeedbackIssue>, _ app: AuthorisedApp) async throws -> Response {
        let today = platform.settings.day(of: platform.world.now())
        let facts = try await platform.engine.read {
            try FeedbackIssuePage.Facts($0, id, of: app.id, after: nil, today: today)
        }
        guard let facts else { throw Refusal.notFound }
        return try .json(FeedbackDetailJSON(facts, platform.settings))
    }
}

/// The place and size of a page, as a caller of the API asks for it.
struct FeedbackPaging {
    let cursor: FeedbackCursor?
    let limit: Int

    init(_ query: FormFields) throws(Refusal) {
        cursor = query["after"].flatMap(FeedbackCursor.init(text:))
        if query["after"] != nil, cursor == nil {
            let words = Words("这不是上一页给出的 next。", "This is not the next of a page before.")
            throw .invalid([FieldProblem(field: "after", words: words)])
        }
        let text = query["limit"] ?? "50"
        guard let limit = Int(text), (1...100).contains(limit) else {
            let words = Words("只能是 1 到 100。", "A whole number from 1 to 100.")
            throw .invalid([FieldProblem(field: "limit", words: words)])
        }
        self.limit = limit
    }
}
