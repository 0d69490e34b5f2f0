import Domain
import Storage

/// A confirmed report about the gray version or the released one.
struct GuardReport: Sendable {
    let pseudonym: String
    let group: GuardGroup
    let confirmedAt: Instant
}

extension GuardOutcomeQueries {
    /// Confirmed reports with a receipt, received since the gray release began, of those confirmed after `place`; members' own
    /// and those beyond an address's limit are not among them.
    func reports(
        of release: GuardedRelease,
        _ released: VersionNumber?,
        after place: Instant,
        limit: Int
    ) throws -> [GuardReport] {
        func of(_ number: VersionNumber, _ stage: RuntimeReceipt.Stage) throws -> [(Instant, String)] {
            try db.rows(
                """
                SELECT confirmed_at, pseudonym FROM feedback
                WHERE app_id = \(release.app) AND number = \(number.description) AND received_at >= \(release.startedAt)
                    AND confirmed_at > \(place) AND stage = \(stage) AND counts = 1 AND pseudonym IS NOT NULL
                ORDER BY confirmed_at, id LIMIT \(limit)
                """
            ).map { (try $0.instant("confirmed_at"), try $0.text("pseudonym")) }
        }
        let gray = try of(release.number, .gray)
        let control = try released.map { try of($0, .release) } ?? []
        return
            (gray.map { GuardReport(pseudonym: $0.1, group: .gray, confirmedAt: $0.0) }
            + control.map { GuardReport(pseudonym: $0.1, group: .control, confirmedAt: $0.0) })
            .sorted { ($0.confirmedAt, $0.pseudonym) < ($1.confirmedAt, $1.pseudonym) }
    }
}

extension GuardOutcomeWrites {
    /// Whether this is the first report of its user in the gray release, which is noted.
    func noteReport(_ report: GuardReport, of draw: String, at now: Instant) throws -> Bool {
        try !db.rows(
            """
            INSERT INTO guard_outcome (draw, kind, pseudonym, share, side, at, failed, standing, due_at, read_at)
            VALUES (\(draw), \(GuardRow.Kind.feedback), \(report.pseudonym), 0, \(report.group), \(report.confirmedAt), 1,
                \(GuardStanding.counts), \(now), \(now))
            ON CONFLICT (draw, kind, pseudonym, share) DO NOTHING RETURNING pseudonym
            """
        ).isEmpty
    }
}
