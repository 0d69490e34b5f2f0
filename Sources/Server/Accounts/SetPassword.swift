package import Domain
import Storage

/// Gives somebody a new password without asking for the old one: `steward user password`, and administrators.
package struct SetPassword: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Ends all their sessions: whoever had the old password is out. Tokens stay.
    ///
    /// - Throws: `PERSON_UNKNOWN`, or a refusal at `password`.
    package func callAsFunction(login: String, password: String, by caller: Caller? = nil) async throws {
        try caller?.require(.personSetPassword)
        guard let person = try await platform.engine.read({ try PersonQueries($0).person(login: login) }) else {
            throw Refusal.personUnknown
        }
        try PasswordRule.check(password, login: LoginName.key(of: login))
        let hash = try await platform.passwords.hash(password)
        try await platform.change(by: caller?.person) { change in
            try PersonWrites(db: change.db).setPassword(hash, of: person)
            try SessionWrites(db: change.db).endAll(of: person)
            try change.record(.passwordChanged(person: person))
        }
    }
}

/// Changes one's own password: asks for the old one, and ends one's other sessions.
struct ChangePassword: Sendable {
    let platform: Platform

    /// - Throws: a refusal at `old`, `password` or `repeated`; `TOO_MANY_REQUESTS` after many wrong tries.
    func callAsFunction(
        of person: SignedInPerson,
        old: String,
        new: String,
        repeated: String,
        keeping session: ID<Session>?
    ) async throws {
        guard new == repeated else {
            throw Refusal.invalid([
                FieldProblem(field: "repeated", words: Words("两次输入的不一样。", "The two do not match."))
            ])
        }
        try PasswordRule.check(new, login: person.login)
        // A session left open on a table must not be a place to guess from.
        let gateKey = "session of \(person.id)"
        try platform.signInGate.enter(login: gateKey, address: "", at: platform.world.now())
        let stored = try await platform.engine.read { try PersonQueries($0).password(of: person.id) }
        guard try await platform.passwords.verify(old, against: stored) else {
            throw Refusal.invalid([
                FieldProblem(field: "old", words: Words("和现在的密码不一样。", "This is not your present password."))
            ])
        }
        platform.signInGate.passed(login: gateKey, address: "")
        let hash = try await platform.passwords.hash(new)
        try await platform.change(by: person.id) { change in
            try PersonWrites(db: change.db).setPassword(hash, of: person.id)
            try SessionWrites(db: change.db).endAll(of: person.id, except: session)
            try change.record(.passwordChanged(person: person.id))
        }
    }
}
