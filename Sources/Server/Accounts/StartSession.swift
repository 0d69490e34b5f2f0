package import Domain
import Storage

/// Where a sign-in comes from, as the list of devices shows it.
package struct SignInOrigin: Sendable, Hashable {
    package let address: String
    /// The browser's own words about itself.
    package let agent: String

    package init(address: String, agent: String) {
        // Kept short: it is what a stranger sends.
        (self.address, self.agent) = (address, String(PlainText.line(agent).prefix(300)))
    }
}

/// Opens a session under a fresh secret. Never with one that the browser brought: a planted cookie stays worthless.
package struct StartSession: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// What the cookie is to hold. The session that the browser had before, if any, ends.
    package func callAsFunction(
        of person: ID<Person>,
        from origin: SignInOrigin,
        replacing old: ID<Session>? = nil
    ) async throws -> String {
        let secret = Secret(prefix: "", world: platform.world)
        let id = ID<Session>(rawValue: Secret.hash(secret.text))
        let now = platform.world.now()
        let end = now.adding(seconds: SessionMiddleware.lifetimeSeconds)
        try await platform.engine.write { db in
            let writes = SessionWrites(db: db)
            if let old { try writes.end(old) }
            try writes.add(id, of: person, at: now, until: end, address: origin.address, agent: origin.agent)
        }
        return secret.text
    }
}
