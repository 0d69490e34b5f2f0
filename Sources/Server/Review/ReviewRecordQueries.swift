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

/// Everything that a submission brought along.
package struct SubmittedContent: Sendable {
    package let description: String
    package let screenshots: [ID<Picture>]
    package let testAccount: String
    package let testPassword: String
    package let memo: String
    package let agreement: String
    package let licences: [SubmissionDraft.Licence]
}

/// What is read of submissions and their decisions.
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

    /// What a submission brought along.
    package func content(of submission: ID<Submission>) throws -> SubmittedContent? {
        let row = try db.first(
            """
            SELECT description, screenshots, test_account, test_password, memo, agreement
            FROM submission WHERE id = \(submission)
            """
        )
        guard let row else { return nil }
        let licences = try db.rows(
            """
            SELECT kind, number, name, valid_until, pictures FROM submission_licence
            WHERE submission_id = \(submission) ORDER BY position
            """
        ).map { row in
            SubmissionDraft.Licence(
                kind: try row.text("kind"),
                number: try row.text("number"),
                name: try row.text("name"),
                validUntil: try row.text("valid_until"),
                pictures: Self.pictures(try row.text("pictures"))
            )
        }
        return SubmittedContent(
            description: try row.text("description"),
            screenshots: Self.pictures(try row.text("screenshots")),
            testAccount: try row.text("test_account"),
            testPassword: try row.text("test_password"),
            memo: try row.text("memo"),
            agreement: try row.text("agreement"),
            licences: licences
        )
    }

    /// Why it was decided so, in the reviewer's order.
    package func reasons(of submission: ID<Submission>) throws -> [RejectionReason] {
        try db.rows(
            "SELECT type, memo, pictures FROM rejection_reason WHERE submission_id = \(submission) ORDER BY position"
        ).map { row in
            RejectionReason(
                type: try row.word("type"),
                memo: try row.text("memo"),
                pictures: Self.pictures(try row.text("pictures"))
            )
        }
    }

    /// The hashes by which these pictures are served.
    package func hashes(of pictures: [ID<Picture>]) throws -> [ID<Picture>: String] {
        guard !pictures.isEmpty else { return [:] }
        let rows = try db.rows(
            "SELECT id, hash FROM picture WHERE \(Query.isIn("id", Array(Set(pictures.map(\.rawValue)))))"
        )
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.id("id"), try $0.text("hash")) })
    }

    private static func pictures(_ text: String) -> [ID<Picture>] {
        text.split(separator: " ").map { ID(rawValue: String($0)) }
    }
}
