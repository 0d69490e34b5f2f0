import Domain
import Storage

extension Change {
    /// What is confirmed at the same time on two nodes may be seen out of order: so far back is looked again. That a user's
    /// report counts once does not hang on it.
    private static let overlapSeconds: Int64 = 3_600
    private static let mostReports = 1_000

    /// Takes up confirmed reports, one a user; gives how many were new.
    func takeFeedback(
        into record: inout GuardRecord,
        of release: GuardedRelease,
        _ released: VersionNumber?
    ) throws -> Int {
        let reports = try GuardOutcomeQueries(db).reports(
            of: release,
            released,
            after: record.feedbackAt.adding(seconds: -Self.overlapSeconds),
            limit: Self.mostReports
        )
        let writes = GuardOutcomeWrites(db: db)
        var count = 0
        for report in reports {
            record.feedbackAt = max(record.feedbackAt, report.confirmedAt)
            guard try writes.noteReport(report, of: release.draw, at: now) else { continue }
            count += 1
            // With nobody to compare with, there is no share that reports could exceed.
            guard released != nil else { continue }
            record.state.addFeedback(report.group, share: Double(release.share.ppm) / Double(Cohort.places))
        }
        return count
    }
}
