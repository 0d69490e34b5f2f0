import Domain
import Storage

/// What somebody can mute. Stored as `app:2021…`, `category:system`.
enum MuteSubject: Hashable, Sendable {
    case app(ID<MiniProgram>)
    /// A category that they keep out of the inbox.
    case category(MessageCategory)

    var stored: String {
        switch self {
        case .app(let app): "app:\(app)"
        case .category(let category): "category:\(category.rawValue)"
        }
    }

    init?(stored: String) {
        let parts = stored.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.last) {
        case ("app", let id?) where parts.count == 2: self = .app(ID(rawValue: id))
        case ("category", let word?):
            guard let category = MessageCategory(rawValue: word) else { return nil }
            self = .category(category)
        default: return nil
        }
    }
}

/// Who does not want to hear of what. A mute holds for a stretch of the journal, so that making the messages anew gives the
/// same.
struct MessageMuteQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Those for whom an entry is muted.
    func people(muting subject: MuteSubject, at sequence: Int64) throws -> Set<ID<Person>> {
        Set(
            try db.rows(
                """
                SELECT person_id FROM message_mute
                WHERE subject = \(subject.stored) AND since_sequence < \(sequence)
                    AND (until_sequence IS NULL OR until_sequence >= \(sequence))
                """
            ).map { try $0.id("person_id") }
        )
    }

    /// Whether an entry is muted for the person `p` of a query.
    static func mutes(_ subject: MuteSubject, at sequence: Int64) -> Query {
        """
        EXISTS (SELECT 1 FROM message_mute u
            WHERE u.person_id = p.id AND u.subject = \(subject.stored) AND u.since_sequence < \(sequence)
                AND (u.until_sequence IS NULL OR u.until_sequence >= \(sequence)))
        """
    }

    /// A mini program that is muted now.
    struct MutedApp: Sendable {
        let app: ID<MiniProgram>
        let name: String
        let logo: String?
        let since: Instant
    }

    /// The mini programs that a person has muted, the last first.
    func apps(of person: ID<Person>, limit: Int) throws -> [MutedApp] {
        try db.rows(
            """
            SELECT a.id, a.name, a.logo, u.muted_at
            FROM message_mute u JOIN mini_program a ON a.id = substr(u.subject, 5)
            WHERE u.person_id = \(person) AND u.until_sequence IS NULL
            ORDER BY u.muted_at DESC, u.subject LIMIT \(limit)
            """
        ).map { row in
            MutedApp(
                app: try row.id("id"),
                name: try row.text("name"),
                logo: try row.optionalText("logo"),
                since: try row.instant("muted_at")
            )
        }
    }

    func isMuted(_ subject: MuteSubject, by person: ID<Person>) throws -> Bool {
        try db.first(
            """
            SELECT 1 AS one FROM message_mute
            WHERE person_id = \(person) AND subject = \(subject.stored) AND until_sequence IS NULL
            """
        ) != nil
    }
}

struct MessageMuteWrites {
    let db: any Writing

    /// From the next entry of the journal on. Holds the projection until the transaction ends: no entry is delivered in between.
    func mute(_ subject: MuteSubject, by person: ID<Person>, at now: Instant) throws {
        let head = try lockedHead()
        try db.execute(
            """
            INSERT INTO message_mute (person_id, subject, since_sequence, muted_at)
            SELECT \(person), \(subject.stored), \(head), \(now)
            WHERE NOT EXISTS (SELECT 1 FROM message_mute
                WHERE person_id = \(person) AND subject = \(subject.stored) AND until_sequence IS NULL)
            ON CONFLICT (person_id, subject, since_sequence) DO UPDATE
                SET until_sequence = NULL, muted_at = excluded.muted_at
            """
        )
    }

    /// Up to here; what comes from now on is delivered again.
    func unmute(_ subject: MuteSubject, by person: ID<Person>) throws {
        let head = try lockedHead()
        try db.execute(
            """
            UPDATE message_mute SET until_sequence = \(head)
            WHERE person_id = \(person) AND subject = \(subject.stored) AND until_sequence IS NULL
            """
        )
    }

    private func lockedHead() throws -> Int64 {
        _ = try JournalWrites(db: db).lockPosition(of: MessageProjection.stored)
        return try JournalQueries(db).head().sequence
    }
}
