package import Domain
import Storage

/// Turns one's own second factor off: asks for the password and for a code.
struct TurnFactorOff: Sendable {
    let platform: Platform

    /// - Throws: `FACTOR_OFF`; a refusal at `password` or `factor_code`; `TOO_MANY_REQUESTS`.
    func callAsFunction(of person: ID<Person>, password: String, code: FreshCode) async throws {
        guard try await platform.engine.read({ try FactorQueries($0).hasFactor(person) }) else {
            throw Refusal.factorOff
        }
        try await platform.requirePassword(of: person, typed: password, field: "password", from: code.address)
        try await platform.change(by: person, proving: code) { change in
            guard try FactorWrites(db: change.db).remove(of: person) else { throw Refusal.factorOff }
            try change.record(.factorRemoved(person: person))
        }
    }
}

/// Takes somebody's second factor away who has lost it with its recovery codes: an administrator, or `steward user factor`.
/// They are told, and sign in by their password alone until they set up another.
package struct RemoveFactor: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - caller: who does it; nil for a command on the data.
    ///   - code: a fresh code of the caller's own second factor, if they have one.
    /// - Throws: `PERSON_UNKNOWN`, `FACTOR_OFF`, a refusal at `factor_code`.
    package func callAsFunction(login: String, by caller: Caller? = nil, code: FreshCode = .none) async throws {
        try caller?.require(.personRemoveFactor)
        guard let person = try await platform.engine.read({ try PersonQueries($0).person(login: login) }) else {
            throw Refusal.personUnknown
        }
        guard person != caller?.person else { throw Refusal.ownFactor }
        guard try await platform.engine.read({ try FactorQueries($0).hasFactor(person) }) else {
            throw Refusal.factorOff
        }
        try await platform.change(by: caller?.person, proving: code) { change in
            guard try FactorWrites(db: change.db).remove(of: person) else { throw Refusal.factorOff }
            try change.record(.factorRemoved(person: person))
        }
    }
}

/// Whether somebody has a second factor, for commands on the data.
package struct HasFactor: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Throws `PERSON_UNKNOWN`.
    package func callAsFunction(login: String) async throws -> Bool {
        try await platform.engine.read { db in
            guard let person = try PersonQueries(db).person(login: login) else { throw Refusal.personUnknown }
            return try FactorQueries(db).hasFactor(person)
        }
    }
}

/// Makes ten new recovery codes in the place of the old ones, used or not.
struct MakeRecoveryCodes: Sendable {
    let platform: Platform

    /// The new codes, which are shown this once. Throws `FACTOR_OFF`, or a refusal at `factor_code`.
    func callAsFunction(of person: ID<Person>, code: FreshCode) async throws -> [String] {
        guard try await platform.engine.read({ try FactorQueries($0).hasFactor(person) }) else {
            throw Refusal.factorOff
        }
        let codes = RecoveryCode.fresh(platform.world)
        try await platform.change(by: person, proving: code) { change in
            let hashes = codes.map { RecoveryCode.hash($0, of: person) }
            try FactorWrites(db: change.db).replaceRecoveryCodes(of: person, by: hashes)
            try change.record(.recoveryCodesMade(person: person))
        }
        return codes
    }
}

extension Refusal {
    static let ownFactor = Refusal(
        code: "OWN_FACTOR",
        status: 409,
        words: Words(
            "自己的两步验证请到「我的 → 安全」关闭，要输入密码。",
            "Turn your own second factor off under Me → Security, with your password."
        )
    )
}
