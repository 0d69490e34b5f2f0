import Domain
import HTTPTypes
import Hummingbird
import Storage

/// `/api/v1/me/sessions`: the browsers that are signed in as whoever the token belongs to.
struct SessionAPI {
    let platform: Platform

    func add(to routes: Routes) {
        let path = "/api/v1/me/sessions"
        routes.signedIn(.get, path, .sessionManage) { [platform] _, context, person in
            let now = platform.world.now()
            let devices = try await platform.engine.read { try MeQueries($0).devices(of: person.id, at: now) }
            let items = devices.map { SessionJSON($0, here: context.visitor.session, context.language) }
            // All fit on one page.
            return try .json(ListJSON(items: items, next: nil))
        }
        routes.signedIn(.delete, path + "/{session_id}", .sessionManage) { [platform] _, context, person in
            let id = ID<Session>(rawValue: try context.parameters.require("session_id"))
            let isGone = try await platform.engine.write { try SessionWrites(db: $0).end(id, of: person.id) }
            guard isGone else { throw Refusal.notFound }
            return .empty
        }
        routes.signedIn(.delete, path, .sessionManage) { [platform] _, context, person in
            let here = context.visitor.session
            try await platform.engine.write { try SessionWrites(db: $0).endAll(of: person.id, except: here) }
            return .empty
        }
    }
}

private struct SessionJSON: Encodable {
    let id: String
    let browser: String
    let address: String
    let createdAt: String
    let lastUsedAt: String
    /// Whether it is the one that asks; never for a token.
    let isCurrent: Bool

    init(_ device: MeQueries.Device, here: ID<Session>?, _ language: Language) {
        id = device.id.rawValue
        browser = AgentWords(device.agent).name[language]
        address = device.address
        (createdAt, lastUsedAt) = (device.since.rfc3339, device.lastSeen.rfc3339)
        isCurrent = device.id == here
    }

    private enum CodingKeys: String, CodingKey {
        case id, browser, address
        case createdAt = "created_at"
        case lastUsedAt = "last_used_at"
        case isCurrent = "current"
    }
}
