import Domain
import Storage

/// A link by which one person sets a new password.
struct ResetLinkRow: Sendable {
    let id: ID<ResetLink>
    let person: ID<Person>
    let login: String
    let name: String
    let picture: String?
    let isDisabled: Bool
    let madeBy: ID<Person>?
    /// Nil where a command on the data made it.
    let makerName: String?
    let expiresAt: Instant
    /// Whether whoever made it may still make such links.
    private let isInCharge: Bool
    private let stored: ResetLinkState

    init(_ row: Row) throws {
        id = try row.id("id")
        person = try row.id("person_id")
        login = try row.text("login")
        name = try row.text("name")
        picture = try row.optionalText("picture")
        isDisabled = try row.optionalInstant("disabled_at") != nil
        madeBy = try row.optionalID("made_by")
        makerName = try row.optionalText("maker")
        expiresAt = try row.instant("expires_at")
        isInCharge = try row.int("in_charge") > 0
        stored = try row.word("state")
    }

    func state(at now: Instant) -> ResetLinkState {
        let state = stored.at(now, expires: expiresAt)
        return state == .open && (isDisabled || !isInCharge) ? .cancelled : state
    }
}

struct ResetLinkQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// By its secret.
    func link(secret: String) throws -> ResetLinkRow? {
        try db.first(
            """
            SELECT r.id, r.person_id, r.made_by, r.expires_at, r.state, p.login, p.name, p.picture, p.disabled_at,
                m.name AS maker,
                CASE WHEN r.made_by IS NULL OR (m.disabled_at IS NULL AND EXISTS (SELECT 1 FROM person_duty d
                    WHERE d.person_id = r.made_by AND d.duty = \(Duty.administrator))) THEN 1 ELSE 0 END AS in_charge
            FROM reset_link r JOIN person p ON p.id = r.person_id LEFT JOIN person m ON m.id = r.made_by
            WHERE r.secret_hash = \(Secret.hash(secret))
            """
        ).map(ResetLinkRow.init)
    }
}

struct ResetLinkWrites {
    let db: any Writing

    func add(
        _ id: ID<ResetLink>,
        of person: ID<Person>,
        hash: String,
        by maker: ID<Person>?,
        at now: Instant,
        until end: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO reset_link (id, person_id, secret_hash, made_by, made_at, expires_at, state)
            VALUES (\(id), \(person), \(hash), \(maker), \(now), \(end), \(ResetLinkState.open))
            """
        )
    }

    /// Ends the one that is open, if any.
    func endOpen(of person: ID<Person>, as state: ResetLinkState, at now: Instant) throws {
        try db.execute(
            """
            UPDATE reset_link SET state = \(state), ended_at = \(now) WHERE person_id = \(person) AND state = 'OPEN'
            """
        )
    }

    /// False when it was used, replaced or cancelled before, or its time is over.
    func use(_ id: ID<ResetLink>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE reset_link SET state = \(ResetLinkState.used), ended_at = \(now)
            WHERE id = \(id) AND state = 'OPEN' AND expires_at > \(now)
            """
        ) == 1
    }
}
