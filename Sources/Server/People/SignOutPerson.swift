package import Domain
import Storage

/// Ends somebody else's sessions: one, or all of them.
package struct SignOutPerson: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// How many ended. Where all are meant and none is there, nothing is said.
    ///
    /// - Throws: `PERSON_UNKNOWN`; `NOT_FOUND` where they have no such session.
    @discardableResult
    package func callAsFunction(
        login: String,
        session: ID<Session>? = nil,
        by caller: Caller? = nil
    ) async throws -> Int {
        try caller?.require(.personSignOut)
        return try await platform.change(by: caller?.person) { change in
            guard let person = try PersonQueries(change.db).person(login: login) else { throw Refusal.personUnknown }
            let writes = SessionWrites(db: change.db)
            let count: Int
            if let session {
                guard try writes.end(session, of: person) else { throw Refusal.notFound }
                count = 1
            } else {
                count = try writes.endLasting(of: person, at: change.now)
            }
            if count > 0 { try change.record(.personSignedOut(person: person, sessions: count)) }
            return count
        }
    }
}

/// Takes somebody else's token away.
struct RevokePersonToken: Sendable {
    let platform: Platform

    /// Throws `PERSON_UNKNOWN`; `NOT_FOUND` where they have no such token.
    func callAsFunction(_ token: ID<APIToken>, login: String, by caller: Caller) async throws {
        try caller.require(.personSignOut)
        try await platform.change(by: caller.person) { change in
            guard let person = try PersonQueries(change.db).person(login: login) else { throw Refusal.personUnknown }
            guard try TokenWrites(db: change.db).revoke(token, of: person, at: change.now) else {
                throw Refusal.notFound
            }
            try change.record(.personTokenRevoked(person: person, token: token))
        }
    }
}
