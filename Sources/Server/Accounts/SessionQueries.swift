import Domain
import Storage

/// Who stands behind a cookie or a token.
struct SessionQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Found {
        let person: SignedInPerson
        let language: Language?
        let lastSeen: Instant
    }

    /// The person behind a session that is neither over nor somebody's who was disabled.
    func person(bySession id: ID<Session>, at now: Instant) throws -> Found? {
        try found(
            db.first(
                """
                SELECT \(Self.columns), s.last_seen_at AS seen
                FROM session s JOIN person p ON p.id = s.person_id
                WHERE s.id = \(id) AND s.expires_at > \(now) AND p.disabled_at IS NULL
                """
            )
        )
    }

    /// The person behind a token's hash, with the token's id and scopes.
    func person(byToken hash: String, at now: Instant) throws -> (Found, ID<APIToken>, Set<Action>)? {
        let row = try db.first(
            """
            SELECT \(Self.columns), coalesce(t.last_used_at, 0) AS seen, t.id AS token, t.scopes
            FROM api_token t JOIN person p ON p.id = t.person_id
            WHERE t.hash = \(hash) AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > \(now))
                AND p.disabled_at IS NULL
            """
        )
        guard let row, let found = try found(row) else { return nil }
        let scopes = try row.text("scopes").split(separator: " ").compactMap { Action(rawValue: String($0)) }
        return (found, try row.id("token"), Set(scopes))
    }

    private static let columns: Query = """
        p.id, p.login, p.name, p.picture, p.language, p.current_app,
        (SELECT count(*) FROM person_duty d WHERE d.person_id = p.id) AS duties,
        \(MessageQueries.unreadTotal(of: "p.id")) AS unread
        """

    private func found(_ row: Row?) throws -> Found? {
        guard let row else { return nil }
        let id: ID<Person> = try row.id("id")
        // Most people have no duties: the second question is asked for operators only.
        let (duties, waiting) = try row.int("duties") == 0 ? ([], 0) : self.work(of: id)
        let person = SignedInPerson(
            id: id,
            login: try row.text("login"),
            name: try row.text("name"),
            picture: try row.optionalText("picture"),
            duties: duties,
            waitingReviews: waiting,
            unreadMessages: try row.int("unread"),
            currentApp: try row.optionalID("current_app")
        )
        return Found(
            person: person,
            language: try row.optionalText("language").flatMap(Language.init(rawValue:)),
            lastSeen: try row.instant("seen")
        )
    }

    /// An operator's duties, and for a reviewer how many submissions wait.
    private func work(of person: ID<Person>) throws -> (duties: Set<Duty>, waiting: Int) {
        let rows = try db.rows(
            """
            SELECT duty, CASE WHEN duty = \(Duty.reviewer)
                THEN \(ReviewQueueQueries.waiting(upTo: SignedInPerson.mostWaiting + 1)) ELSE 0 END AS waiting
            FROM person_duty WHERE person_id = \(person)
            """
        )
        let waiting = try rows.reduce(0) { $0 + (try $1.int("waiting")) }
        return (Set(try rows.compactMap { Duty(rawValue: try $0.text("duty")) }), waiting)
    }

    func duties(of person: ID<Person>) throws -> Set<Duty> {
        Set(
            try db.rows("SELECT duty FROM person_duty WHERE person_id = \(person)")
                .compactMap { Duty(rawValue: try $0.text("duty")) }
        )
    }
}

/// Changes of sessions; they are not journaled.
struct SessionWrites {
    let db: any Writing

    func add(
        _ id: ID<Session>,
        of person: ID<Person>,
        at now: Instant,
        until end: Instant,
        address: String,
        agent: String
    ) throws {
        try db.execute(
            """
            INSERT INTO session (id, person_id, created_at, last_seen_at, expires_at, address, agent)
            VALUES (\(id), \(person), \(now), \(now), \(end), \(address), \(agent))
            """
        )
    }

    func seen(_ id: ID<Session>, at now: Instant, until end: Instant) throws {
        try db.execute("UPDATE session SET last_seen_at = \(now), expires_at = \(end) WHERE id = \(id)")
    }

    func seen(_ token: ID<APIToken>, at now: Instant) throws {
        try db.execute("UPDATE api_token SET last_used_at = \(now) WHERE id = \(token)")
    }

    func end(_ id: ID<Session>) throws { try db.execute("DELETE FROM session WHERE id = \(id)") }

    /// Ends one of a person's sessions; false when they have no such session.
    func end(_ id: ID<Session>, of person: ID<Person>) throws -> Bool {
        try db.execute("DELETE FROM session WHERE id = \(id) AND person_id = \(person)") == 1
    }

    func endAll(of person: ID<Person>, except kept: ID<Session>? = nil) throws {
        try db.execute("DELETE FROM session WHERE person_id = \(person) AND id <> \(kept?.rawValue ?? "")")
    }

    func removeExpired(at now: Instant) throws { try db.execute("DELETE FROM session WHERE expires_at <= \(now)") }
}
