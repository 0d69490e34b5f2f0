import Domain
import Storage

/// The offer of a mini program to a new owner.
struct HandOverRow: Sendable {
    let id: ID<HandOver>
    let app: ID<MiniProgram>
    let from: ID<Person>
    let to: ID<Person>
    let toName: String
    let toLogin: String
    let offeredAt: Instant
    let expiresAt: Instant
    let state: AnswerState
    let answeredAt: Instant?

    init(_ row: Row) throws {
        id = try row.id("id")
        app = try row.id("app_id")
        from = try row.id("from_person")
        to = try row.id("to_person")
        toName = try row.text("name")
        toLogin = try row.text("login")
        offeredAt = try row.instant("offered_at")
        expiresAt = try row.instant("expires_at")
        state = try row.word("state")
        answeredAt = try row.optionalInstant("answered_at")
    }
}

struct HandOverQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let select: Query = """
        SELECT h.id, h.app_id, h.from_person, h.to_person, h.offered_at, h.expires_at, h.state, h.answered_at, p.name,
            p.login
        FROM hand_over h JOIN person p ON p.id = h.to_person
        """

    func handOver(_ id: ID<HandOver>) throws -> HandOverRow? {
        try db.first("\(Self.select) WHERE h.id = \(id)").map(HandOverRow.init)
    }

    func open(in app: ID<MiniProgram>) throws -> HandOverRow? {
        try db.first("\(Self.select) WHERE h.app_id = \(app) AND h.state = 'OPEN'").map(HandOverRow.init)
    }

    func due(at now: Instant, limit: Int) throws -> [HandOverRow] {
        try db.rows(
            """
            \(Self.select) WHERE h.state = 'OPEN' AND h.expires_at <= \(now) ORDER BY h.expires_at, h.id LIMIT \(limit)
            """
        ).map(HandOverRow.init)
    }
}

struct HandOverWrites {
    let db: any Writing

    func add(
        _ id: ID<HandOver>,
        of app: ID<MiniProgram>,
        from owner: ID<Person>,
        to person: ID<Person>,
        at now: Instant,
        until end: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO hand_over (id, app_id, from_person, to_person, offered_at, expires_at, state)
            VALUES (\(id), \(app), \(owner), \(person), \(now), \(end), 'OPEN')
            """
        )
    }

    /// False when it is not open any more.
    func close(_ id: ID<HandOver>, as state: AnswerState, at now: Instant) throws -> Bool {
        try db.execute(
            "UPDATE hand_over SET state = \(state), answered_at = \(now) WHERE id = \(id) AND state = 'OPEN'"
        ) == 1
    }

    func withdrawAll(of app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute(
            "UPDATE hand_over SET state = 'WITHDRAWN', answered_at = \(now) WHERE app_id = \(app) AND state = 'OPEN'"
        )
    }
}
