import Domain
import Storage

/// Begins to set up a second factor: makes the secret that the authenticator app is to hold. It counts for nothing before a code
/// made from it comes back (`ConfirmFactor`); beginning again makes another.
struct BeginFactor: Sendable {
    let platform: Platform

    /// - Throws: `FACTOR_ON` when there is one already.
    func callAsFunction(of person: ID<Person>) async throws -> TOTP {
        let totp = TOTP(secret: platform.world.bytes(TOTP.secretBytes))
        let now = platform.world.now()
        let isBegun = try await platform.engine.write { try FactorWrites(db: $0).begin(totp, of: person, at: now) }
        guard isBegun else { throw Refusal.factorOn }
        return totp
    }
}

/// Ends setting up a second factor: the first code shows that the app has the secret, the password that it is its owner.
///
/// Their other sessions end, so that every session of somebody with a second factor has passed it.
struct ConfirmFactor: Sendable {
    let platform: Platform

    /// A secret that waits longer is made anew.
    static let lifetimeSeconds: Int64 = 1800

    /// The ten recovery codes, which are shown this once.
    ///
    /// - Throws: a refusal at `factor_code` or `password`; `FACTOR_ON`; `FACTOR_NOT_BEGUN`; `TOO_MANY_REQUESTS`.
    func callAsFunction(
        of person: ID<Person>,
        code: FreshCode,
        password: String,
        keeping session: ID<Session>?
    ) async throws -> [String] {
        try await platform.requirePassword(of: person, typed: password, field: "password", from: code.address)
        let codes = RecoveryCode.fresh(platform.world)
        let key = "factor of \(person)"
        try platform.signInGate.enter(login: key, address: code.address, at: platform.world.now())
        let typed = code.typed ?? ""
        try await platform.change(by: person) { change in
            try change.lock(person)
            guard let factor = try FactorQueries(change.db).factor(of: person) else { throw Refusal.factorNotBegun }
            guard factor.confirmedAt == nil else { throw Refusal.factorOn }
            guard change.now.seconds(since: factor.madeAt) < Self.lifetimeSeconds else { throw Refusal.factorNotBegun }
            guard !typed.isEmpty else { throw Refusal.factorCodeRequired }
            guard case .digits(let digits)? = FactorCode(typed),
                factor.totp.judgement(of: digits, at: change.now) != .wrong
            else { throw Refusal.wrongFirstCode }
            try change.use(digits, factor.totp, of: person)
            let writes = FactorWrites(db: change.db)
            guard try writes.confirm(of: person, at: change.now) else { throw Refusal.factorOn }
            try writes.replaceRecoveryCodes(of: person, by: codes.map { RecoveryCode.hash($0, of: person) })
            try SessionWrites(db: change.db).endAll(of: person, except: session)
            try change.record(.factorAdded(person: person))
        }
        platform.signInGate.passed(login: key, address: code.address)
        return codes
    }
}

extension Refusal {
    static let factorOn = conflict(
        "FACTOR_ON",
        Words("两步验证已经开启。要换验证器，请先停用。", "The second factor is on. Turn it off first to change the app.")
    )
    static let factorOff = conflict("FACTOR_OFF", Words("两步验证没有开启。", "There is no second factor."))
    static let factorNotBegun = conflict(
        "FACTOR_NOT_BEGUN",
        Words("设置已超时，请重新开始，并用新的二维码。", "Set-up took too long. Begin again with the new code.")
    )
}
