import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of product notices, for operators.
struct NoticeAPI {
    let platform: Platform

    private static let pageLength = 50
    private static let path = "/api/v1/notices"

    func add(to routes: Routes) {
        let notice = "\(Self.path)/{notice}"
        routes.signedIn(.get, Self.path, .noticeWrite) { request, _, _ in try await list(request) }
        routes.signedIn(.post, Self.path, .noticeWrite) { request, context, _ in
            let body = try await request.json(NoticeBody.self)
            let id = try await SaveNotice(platform: platform)(body.draft, by: context.caller)
            return try await answer(id, status: .created)
        }
        routes.signedIn(.get, notice, .noticeWrite) { _, context, _ in try await answer(NoticeRoutes.id(context)) }
        routes.signedIn(.put, notice, .noticeWrite) { request, context, _ in
            let (id, body) = (try NoticeRoutes.id(context), try await request.json(NoticeBody.self))
            try await SaveNotice(platform: platform)(body.draft, replacing: id, seen: body.revision, by: context.caller)
            return try await answer(id)
        }
        routes.signedIn(.delete, notice, .noticeWrite) { _, context, _ in
            try await PublishNotice(platform: platform).remove(try NoticeRoutes.id(context), by: context.caller)
            return .empty
        }
        routes.signedIn(.post, "\(notice)/publish", .noticeWrite) { request, context, _ in
            let (id, body) = (try NoticeRoutes.id(context), try await request.optionalJSON(NoticeTimeBody.self))
            try await PublishNotice(platform: platform)(id, at: try body?.moment(), by: context.caller)
            return try await answer(id)
        }
        routes.signedIn(.delete, "\(notice)/publish", .noticeWrite) { _, context, _ in
            let id = try NoticeRoutes.id(context)
            try await PublishNotice(platform: platform).cancel(id, by: context.caller)
            return try await answer(id)
        }
        routes.signedIn(.post, "\(notice)/withdraw", .noticeWrite) { _, context, _ in
            let id = try NoticeRoutes.id(context)
            try await WithdrawNotice(platform: platform)(id, by: context.caller)
            return try await answer(id)
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let cursor = try request.cursor(NoticeCursor.init(text:)) ?? .newest
        let found = try await platform.engine.read {
            try NoticeQueries($0).page(after: cursor, limit: Self.pageLength + 1)
        }
        let shown = found.prefix(Self.pageLength)
        let next = found.count > Self.pageLength ? shown.last?.cursor.text : nil
        return try .json(ListJSON(items: shown.map(NoticeJSON.init), next: next))
    }

    private func answer(_ id: ID<Notice>, status: HTTPResponse.Status = .ok) async throws -> Response {
        guard let row = try await platform.engine.read({ try NoticeQueries($0).notice(id) }) else {
            throw Refusal.notFound
        }
        return try .json(NoticeJSON(row), status: status)
    }
}
