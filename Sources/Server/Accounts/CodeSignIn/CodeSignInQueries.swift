import Domain
import Storage

/// A sign-in by QR code, as stored.
struct CodeSignInRow: Sendable {
    let id: String
    let codeSignIn: CodeSignIn
    let next: String
    let address: String
    let agent: String
    let madeAt: Instant

    init(_ row: Row) throws {
        id = try row.text("id")
        codeSignIn = CodeSignIn(
            state: try row.word("state", as: CodeSignIn.State.self),
            expiresAt: try row.instant("expires_at"),
            scannedBy: try row.optionalID("scanned_by")
        )
        next = try row.text("next")
        address = try row.text("address")
        agent = try row.text("agent")
        madeAt = try row.instant("made_at")
    }
}

struct CodeSignInQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let columns: Query = "id, state, next, address, agent, made_at, expires_at, scanned_by"

    /// By the hash of what the QR code holds.
    func row(code: String) throws -> CodeSignInRow? {
        try db.first("SELECT \(Self.columns) FROM code_sign_in WHERE code = \(code)").map(CodeSignInRow.init)
    }

    /// By the hash of what the cookie of the browser that shows it holds.
    func row(browser: String) throws -> CodeSignInRow? {
        try db.first("SELECT \(Self.columns) FROM code_sign_in WHERE browser = \(browser)").map(CodeSignInRow.init)
    }
}

struct CodeSignInWrites {
    let db: any Writing

    func add(
        _ id: String,
        code: String,
        browser: String,
        next: String,
        from origin: SignInOrigin,
        at now: Instant,
        until end: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO code_sign_in (id, code, browser, state, next, address, agent, made_at, expires_at, changed_at)
            VALUES (\(id), \(code), \(browser), \(CodeSignIn.State.shown), \(next), \(origin.address), \(origin.agent),
                \(now), \(end), \(now))
            """
        )
    }

    /// From one state to the next, while it is still in the one and nobody else has scanned it. False when somebody was first.
    func move(
        _ row: CodeSignInRow,
        to state: CodeSignIn.State,
        by person: ID<Person>,
        at now: Instant
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE code_sign_in SET state = \(state), scanned_by = \(person), changed_at = \(now)
            WHERE id = \(row.id) AND state = \(row.codeSignIn.state)
                AND (scanned_by IS NULL OR scanned_by = \(person))
            """
        ) == 1
    }

    /// Whatever a person scanned and the other browser has not claimed.
    func refuseAll(of person: ID<Person>) throws {
        try db.execute(
            """
            UPDATE code_sign_in SET state = \(CodeSignIn.State.refused)
            WHERE scanned_by = \(person) AND state IN ('SCANNED', 'CONFIRMED')
            """
        )
    }

    func removeOld(before limit: Instant) throws {
        try db.execute("DELETE FROM code_sign_in WHERE expires_at < \(limit)")
    }
}
