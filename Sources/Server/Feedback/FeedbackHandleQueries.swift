import Domain
import Storage

/// What members change, and what the clock says to them.
struct FeedbackHandleWrites {
    let db: any Writing

    /// False when it cannot be begun from what it is now.
    func process(_ issue: ID<FeedbackIssue>) throws -> Bool {
        try db.execute(
            """
            UPDATE feedback_issue SET status = \(FeedbackStatus.processing)
            WHERE id = \(issue) AND \(Self.status(before: .process))
            """
        ) == 1
    }

    /// False when it cannot be resolved from what it is now.
    func resolve(_ issue: ID<FeedbackIssue>, in number: VersionNumber, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE feedback_issue SET status = \(FeedbackStatus.resolved), resolved_in = \(number.description),
                resolved_at = \(now), clock_from = NULL, due_at = NULL, alarm = NULL, next_at = NULL
            WHERE id = \(issue) AND \(Self.status(before: .resolve))
            """
        ) == 1
    }

    func add(
        _ reply: ID<FeedbackReply>,
        _ text: String,
        to issue: ID<FeedbackIssue>,
        by person: ID<Person>,
        at now: Instant
    )
        throws
    {
        try db.execute(
            """
            INSERT INTO feedback_reply (id, issue_id, text, written_by, written_at)
            VALUES (\(reply), \(issue), \(text), \(person), \(now))
            """
        )
    }

    /// Remembers what was said, and when there is something to say again.
    func said(_ alarm: FeedbackAlarm?, next: Instant?, of issue: ID<FeedbackIssue>) throws {
        try db.execute("UPDATE feedback_issue SET alarm = \(alarm), next_at = \(next) WHERE id = \(issue)")
    }

    private static func status(before action: FeedbackAction) -> Query {
        Query.isIn("status", FeedbackStatus.before(action).map(\.rawValue))
    }
}

extension FeedbackQueries {
    /// The problems whose clock has something to say.
    func due(at now: Instant, limit: Int) throws -> [FeedbackIssueRow] {
        try db.rows(
            """
            SELECT \(FeedbackIssueRow.columns) FROM feedback_issue i
            WHERE i.next_at IS NOT NULL AND i.next_at <= \(now) ORDER BY i.next_at LIMIT \(limit)
            """
        ).map(FeedbackIssueRow.init)
    }

    func replyCount(of issue: ID<FeedbackIssue>) throws -> Int {
        try db.first("SELECT count(*) AS n FROM feedback_reply WHERE issue_id = \(issue)")?.int("n") ?? 0
    }
}
