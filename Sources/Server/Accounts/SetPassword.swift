package import Domain
import Storage

/// Gives somebody a new password without asking for the old one: `steward user password`, and administrators.
package struct SetPassword: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Ends all their sessions and revokes their tokens: whoever had the old password is out.
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
            _ = try TokenWrites(db: change.db).revokeAll(of: person, at: change.now)
            try ResetLinkWrites(db: change.db).endOpen(of: person, as: .cancelled, at: change.now)
            try change.record(.passwordChanged(person: person))
        }
    }
}

/// Changes one's own password: asks for the old one and, where there is a second factor, for a code; ends one's other sessions.
struct ChangePassword: Sendable {
    let platform: Platform

    /// - Parameter revokesTokens: whether their access tokens end too.
    /// - Throws: a refusal at `old`, `password`, `repeated` or `factor_code`; `TOO_MANY_REQUESTS` after many wrong tries.
    func callAsFunction(
        of person: SignedInPerson,
        old: String,
        new: String,
        repeated: String,
        revokesTokens: Bool,
        code: FreshCode,
        keeping session: ID<Session>?
    ) async throws {
        guard new == repeated else {
            throw Refusal.invalid([
                FieldProblem(field: "repeated", words: Words("两次输入的不一样。", "The two do not match."))
            ])
        }
        try PasswordRule.check(new, login: person.login)
        try await platform.requirePassword(of: person.id, typed: old, field: "old", from: code.address)
        let hash = try await platform.passwords.hash(new)
        try await platform.change(by: person.id, proving: code) { change in
            try PersonWrites(db: change.db).setPassword(hash, of: person.id)
            try SessionWrites(db: change.db).endAll(of: person.id, except: session)
            try ResetLinkWrites(db: change.db).endOpen(of: person.id, as: .cancelled, at: change.now)
            try change.record(.passwordChanged(person: person.id))
            guard revokesTokens else { return }
            for token in try TokenWrites(db: change.db).revokeAll(of: person.id, at: change.now) {
                try change.record(.tokenRevoked(token: token))
            }
        }
    }
}

extension Platform {
    /// Asks a signed-in person for their password again. Nothing is asked of those who have none (demonstration people).
    ///
    /// - Throws: a refusal at `field`; `TOO_MANY_REQUESTS` after many wrong tries.
    func requirePassword(of person: ID<Person>, typed: String, field: String, from address: String) async throws {
        let stored = try await engine.read { try PersonQueries($0).password(of: person) }
        if stored == PasswordHash.none, field != "old" { return }
        // A session left open on a table must not be a place to guess from.
        let key = "session of \(person)"
        try signInGate.enter(login: key, address: address, at: world.now())
        try limiter.take(.stepUps, of: key, at: world.now())
        guard try await passwords.verify(typed, against: stored) else {
            throw Refusal.invalid([
                FieldProblem(field: field, words: Words("和现在的密码不一样。", "This is not your present password."))
            ])
        }
        signInGate.passed(login: key, address: address)
    }
}
