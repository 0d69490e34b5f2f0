import Domain
import Storage

/// What is written when reports are passed on to members.
struct FeedbackPassWrites {
    let db: any Writing

    struct Passed: Sendable {
        let number: VersionNumber?
        let receivedAt: Instant
    }

    /// The confirmed reports of a problem that members do not see yet: from now on they do.
    ///
    /// - Parameter limit: only those that were confirmed before; nil for all.
    func pass(_ issue: ID<FeedbackIssue>, before limit: Instant?, at now: Instant) throws -> [Passed] {
        let only: Query = limit.map { "AND confirmed_at < \($0)" } ?? .empty
        return try db.rows(
            """
            UPDATE feedback SET passed_at = \(now)
            WHERE issue_id = \(issue) AND confirmed_at IS NOT NULL AND passed_at IS NULL \(only)
            RETURNING number, received_at
            """
        ).map { row in
            Passed(
                number: try row.optionalText("number").flatMap(VersionNumber.init),
                receivedAt: try row.instant("received_at")
            )
        }
    }

    /// All that were passed on, and by how many people who are no members; each report without a receipt is somebody else's.
    func totals(of issue: ID<FeedbackIssue>) throws -> (reports: Int, users: Int) {
        let row = try db.first(
            """
            SELECT count(*) AS reports,
                count(DISTINCT CASE WHEN is_member = 0 THEN coalesce(pseudonym, id) END) AS users
            FROM feedback WHERE issue_id = \(issue) AND passed_at IS NOT NULL
            """
        )
        return (try row?.int("reports") ?? 0, try row?.int("users") ?? 0)
    }

    func count(_ reports: [Passed], in issue: ID<FeedbackIssue>, day: (Instant) -> Int64) throws {
        var (versions, days): ([String: Int], [Int64: Int]) = ([:], [:])
        for report in reports {
            if let number = report.number { versions[number.description, default: 0] += 1 }
            days[day(report.receivedAt), default: 0] += 1
        }
        for (number, count) in versions.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO feedback_issue_version (issue_id, number, reports) VALUES (\(issue), \(number), \(count))
                ON CONFLICT (issue_id, number) DO UPDATE SET reports = feedback_issue_version.reports + excluded.reports
                """
            )
        }
        for (day, count) in days.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO feedback_issue_day (issue_id, day, reports) VALUES (\(issue), \(day), \(count))
                ON CONFLICT (issue_id, day) DO UPDATE SET reports = feedback_issue_day.reports + excluded.reports
                """
            )
        }
    }

    /// What the problem is after its reports were passed on.
    struct Outcome {
        let status: FeedbackStatus
        let passedAt: Instant
        let clock: FeedbackClock?
        let alarm: FeedbackAlarm?
        let reports: Int
        let users: Int
        let firstAt: Instant
        let lastAt: Instant
    }

    func update(_ issue: ID<FeedbackIssue>, to outcome: Outcome) throws {
        let next = outcome.clock?.next(after: outcome.alarm)
        try db.execute(
            """
            UPDATE feedback_issue SET status = \(outcome.status), passed_at = \(outcome.passedAt),
                clock_from = \(outcome.clock?.from), due_at = \(outcome.clock?.due), alarm = \(outcome.alarm),
                next_at = \(next), reports = \(outcome.reports), users = \(outcome.users),
                first_at = \(outcome.firstAt), last_at = \(outcome.lastAt)
            WHERE id = \(issue)
            """
        )
    }
}
