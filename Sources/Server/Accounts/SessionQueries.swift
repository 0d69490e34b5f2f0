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

    /// The person with this id, as of a request that they make.
    func person(_ id: ID<Person>, at now: Instant) throws -> Found? {
        try found(
            db.first(
                """
                SELECT \(Self.columns), \(now) AS seen FROM person p WHERE p.id = \(id) AND p.disabled_at IS NULL
                """
            )
        )
    }

    private static let columns: Query = """
        p.id, p.login, p.name, p.picture, p.language, p.current_app,
        (SELECT count(*) FROM person_duty d WHERE d.person_id = p.id) AS duties,
        (SELECT count(*) FROM factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS factors,
        \(MessageQueries.unreadTotal(of: "p.id")) AS unread
        """

    private func found(_ row: Row?) throws -> Found? {
        guard let row else { return nil }
        let id: ID<Person> = try row.id("id")
        // Most people have no duties: the second question is asked for operators only.
        let work = try row.int("duties") == 0 ? nil : self.work(of: id)
        let hasFactor = try row.int("factors") > 0
        let isWithheld = !hasFactor && (work?.needsFactor ?? false)
        let person = SignedInPerson(
            id: id,
            login: try row.text("login"),
            name: try row.text("name"),
            picture: try row.optionalText("picture"),
            duties: isWithheld ? [] : work?.duties ?? [],
            withheldDuties: isWithheld ? work?.duties ?? [] : [],
            hasFactor: hasFactor,
            waitingReviews: isWithheld ? 0 : work?.waiting ?? 0,
            waitingFeedback: isWithheld ? 0 : work?.waitingFeedback ?? 0,
            unreadMessages: try row.int("unread"),
            currentApp: try row.optionalID("current_app")
        )
        return Found(
            person: person,
            language: try row.optionalText("language").flatMap(Language.init(rawValue:)),
            lastSeen: try row.instant("seen")
        )
    }

    private struct Work {
        let duties: Set<Duty>
        let waiting: Int
        let waitingFeedback: Int
        /// Whether duties count for nothing here without a second factor.
        let needsFactor: Bool
    }

    /// An operator's duties, and how much waits for a reviewer and an assessor.
    private func work(of person: ID<Person>) throws -> Work {
        let rows = try db.rows(
            """
            SELECT duty, CASE WHEN duty = \(Duty.reviewer)
                THEN \(ReviewQueueQueries.waiting(upTo: SignedInPerson.mostWaiting + 1)) ELSE 0 END AS waiting,
                CASE WHEN duty = \(Duty.assessor)
                THEN \(FeedbackQueueQueries.waiting(upTo: SignedInPerson.mostWaiting + 1)) ELSE 0 END AS feedback,
                (SELECT s.value FROM installation_setting s
                    WHERE s.name = \(InstallationSettings.Name.operatorsNeedSecondFactor.rawValue)) AS factor
            FROM person_duty WHERE person_id = \(person)
            """
        )
        let name = InstallationSettings.Name.operatorsNeedSecondFactor.rawValue
        let stored = try rows.first?.optionalText("factor").map { [name: $0] } ?? [:]
        return Work(
            duties: Set(try rows.compactMap { Duty(rawValue: try $0.text("duty")) }),
            waiting: try rows.reduce(0) { $0 + (try $1.int("waiting")) },
            waitingFeedback: try rows.reduce(0) { $0 + (try $1.int("feedback")) },
            needsFactor: InstallationSettings(stored: stored).operatorsNeedSecondFactor
        )
    }

    /// The duties that count now.
    func countingDuties(of person: ID<Person>) throws -> Set<Duty> {
        let work = try work(of: person)
        guard !work.duties.isEmpty, work.needsFactor else { return work.duties }
        return try FactorQueries(db).hasFactor(person) ? work.duties : []
    }

    /// All duties that the person was given.
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
        agent: String,
        device: String? = nil
    ) throws {
        try db.execute(
            """
            INSERT INTO session (id, person_id, created_at, last_seen_at, expires_at, address, agent, device)
            VALUES (\(id), \(person), \(now), \(now), \(end), \(address), \(agent), \(device))
            """
        )
        try wasHere("\(person)", at: now)
    }

    func seen(_ id: ID<Session>, at now: Instant, until end: Instant) throws {
        try db.execute("UPDATE session SET last_seen_at = \(now), expires_at = \(end) WHERE id = \(id)")
        try wasHere("(SELECT person_id FROM session WHERE id = \(id))", at: now)
    }

    func seen(_ token: ID<APIToken>, at now: Instant) throws {
        try db.execute("UPDATE api_token SET last_used_at = \(now) WHERE id = \(token)")
        try wasHere("(SELECT person_id FROM api_token WHERE id = \(token))", at: now)
    }

    /// Kept with the person, since sessions go when they have run out.
    private func wasHere(_ person: Query, at now: Instant) throws {
        try db.execute("UPDATE person SET last_seen_at = \(now) WHERE id = \(person)")
    }

    func end(_ id: ID<Session>) throws { try db.execute("DELETE FROM session WHERE id = \(id)") }

    /// Ends one of a person's sessions and forgets its device; false when they have no such session.
    func end(_ id: ID<Session>, of person: ID<Person>) throws -> Bool {
        try DeviceWrites(db: db).forget(of: person, session: id)
        // What that device confirmed for another is not let in any more.
        try CodeSignInWrites(db: db).refuseAll(of: person)
        return try db.execute("DELETE FROM session WHERE id = \(id) AND person_id = \(person)") == 1
    }

    /// Ends all that last, and says how many.
    func endLasting(of person: ID<Person>, at now: Instant) throws -> Int {
        let count = try db.first(
            "SELECT count(*) AS n FROM session WHERE person_id = \(person) AND expires_at > \(now)"
        )?.int("n")
        try endAll(of: person)
        return count ?? 0
    }

    /// Ends all of them, and forgets every other device: whoever comes from there again is told of.
    func endAll(of person: ID<Person>, except kept: ID<Session>? = nil) throws {
        try DeviceWrites(db: db).forgetAll(of: person, exceptOf: kept)
        try SignInStepWrites(db: db).removeAll(of: person)
        try CodeSignInWrites(db: db).refuseAll(of: person)
        try db.execute("DELETE FROM session WHERE person_id = \(person) AND id <> \(kept?.rawValue ?? "")")
    }

    func removeExpired(at now: Instant) throws { try db.execute("DELETE FROM session WHERE expires_at <= \(now)") }
}
