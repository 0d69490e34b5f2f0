package import Domain
package import Storage

/// One submission with what became of it, as lists show it.
package struct ReviewRecord: Sendable {
    package let id: ID<Submission>
    package let version: ID<Version>
    package let submittedBy: NamedPerson
    package let submittedAt: Instant
    package let isExpress: Bool
    package let grayShare: GrayShare?
    package let closedAt: Instant?
    /// Nil while it waits, and when it was withdrawn.
    package let decision: ReviewDecision?
    package let decidedBy: NamedPerson?
    package let claimedBy: NamedPerson?
    package let claimedAt: Instant?

    static let columns: Query = """
        s.id, s.version_id, s.submitted_at, s.queue_rank, s.gray_share, s.closed_at, s.decision, s.claimed_at,
        a.login AS submitter_login, a.name AS submitter_name, b.login AS decider_login, b.name AS decider_name,
        c.login AS claimer_login, c.name AS claimer_name
        """
    static let tables: Query = """
        submission s JOIN person a ON a.id = s.submitted_by LEFT JOIN person b ON b.id = s.decided_by
        LEFT JOIN person c ON c.id = s.claimed_by
        """

    init(_ row: Row) throws {
        id = try row.id("id")
        version = try row.id("version_id")
        submittedBy = NamedPerson(login: try row.text("submitter_login"), name: try row.text("submitter_name"))
        submittedAt = try row.instant("submitted_at")
        isExpress = try row.int("queue_rank") == 0
        grayShare = try row.optionalInt("gray_share").flatMap { GrayShare(ppm: $0) }
        closedAt = try row.optionalInstant("closed_at")
        decision = try row.optionalText("decision").flatMap(ReviewDecision.init(rawValue:))
        decidedBy = try NamedPerson(row, "decider_login", "decider_name")
        claimedBy = try NamedPerson(row, "claimer_login", "claimer_name")
        claimedAt = try row.optionalInstant("claimed_at")
    }
}

/// How the API names a person.
package struct NamedPerson: Sendable, Encodable {
    package let login: String
    package let name: String

    init(login: String, name: String) { (self.login, self.name) = (login, name) }

    init?(_ row: Row, _ loginColumn: String, _ nameColumn: String) throws {
        guard let login = try row.optionalText(loginColumn), let name = try row.optionalText(nameColumn) else {
            return nil
        }
        self.init(login: login, name: name)
    }
}

/// How submissions stand, many at once.
package struct ReviewRecordQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// The last submission of each of these versions, in one question.
    package func latest(of versions: [ID<Version>]) throws -> [ID<Version>: ReviewRecord] {
        guard !versions.isEmpty else { return [:] }
        let records = try db.rows(
            """
            SELECT \(ReviewRecord.columns) FROM \(ReviewRecord.tables)
            WHERE \(Query.isIn("s.version_id", versions.map(\.rawValue))) AND s.id = (
                SELECT o.id FROM submission o WHERE o.version_id = s.version_id
                ORDER BY o.submitted_at DESC, o.id DESC LIMIT 1)
            """
        ).map(ReviewRecord.init)
        return Dictionary(uniqueKeysWithValues: records.map { ($0.version, $0) })
    }
}
