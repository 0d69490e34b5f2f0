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
        var (seconds, passed, decidedToday): ([Int64], Int, Int) = ([], 0, 0)
        for row in try db.rows(
            """
            SELECT submitted_at, closed_at, decision FROM submission
            WHERE decision IS NOT NULL AND closed_at >= \(since) ORDER BY closed_at DESC LIMIT \(ReviewFigures.most)
            """
        ) {
            let (begin, end) = (try row.instant("submitted_at"), try row.instant("closed_at"))
            seconds.append(end.seconds(since: begin))
            if try row.text("decision") != ReviewDecision.reject.rawValue { passed += 1 }
            if end >= today { decidedToday += 1 }
        }
        seconds.sort()
        let middle = seconds.count / 2
        let median =
            seconds.isEmpty
            ? nil : seconds.count % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2
        return ReviewFigures(
            waiting: waiting,
            medianSeconds: median,
            passedPercent: seconds.isEmpty ? nil : (passed * 100 + seconds.count / 2) / seconds.count,
            decidedToday: decidedToday
        )
    }
}
