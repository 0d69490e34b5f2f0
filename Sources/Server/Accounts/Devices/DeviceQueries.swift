import Domain
import Storage

/// The browsers that somebody has signed in from.
struct DeviceQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// The first of these that the person has signed in from and not signed out from afar.
    func known(_ hashes: [String], of person: ID<Person>) throws -> String? {
        try db.first(
            """
            SELECT hash FROM device
            WHERE person_id = \(person) AND \(Query.isIn("hash", hashes)) AND is_forgotten = 0
            ORDER BY last_at DESC LIMIT 1
            """
        )?.text("hash")
    }

    /// Whether they have never signed in from any, as far as is remembered: sessions tell of devices from before there was a
    /// table of them.
    func hasNone(_ person: ID<Person>) throws -> Bool {
        try db.first(
            """
            SELECT 1 AS one FROM person WHERE id = \(person)
                AND (EXISTS (SELECT 1 FROM device d WHERE d.person_id = person.id)
                    OR EXISTS (SELECT 1 FROM session s WHERE s.person_id = person.id))
            """
        ) == nil
    }
}

struct DeviceWrites {
    let db: any Writing

    func add(_ hash: String, of person: ID<Person>, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO device (person_id, hash, first_at, last_at) VALUES (\(person), \(hash), \(now), \(now))
            """
        )
    }

    func used(_ hash: String, of person: ID<Person>, at now: Instant) throws {
        try db.execute("UPDATE device SET last_at = \(now) WHERE person_id = \(person) AND hash = \(hash)")
    }

    /// The device of one of a person's sessions.
    func forget(of person: ID<Person>, session: ID<Session>) throws {
        try db.execute(
            """
            UPDATE device SET is_forgotten = 1 WHERE person_id = \(person)
                AND hash IN (SELECT device FROM session WHERE id = \(session) AND person_id = \(person))
            """
        )
    }

    /// All of a person's devices but that of the session that stays.
    func forgetAll(of person: ID<Person>, exceptOf kept: ID<Session>?) throws {
        try db.execute(
            """
            UPDATE device SET is_forgotten = 1 WHERE person_id = \(person)
                AND hash <> coalesce((SELECT device FROM session WHERE id = \(kept?.rawValue ?? "")), '')
            """
        )
    }

    func removeUnused(since limit: Instant) throws {
        try db.execute("DELETE FROM device WHERE last_at < \(limit)")
    }
}
