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
        routes.signedIn(.post, "/api/v1/people/{login}/reset-link", .personSetPassword) { _, context, _ in
            let login = try context.parameters.require("login")
            let made = try await MakeResetLink(platform: platform)(login: login, by: context.caller)
            return try .json(ResetLinkJSON(made, platform.settings), status: .created)
        }
    }

    private static func id(_ context: AppContext) throws -> ID<AccountLink> {
        ID(rawValue: try context.parameters.require("link_id"))
    }

    private func list(_ request: Request) async throws -> Response {
        let cursor = try request.cursor(AccountLinkCursor.init(text:)) ?? .newest
        let found = try await platform.engine.read {
            try AccountLinkQueries($0).page(after: cursor, limit: Self.pageLength + 1)
        }
        let (shown, now) = (found.prefix(Self.pageLength), platform.world.now())
        let next = found.count > Self.pageLength ? shown.last?.cursor.text : nil
        let items = shown.map { AccountLinkJSON($0, nil, at: now, platform.settings) }
        return try .json(ListJSON(items: items, next: next))
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

private struct AccountLinkBody: Decodable {
    let uses: Int
    let hours: Int
    let note: String?
}

private struct AccountLinkJSON: Encodable {
    struct Arrival: Encodable {
        let login: String
        let name: String
        let at: String
    }

    let id: String
    let url: String
    let note: String
    let uses: Int
    let used: Int
    let madeBy: Nullable<String>
    let madeAt: String
    let expiresAt: String
    let state: AccountLinkState
    /// Who came by it; left out in lists.
    let people: [Arrival]?

    init(_ row: AccountLinkRow, _ arrivals: [AccountLinkQueries.Arrival]?, at now: Instant, _ settings: Settings) {
        (id, url, note) = (row.id.rawValue, settings.publicURL + Paths.comeIn(row.code), row.note)
        (uses, used, madeBy) = (row.uses, row.used, Nullable(row.makerName))
        (madeAt, expiresAt, state) = (row.madeAt.rfc3339, row.expiresAt.rfc3339, row.state(at: now))
        people = arrivals?.map { Arrival(login: $0.login, name: $0.name, at: $0.at.rfc3339) }
    }

    private enum CodingKeys: String, CodingKey {
        case id, url, note, uses, used, state, people
        case madeBy = "made_by"
        case madeAt = "made_at"
        case expiresAt = "expires_at"
    }
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
