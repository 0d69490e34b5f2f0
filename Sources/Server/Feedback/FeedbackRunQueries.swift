import Domain
import Storage

/// The daily runs.
struct FeedbackRunQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Done: Sendable {
        let endedAt: Instant
        let reports: Int
        let issues: Int
    }

    /// The newest run up to a day that is over.
    func last(until day: Int64) throws -> Done? {
        try db.first(
            """
            SELECT ended_at, reports, issues FROM feedback_run
            WHERE day <= \(day) AND ended_at IS NOT NULL ORDER BY day DESC LIMIT 1
            """
        ).map { row in
            Done(endedAt: try row.instant("ended_at"), reports: try row.int("reports"), issues: try row.int("issues"))
        }
    }

    func isOver(_ day: Int64) throws -> Bool {
        try db.first("SELECT 1 AS one FROM feedback_run WHERE day = \(day) AND ended_at IS NOT NULL") != nil
    }

    struct Waiting: Sendable {
        let issue: ID<FeedbackIssue>
        let app: ID<MiniProgram>
    }

    /// Problems with reports that were confirmed before a moment and are not passed on.
    func toPass(before limit: Instant, most: Int) throws -> [Waiting] {
        try db.rows(
            """
            SELECT i.id, i.app_id FROM (
                SELECT DISTINCT issue_id FROM feedback
                WHERE confirmed_at IS NOT NULL AND passed_at IS NULL AND confirmed_at < \(limit)
                LIMIT \(most)) f
                JOIN feedback_issue i ON i.id = f.issue_id
            """
        ).map { row in Waiting(issue: try row.id("id"), app: try row.id("app_id")) }
    }
}

struct FeedbackRunWrites {
    let db: any Writing

    /// False when the run is over, or another node is at it.
    func claim(_ run: FeedbackRunTime.Run, by holder: String, until end: Instant, at now: Instant) throws -> Bool {
        try db.execute(
            """
            INSERT INTO feedback_run (day, due_at, began_at, lease, leased_until)
            VALUES (\(run.day), \(run.due), \(now), \(holder), \(end))
            ON CONFLICT (day) DO UPDATE SET lease = excluded.lease, leased_until = excluded.leased_until
            WHERE feedback_run.ended_at IS NULL AND (feedback_run.leased_until <= \(now) OR feedback_run.lease = \(holder))
            """
        ) == 1
    }

    /// Counts what was passed on and holds the run further; false when somebody else has it.
    func advance(_ day: Int64, by holder: String, reports: Int, until end: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE feedback_run SET reports = reports + \(reports), issues = issues + 1, leased_until = \(end)
            WHERE day = \(day) AND lease = \(holder) AND ended_at IS NULL
            """
        ) == 1
    }

    func end(_ day: Int64, by holder: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE feedback_run SET ended_at = \(now), lease = NULL, leased_until = NULL
            WHERE day = \(day) AND lease = \(holder) AND ended_at IS NULL
            """
        )
    }
}
