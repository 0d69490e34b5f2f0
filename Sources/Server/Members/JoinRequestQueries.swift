import Domain
import Storage

/// Somebody's wish to become a member.
struct JoinRequestRow: Sendable {
    let id: ID<JoinRequest>
    let app: ID<MiniProgram>
    let person: ID<Person>
    let login: String
    let name: String
    let picture: String?
    let note: String
    let askedAt: Instant
    let state: AnswerState
    let decidedAt: Instant?

    init(_ row: Row) throws {
        id = try row.id("id")
        app = try row.id("app_id")
        person = try row.id("person_id")
        login = try row.text("login")
        name = try row.text("name")
        picture = try row.optionalText("picture")
        note = try row.text("note")
        askedAt = try row.instant("asked_at")
        state = try row.word("state")
        decidedAt = try row.optionalInstant("decided_at")
    }
}

struct JoinRequestQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let select: Query = """
        SELECT r.id, r.app_id, r.person_id, r.note, r.asked_at, r.state, r.decided_at, p.login, p.name, p.picture
        FROM join_request r JOIN person p ON p.id = r.person_id
        """

    func request(_ id: ID<JoinRequest>) throws -> JoinRequestRow? {
        try db.first("\(Self.select) WHERE r.id = \(id)").map(JoinRequestRow.init)
    }

    /// The newest of a person, whatever became of it.
    func latest(of person: ID<Person>, in app: ID<MiniProgram>) throws -> JoinRequestRow? {
        try db.first(
            """
            \(Self.select) WHERE r.person_id = \(person) AND r.app_id = \(app) ORDER BY r.asked_at DESC, r.id DESC LIMIT 1
            """
        ).map(JoinRequestRow.init)
    }

    /// Those that wait, the oldest first.
    func waiting(in app: ID<MiniProgram>, limit: Int) throws -> [JoinRequestRow] {
        try db.rows(
            "\(Self.select) WHERE r.app_id = \(app) AND r.state = 'OPEN' ORDER BY r.asked_at, r.id LIMIT \(limit)"
        ).map(JoinRequestRow.init)
    }

    func count(in app: ID<MiniProgram>) throws -> Int {
        try db.first("SELECT count(*) AS waiting FROM join_request WHERE app_id = \(app) AND state = 'OPEN'")?
            .int("waiting") ?? 0
    }
}

struct JoinRequestWrites {
    let db: any Writing

    func add(_ id: ID<JoinRequest>, _ person: ID<Person>, to app: ID<MiniProgram>, note: String, at now: Instant) throws
    {
        try db.execute(
            """
            INSERT INTO join_request (id, app_id, person_id, note, asked_at, state)
            VALUES (\(id), \(app), \(person), \(note), \(now), 'OPEN')
            """
        )
    }

    /// False when it was decided before.
    func decide(
        _ id: ID<JoinRequest>,
        as role: MemberRole?,
        by decider: ID<Person>,
        at now: Instant
    ) throws -> Bool {
        let state = role == nil ? AnswerState.declined : .accepted
        return try db.execute(
            """
            UPDATE join_request SET state = \(state), role = \(role), decided_by = \(decider), decided_at = \(now)
            WHERE id = \(id) AND state = 'OPEN'
            """
        ) == 1
    }

    /// They came in by another way.
    func withdraw(of person: ID<Person>, in app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute(
            """
            UPDATE join_request SET state = 'WITHDRAWN', decided_at = \(now)
            WHERE app_id = \(app) AND person_id = \(person) AND state = 'OPEN'
            """
        )
    }

    func withdrawAll(of app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute(
            "UPDATE join_request SET state = 'WITHDRAWN', decided_at = \(now) WHERE app_id = \(app) AND state = 'OPEN'"
        )
    }
}
