import Domain
import Storage

/// Takes all of somebody's access tokens away, for a command on the data.
package struct RevokeAllTokens: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// How many there were. They are told of each. Throws `PERSON_UNKNOWN`.
    @discardableResult
    package func callAsFunction(login: String) async throws -> Int {
        try await platform.change(by: nil) { change in
            guard let person = try PersonQueries(change.db).person(login: login) else { throw Refusal.personUnknown }
            let tokens = try TokenWrites(db: change.db).revokeAll(of: person, at: change.now)
            for token in tokens { try change.record(.personTokenRevoked(person: person, token: token)) }
            return tokens.count
        }
    }
}
