package import Domain
package import Storage

/// What is read from the journal.
package struct JournalQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// Up to `limit` entries after a sequence, oldest first.
    package func entries(after sequence: Int64, limit: Int) throws -> [JournalEntry] {
        try db.rows(
            """
            SELECT sequence, at, actor, app_id, word, payload_version, payload, hash
            FROM journal WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        ).map(JournalEntry.init)
    }

    /// The chain's last sequence and hash.
    package func head() throws -> (sequence: Int64, hash: String) {
        guard let row = try db.first("SELECT sequence, hash FROM journal_head WHERE id = 1") else {
            throw JournalFault.headMissing
        }
        return (try row.int64("sequence"), try row.text("hash"))
    }

    /// How far a projection has read; 0 before its first entry.
    func position(of projection: String) throws -> Int64 {
        try db.first("SELECT position FROM projection WHERE name = \(projection)")?.int64("position") ?? 0
    }

    /// The newest things that happened in a mini program, newest first.
    package func activity(of app: ID<MiniProgram>, before sequence: Int64 = .max, limit: Int) throws -> [ActivityRow] {
        try db.rows(
            """
            SELECT a.sequence, a.at, a.payload, p.name
            FROM activity a LEFT JOIN person p ON p.id = a.actor
            WHERE a.app_id = \(app) AND a.sequence < \(sequence) ORDER BY a.sequence DESC LIMIT \(limit)
            """
        ).map(ActivityRow.init)
    }
}

extension JournalEntry {
    init(_ row: Row) throws {
        self.init(
            sequence: try row.int64("sequence"),
            at: try row.instant("at"),
            actor: try row.optionalID("actor"),
            app: try row.optionalID("app_id"),
            word: try row.text("word"),
            payloadVersion: try row.int("payload_version"),
            payload: try row.text("payload"),
            hash: try row.text("hash")
        )
    }
}

/// One line of what happened in a mini program.
package struct ActivityRow: Sendable {
    package let sequence: Int64
    package let at: Instant
    package let actorName: String?
    package let event: JournalEvent
}

extension ActivityRow {
    init(_ row: Row) throws {
        self.init(
            sequence: try row.int64("sequence"),
            at: try row.instant("at"),
            actorName: try row.optionalText("name"),
            event: try JournalPayload(stored: row.text("payload")).event
        )
    }
}

/// What only the journal and its projections write.
struct JournalWrites {
    let db: any Writing

    /// Takes the head for this transaction: until it ends, nobody else can append.
    func lockHead() throws -> (sequence: Int64, hash: String) {
        let row = try db.rows("UPDATE journal_head SET sequence = sequence WHERE id = 1 RETURNING sequence, hash").first
        guard let row else { throw JournalFault.headMissing }
        return (try row.int64("sequence"), try row.text("hash"))
    }

    func append(_ entry: JournalEntry) throws {
        try db.execute(
            """
            INSERT INTO journal (sequence, at, actor, app_id, word, payload_version, payload, hash)
            VALUES (\(entry.sequence), \(entry.at), \(entry.actor), \(entry.app), \(entry.word),
                \(entry.payloadVersion), \(entry.payload), \(entry.hash))
            """
        )
    }

    func moveHead(to entry: JournalEntry) throws {
        try db.execute("UPDATE journal_head SET sequence = \(entry.sequence), hash = \(entry.hash) WHERE id = 1")
    }

    /// Takes a projection's position for this transaction, so that two processes never run it at once.
    func lockPosition(of projection: String) throws -> Int64 {
        let rows = try db.rows(
            """
            INSERT INTO projection (name, position) VALUES (\(projection), 0)
            ON CONFLICT (name) DO UPDATE SET position = projection.position RETURNING position
            """
        )
        return try rows.first?.int64("position") ?? 0
    }

    func move(_ projection: String, to position: Int64) throws {
        try db.execute("UPDATE projection SET position = \(position) WHERE name = \(projection)")
    }

    func addActivity(_ entry: JournalEntry, of app: ID<MiniProgram>) throws {
        try db.execute(
            """
            INSERT INTO activity (app_id, sequence, at, actor, payload)
            VALUES (\(app), \(entry.sequence), \(entry.at), \(entry.actor), \(entry.payload))
            ON CONFLICT (app_id, sequence) DO NOTHING
            """
        )
    }

    func clearActivity() throws { try db.execute("DELETE FROM activity") }

    func add(_ person: ID<Person>, to entry: JournalEntry) throws {
        try db.execute(
            """
            INSERT INTO journal_person (person_id, at, sequence, word, app_id)
            VALUES (\(person), \(entry.at), \(entry.sequence), \(entry.word), \(entry.app))
            ON CONFLICT (person_id, at, sequence) DO NOTHING
            """
        )
    }

    func clearPeople() throws { try db.execute("DELETE FROM journal_person") }
}

/// The journal's tables are not as the migrations left them.
enum JournalFault: Error { case headMissing }
