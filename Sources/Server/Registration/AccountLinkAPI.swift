import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Operators' invitation links and links to a new password, in the JSON API.
struct AccountLinkAPI {
    let platform: Platform

    private static let path = "/api/v1/account-links"
    private static let pageLength = 50

    func add(to routes: Routes) {
        let one = "\(Self.path)/{link_id}"
        routes.signedIn(.get, Self.path, .personInvite) { request, _, _ in try await list(request) }
        routes.signedIn(.post, Self.path, .personInvite) { request, context, _ in
            let body = try await request.json(AccountLinkBody.self)
            let made = try await MakeAccountLink(platform: platform)(
                uses: body.uses,
                hours: body.hours,
                note: body.note ?? "",
                by: context.caller
            )
            return try await answer(made.id, status: .created)
        }
        routes.signedIn(.get, one, .personInvite) { _, context, _ in try await answer(try Self.id(context)) }
        routes.signedIn(.delete, one, .personInvite) { _, context, _ in
            try await RevokeAccountLink(platform: platform)(try Self.id(context), by: context.caller)
            return .empty
        }
        routes.signedIn(.post, "/api/v1/people", .personAdd) { request, context, _ in
            let body = try await request.json(NewPersonBody.self)
            let made = try await InvitePerson(platform: platform)(
                login: body.login,
                name: body.name,
                by: context.caller
            )
            var response = try Response.json(ResetLinkJSON(made, platform.settings), status: .created)
            response.headers[.location] = "/api/v1/people/\(made.login)"
            return response
        }
        routes.signedIn(.post, "/api/v1/people/{login}/reset-link", .personSetPassword) { request, context, _ in
            let login = try context.parameters.require("login")
            let code = try await context.freshCode(request)
            let made = try await MakeResetLink(platform: platform)(login: login, by: context.caller, code: code)
            return try .json(ResetLinkJSON(made, platform.settings), status: .created)
        }
    }

    private static func id(_ context: AppContext) throws -> ID<AccountLink> {
        ID(rawValue: try context.parameters.require("link_id"))
    }

    private func list(_ request: Request) async throws -> Response {
        let links = AccountLinkDirectory(platform: platform)
        return try .json(try await links.list(after: request.query["after"], limit: Self.pageLength))
    }

    private func answer(_ id: ID<AccountLink>, status: HTTPResponse.Status = .ok) async throws -> Response {
        let found = try await platform.engine.read { db in
            try AccountLinkQueries(db).link(id).map { ($0, try AccountLinkQueries(db).arrivals(by: id)) }
        }
        guard let (row, arrivals) = found else { throw Refusal.notFound }
        let json = AccountLinkJSON(row, arrivals, at: platform.world.now(), platform.settings)
        return try .json(json, status: status)
    }
}

private struct NewPersonBody: Decodable {
    let login: String
    let name: String
}

private struct AccountLinkBody: Decodable {
    let uses: Int
    let hours: Int
    let note: String?
}

private struct ResetLinkJSON: Encodable {
    let login: String
    /// Shown this once.
    let url: String
    let expiresAt: String

    init(_ made: MakeResetLink.Made, _ settings: Settings) {
        (login, url) = (made.login, settings.publicURL + Paths.reset(made.secret))
        expiresAt = made.expiresAt.rfc3339
    }

    private enum CodingKeys: String, CodingKey {
        case login, url
        case expiresAt = "expires_at"
    }
}
