import Domain
import Storage

/// Makes, replaces and removes the secret with which a host app's server proves that it asked.
struct ChangeHostSecret: Sendable {
    let platform: Platform

    /// Gives the new secret, which is shown once; an old one proves nothing from now on.
    func make(_ app: AuthorisedApp) async throws -> String {
        try app.require(.releaseRules)
        let (person, secret) = (try app.person(), Secret(prefix: "hst_", world: platform.world).text)
        try await platform.change(by: person) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            let isReplaced = try HostSecretQueries(change.db).madeAt(app.id) != nil
            try HostSecretWrites(db: change.db).set(secret, of: app.id, by: person, at: change.now)
            try change.record(.hostSecretMade(isReplaced: isReplaced), in: app.id)
        }
        return secret
    }

    /// From now on every receipt counts again.
    func remove(_ app: AuthorisedApp) async throws {
        try app.require(.releaseRules)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            guard try HostSecretWrites(db: change.db).remove(app.id) else { return }
            try change.record(.hostSecretRemoved, in: app.id)
        }
    }
}
