package import Domain
package import Storage

/// What is asked about second factors.
package struct FactorQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    struct Factor: Sendable {
        let totp: TOTP
        let madeAt: Instant
        /// From then on it counts; nil while it is being set up.
        let confirmedAt: Instant?
    }

    /// Whether sign-in asks this person for a second factor.
    package func hasFactor(_ person: ID<Person>) throws -> Bool {
        try db.first("SELECT 1 AS one FROM factor WHERE person_id = \(person) AND confirmed_at IS NOT NULL") != nil
    }

    /// A person's factor, also one that is being set up.
    func factor(of person: ID<Person>) throws -> Factor? {
        let row = try db.first("SELECT secret, made_at, confirmed_at FROM factor WHERE person_id = \(person)")
        guard let row, let secret = Base32.bytes(try row.text("secret")) else { return nil }
        return Factor(
            totp: TOTP(secret: secret),
            madeAt: try row.instant("made_at"),
            confirmedAt: try row.optionalInstant("confirmed_at")
        )
    }

    /// Recovery codes that are still good.
    func recoveryCodesLeft(of person: ID<Person>) throws -> Int {
        try db.first("SELECT count(*) AS n FROM recovery_code WHERE person_id = \(person) AND used_at IS NULL")?
            .int("n") ?? 0
    }

    /// When a recovery code was used; nil when it is good.
    func use(ofRecoveryCode hash: String, of person: ID<Person>) throws -> (isKnown: Bool, usedAt: Instant?) {
        let row = try db.first(
            "SELECT used_at FROM recovery_code WHERE person_id = \(person) AND hash = \(hash)"
        )
        return (row != nil, try row?.optionalInstant("used_at"))
    }
}

/// Changes of second factors.
struct FactorWrites {
    let db: any Writing

    /// Puts a secret in the place of one that was not confirmed; false when one counts already.
    func begin(_ totp: TOTP, of person: ID<Person>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            INSERT INTO factor (person_id, secret, made_at) VALUES (\(person), \(Base32.text(totp.secret)), \(now))
            ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at
                WHERE factor.confirmed_at IS NULL
            """
        ) == 1
    }

    /// False when there is none that waits.
    func confirm(of person: ID<Person>, at now: Instant) throws -> Bool {
        try db.execute(
            "UPDATE factor SET confirmed_at = \(now) WHERE person_id = \(person) AND confirmed_at IS NULL"
        ) == 1
    }

    /// Takes it away with its recovery codes and every sign-in that waits for a code; false when there is none.
    func remove(of person: ID<Person>) throws -> Bool {
        try db.execute("DELETE FROM recovery_code WHERE person_id = \(person)")
        try SignInStepWrites(db: db).removeAll(of: person)
        return try db.execute("DELETE FROM factor WHERE person_id = \(person)") == 1
    }

    /// Marks a time step as used; false when its code was used before. Steps too old to be taken again are forgotten.
    func use(_ step: Int64, of person: ID<Person>, at now: Instant) throws -> Bool {
        let oldest = TOTP.step(at: now) - TOTP.staleSteps
        try db.execute("DELETE FROM factor_step WHERE person_id = \(person) AND step < \(oldest)")
        return try db.execute(
            "INSERT INTO factor_step (person_id, step) VALUES (\(person), \(step)) ON CONFLICT DO NOTHING"
        ) == 1
    }

    func replaceRecoveryCodes(of person: ID<Person>, by hashes: [String]) throws {
        try db.execute("DELETE FROM recovery_code WHERE person_id = \(person)")
        for hash in hashes {
            try db.execute("INSERT INTO recovery_code (person_id, hash) VALUES (\(person), \(hash))")
        }
    }

    /// False when it is none of theirs, or was used.
    func use(recoveryCode hash: String, of person: ID<Person>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE recovery_code SET used_at = \(now)
            WHERE person_id = \(person) AND hash = \(hash) AND used_at IS NULL
            """
        ) == 1
    }

    /// What nobody finished setting up.
    func removeUnfinished(before limit: Instant) throws {
        try db.execute("DELETE FROM factor WHERE confirmed_at IS NULL AND made_at < \(limit)")
    }
}
