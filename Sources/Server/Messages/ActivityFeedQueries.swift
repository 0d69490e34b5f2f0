import Domain
import Storage

/// What happened in all of a person's mini programs, newest first.
struct ActivityFeed {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Line: Sendable {
        let app: ID<MiniProgram>
        let appName: String
        let appLogo: String?
        let row: ActivityRow
    }

    /// Where a page ends: the next one begins after it. By time first; the sequence tells apart what happened at once.
    struct Cursor: Sendable, Equatable {
        let at: Instant
        let sequence: Int64

        /// Before everything that has happened.
        static let newest = Cursor(at: Instant(milliseconds: .max), sequence: .max)
    }

    /// Up to `limit` lines after a place in the list. Takes the newest of each mini program by its index and sorts those, so
    /// that the length of the history does not count.
    func lines(of person: ID<Person>, after cursor: Cursor, limit: Int) throws -> [Line] {
        try db.rows(
            """
            SELECT a.app_id, a.sequence, a.at, a.payload, p.name AS actor, m.name AS app, m.logo
            FROM member b JOIN mini_program m ON m.id = b.app_id AND m.closed_at IS NULL
                JOIN activity a ON a.app_id = b.app_id AND a.sequence IN (
                    SELECT c.sequence FROM activity c
                    WHERE c.app_id = b.app_id AND (c.at, c.sequence) < (\(cursor.at), \(cursor.sequence))
                    ORDER BY c.at DESC, c.sequence DESC LIMIT \(limit))
                LEFT JOIN person p ON p.id = a.actor
            WHERE b.person_id = \(person) AND b.state = 'VALID'
            ORDER BY a.at DESC, a.sequence DESC LIMIT \(limit)
            """
        ).map { row in
            Line(
                app: try row.id("app_id"),
                appName: try row.text("app"),
                appLogo: try row.optionalText("logo"),
                row: ActivityRow(
                    sequence: try row.int64("sequence"),
                    at: try row.instant("at"),
                    actorName: try row.optionalText("actor"),
                    event: try JournalPayload(stored: row.text("payload")).event
                )
            )
        }
    }
}

extension ActivityFeed.Cursor {
    init(_ row: ActivityRow) { self.init(at: row.at, sequence: row.sequence) }

    /// `1768874400000-42`; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let at = parts[0], let sequence = parts[1] else { return nil }
        self.init(at: Instant(milliseconds: at), sequence: sequence)
    }

    var text: String { "\(at.milliseconds)-\(sequence)" }
}
