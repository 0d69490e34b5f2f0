import Domain
import Storage

/// Chooses the mini program that a person's home page shows.
struct SwitchMiniProgram: Sendable {
    let platform: Platform

    func callAsFunction(to app: AuthorisedApp, by person: ID<Person>) async throws {
        let id = app.id
        try await platform.engine.write { try SwitcherWrites(db: $0).choose(id, for: person) }
    }
}
