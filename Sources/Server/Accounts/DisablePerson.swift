package import Domain
import Storage

/// Shuts somebody out: they can no longer sign in, their sessions end and their tokens are revoked. What they did stays.
package struct DisablePerson: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Repeating it changes nothing.
    ///
    /// - Throws: `PERSON_UNKNOWN`; `LAST_ADMINISTRATOR` when nobody could administer the installation afterwards.
    package func callAsFunction(login: String, by caller: Caller? = nil) async throws {
        try caller?.require(.personDisable)
        try await platform.change(by: caller?.person) { change in
            let writes = PersonWrites(db: change.db)
            try writes.lockAdministrators()
            let queries = PersonQueries(change.db)
            guard let person = try queries.person(login: login) else { throw Refusal.personUnknown }
            let isAdministrator = try SessionQueries(change.db).duties(of: person).contains(.administrator)
            if isAdministrator, try !queries.hasAdministrator(besides: person) { throw Refusal.lastAdministrator }
            guard try writes.disable(person, at: change.now) else { return }
            try SessionWrites(db: change.db).endAll(of: person)
            try TokenWrites(db: change.db).revokeAll(of: person, at: change.now)
            try change.record(.personDisabled(person: person))
        }
    }
}

/// Lets somebody in again who was disabled. Their password is the old one, their tokens stay revoked.
package struct EnablePerson: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Repeating it changes nothing. Throws `PERSON_UNKNOWN`.
    package func callAsFunction(login: String, by caller: Caller? = nil) async throws {
        try caller?.require(.personDisable)
        try await platform.change(by: caller?.person) { change in
            guard let person = try PersonQueries(change.db).person(login: login) else { throw Refusal.personUnknown }
            guard try PersonWrites(db: change.db).enable(person) else { return }
            try change.record(.personEnabled(person: person))
        }
    }
}

extension Refusal {
    static let lastAdministrator = Refusal(
        code: "LAST_ADMINISTRATOR",
        status: 409,
        words: Words(
            "这是最后一位系统管理员，不能停用。请先让另一个人成为系统管理员。",
            "This is the last system administrator. Make somebody else one first."
        )
    )
}
