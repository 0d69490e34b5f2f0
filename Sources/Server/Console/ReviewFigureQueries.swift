import Domain
import Storage

/// How the reviewers are doing.
struct ReviewFigures: Sendable {
    /// Counted up to `most`.
    let waiting: Int
    /// Of the decisions of the last 30 days, the latest `most` of them: from the submission to the decision.
    let medianSeconds: Int64?
    /// In the same decisions, approvals of the base included.
    let passedPercent: Int?
    /// Counted up to `most`.
    let decidedToday: Int

    static let days: Int64 = 30
    static let most = 1_000
}

struct ReviewFigureQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// - Parameter today: when the calendar day of the installation began.
    func figures(at now: Instant, today: Instant) throws -> ReviewFigures {
        let waiting = try db.first("SELECT \(ReviewQueueQueries.waiting(upTo: ReviewFigures.most)) AS n")?.int("n") ?? 0
        let since = now.adding(seconds: -ReviewFigures.days * 86_400)
        // Counted by the database: a thousand rows would take longer to hand over than the rest of the page.
        let latest: Query = """
            (SELECT closed_at - submitted_at AS took, closed_at, decision FROM submission
            WHERE decision IS NOT NULL AND closed_at >= \(since) ORDER BY closed_at DESC LIMIT \(ReviewFigures.most)) AS latest
            """
        let row = try db.first(
            """
            SELECT count(*) AS n, count(*) FILTER (WHERE latest.decision <> \(ReviewDecision.reject)) AS passed,
                count(*) FILTER (WHERE latest.closed_at >= \(today)) AS today
            FROM \(latest)
            """
        )
        let (count, passed) = (try row?.int("n") ?? 0, try row?.int("passed") ?? 0)
        // The middle one, or the two around the middle.
        let middle = try db.rows(
            "SELECT latest.took FROM \(latest) ORDER BY latest.took LIMIT \(2 - count % 2) OFFSET \((max(count, 1) - 1) / 2)"
        ).map { try $0.int64("took") }
        return ReviewFigures(
            waiting: waiting,
            medianSeconds: middle.isEmpty ? nil : middle.reduce(0, +) / Int64(middle.count) / 1_000,
            passedPercent: count == 0 ? nil : (passed * 100 + count / 2) / count,
            decidedToday: try row?.int("today") ?? 0
        )
    }
}
