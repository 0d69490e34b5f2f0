import Domain
import Storage

/// An invitation by login.
struct InvitationRow: Sendable {
    let id: ID<Invitation>
    let app: ID<MiniProgram>
    let person: ID<Person>
    let role: MemberRole
    let invitedBy: ID<Person>
    let invitedAt: Instant
    let expiresAt: Instant
    let state: AnswerState
    let answeredAt: Instant?

    init(_ row: Row) throws {
        id = try row.id("id")
        app = try row.id("app_id")
        person = try row.id("person_id")
        role = try row.word("role")
        invitedBy = try row.id("invited_by")
        invitedAt = try row.instant("invited_at")
        expiresAt = try row.instant("expires_at")
        state = try row.word("state")
        answeredAt = try row.optionalInstant("answered_at")
    }
}

struct InvitationQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let columns: Query =
        "id, app_id, person_id, role, invited_by, invited_at, expires_at, state, answered_at"

    func invitation(_ id: ID<Invitation>) throws -> InvitationRow? {
        try db.first("SELECT \(Self.columns) FROM invitation WHERE id = \(id)").map(InvitationRow.init)
    }

    /// The invitation that a person has not answered yet.
    func open(of person: ID<Person>, in app: ID<MiniProgram>) throws -> InvitationRow? {
        try db.first(
            """
            SELECT \(Self.columns) FROM invitation
            WHERE app_id = \(app) AND person_id = \(person) AND state = 'OPEN'
            """
        ).map(InvitationRow.init)
    }

    /// The open ones that a member sent.
    func open(by inviter: ID<Person>, in app: ID<MiniProgram>) throws -> [InvitationRow] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM invitation
            WHERE app_id = \(app) AND state = 'OPEN' AND invited_by = \(inviter) ORDER BY id
            """
        ).map(InvitationRow.init)
    }

    /// The newest that a person ever got.
    func latest(of person: ID<Person>, in app: ID<MiniProgram>) throws -> InvitationRow? {
        try db.first(
            """
            SELECT \(Self.columns) FROM invitation WHERE app_id = \(app) AND person_id = \(person)
            ORDER BY id DESC LIMIT 1
            """
        ).map(InvitationRow.init)
    }

    /// Those whose time is over, the oldest first.
    func due(at now: Instant, limit: Int) throws -> [InvitationRow] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM invitation WHERE state = 'OPEN' AND expires_at <= \(now)
            ORDER BY expires_at, id LIMIT \(limit)
            """
        ).map(InvitationRow.init)
    }

    /// How many somebody sent since a moment, over all mini programs.
    func sent(by inviter: ID<Person>, since start: Instant) throws -> Int {
        try db.first(
            "SELECT count(*) AS sent FROM invitation WHERE invited_by = \(inviter) AND invited_at > \(start)"
        )?.int("sent") ?? 0
    }

    /// What the page of an invitation shows besides.
    struct Shown: Sendable {
        let appName: String
        let appLogo: String?
        let isClosed: Bool
        let inviterName: String
        let inviterPicture: String?
    }

    func shown(_ app: ID<MiniProgram>, by inviter: ID<Person>) throws -> Shown? {
        try db.first(
            """
            SELECT a.name, a.logo, a.closed_at, p.name AS inviter, p.picture
            FROM mini_program a JOIN person p ON p.id = \(inviter) WHERE a.id = \(app)
            """
        ).map { row in
            Shown(
                appName: try row.text("name"),
                appLogo: try row.optionalText("logo"),
                isClosed: try row.optionalInstant("closed_at") != nil,
                inviterName: try row.text("inviter"),
                inviterPicture: try row.optionalText("picture")
            )
        }
    }
}

struct InvitationWrites {
    let db: any Writing

    func add(
        _ id: ID<Invitation>,
        _ person: ID<Person>,
        to app: ID<MiniProgram>,
        as role: MemberRole,
        by inviter: ID<Person>,
        at now: Instant,
        until end: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO invitation (id, app_id, person_id, role, invited_by, invited_at, expires_at, state)
            VALUES (\(id), \(app), \(person), \(role), \(inviter), \(now), \(end), 'OPEN')
            """
        )
    }

    /// False when it is not open any more.
    func close(_ id: ID<Invitation>, as state: AnswerState, at now: Instant) throws -> Bool {
        try db.execute(
            "UPDATE invitation SET state = \(state), answered_at = \(now) WHERE id = \(id) AND state = 'OPEN'"
        ) == 1
    }

    func withdrawAll(of app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute(
            """
            UPDATE invitation SET state = 'WITHDRAWN', answered_at = \(now) WHERE app_id = \(app) AND state = 'OPEN'
            """
        )
    }

    /// Two invitations of one person into two mini programs come one after the other, so that both are counted.
    func lock(_ inviter: ID<Person>) throws {
        _ = try db.rows("SELECT id FROM person WHERE id = \(inviter)\(db.dialect.lockingRows)")
    }
}
