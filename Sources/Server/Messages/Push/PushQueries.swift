import Domain
import Storage

/// A device that may be rung.
struct PushSubscription: Sendable {
    let id: ID<PushDevice>
    let person: ID<Person>
    let session: ID<Session>
    let endpoint: String
    let key: String
    let auth: String
    let language: Language
}

enum PushDevice {}

/// What is asked about devices that may be rung, and about what is to be sent to them.
struct PushQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// A person's devices, the newest first, as their list shows them.
    struct Device: Sendable {
        let id: ID<PushDevice>
        let session: ID<Session>
        let agent: String
        let endpoint: String
        let createdAt: Instant
        let sentAt: Instant?
        let problem: String?
    }

    func devices(of person: ID<Person>) throws -> [Device] {
        try db.rows(
            """
            SELECT d.id, d.session_id, s.agent, d.endpoint, d.created_at, d.sent_at, d.problem
            FROM push_subscription d JOIN session s ON s.id = d.session_id
            WHERE d.person_id = \(person) ORDER BY d.created_at DESC, d.id DESC LIMIT \(SubscribeToPush.most)
            """
        ).map { row in
            Device(
                id: try row.id("id"),
                session: try row.id("session_id"),
                agent: try row.text("agent"),
                endpoint: try row.text("endpoint"),
                createdAt: try row.instant("created_at"),
                sentAt: try row.optionalInstant("sent_at"),
                problem: try row.optionalText("problem")
            )
        }
    }

    func subscription(_ id: ID<PushDevice>, of person: ID<Person>) throws -> PushSubscription? {
        try db.first("SELECT * FROM push_subscription WHERE id = \(id) AND person_id = \(person)")
            .map(PushSubscription.init)
    }

    /// The devices of these people that were there before an entry of the journal.
    func subscriptions(of people: Set<ID<Person>>, before sequence: Int64) throws -> [(ID<PushDevice>, ID<Person>)] {
        guard !people.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT id, person_id FROM push_subscription
            WHERE \(Query.isIn("person_id", people.map(\.rawValue).sorted())) AND since_sequence < \(sequence)
            ORDER BY id
            """
        ).map { (try $0.id("id"), try $0.id("person_id")) }
    }

    func count(of person: ID<Person>) throws -> Int {
        try db.first("SELECT count(*) AS found FROM push_subscription WHERE person_id = \(person)")?.int("found") ?? 0
    }
}

extension PushSubscription {
    init(_ row: Row) throws {
        self.init(
            id: try row.id("id"),
            person: try row.id("person_id"),
            session: try row.id("session_id"),
            endpoint: try row.text("endpoint"),
            key: try row.text("key"),
            auth: try row.text("auth"),
            language: try row.word("language")
        )
    }
}

struct PushWrites {
    let db: any Writing

    /// Keeps a device: one of a session, and the same address again belongs to whoever comes with it now.
    func subscribe(_ device: PushSubscription, since sequence: Int64, at now: Instant) throws {
        try db.execute(
            "DELETE FROM push_subscription WHERE endpoint = \(device.endpoint) OR session_id = \(device.session)"
        )
        try db.execute(
            """
            INSERT INTO push_subscription
                (id, person_id, session_id, endpoint, key, auth, language, since_sequence, created_at)
            VALUES (\(device.id), \(device.person), \(device.session), \(device.endpoint), \(device.key), \(device.auth),
                \(device.language), \(sequence), \(now))
            """
        )
    }

    func remove(_ id: ID<PushDevice>, of person: ID<Person>) throws -> Bool {
        try db.execute("DELETE FROM push_subscription WHERE id = \(id) AND person_id = \(person)") == 1
    }

    /// Forgets a device that the push service no longer knows.
    func drop(_ id: ID<PushDevice>) throws { try db.execute("DELETE FROM push_subscription WHERE id = \(id)") }

    func noteSent(_ id: ID<PushDevice>, at now: Instant) throws {
        try db.execute("UPDATE push_subscription SET sent_at = \(now), problem = NULL WHERE id = \(id)")
    }

    func noteProblem(_ id: ID<PushDevice>, _ problem: String) throws {
        try db.execute("UPDATE push_subscription SET problem = \(problem) WHERE id = \(id)")
    }
}
