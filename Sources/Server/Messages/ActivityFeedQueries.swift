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

    /// Up to `limit` lines before a sequence. Takes the newest of each mini program by its key and sorts those, so that the
    /// length of the history does not count.
    func lines(of person: ID<Person>, before sequence: Int64, limit: Int) throws -> [Line] {
        try db.rows(
            """
            SELECT a.app_id, a.sequence, a.at, a.payload, p.name AS actor, m.name AS app, m.logo
            FROM member b JOIN mini_program m ON m.id = b.app_id AND m.closed_at IS NULL
                JOIN activity a ON a.app_id = b.app_id AND a.sequence IN (
                    SELECT c.sequence FROM activity c WHERE c.app_id = b.app_id AND c.sequence < \(sequence)
                    ORDER BY c.sequence DESC LIMIT \(limit))
                LEFT JOIN person p ON p.id = a.actor
            WHERE b.person_id = \(person) AND b.state = 'VALID'
            ORDER BY a.sequence DESC LIMIT \(limit)
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
