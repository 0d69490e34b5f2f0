import Domain
import Storage

/// A submission as it was made, and what became of it.
struct PastSubmission: Sendable {
    let id: ID<Submission>
    let version: ID<Version>
    let number: VersionNumber
    let submitter: String
    let submittedAt: Instant
    let description: String
    let screenshots: [ID<Picture>]
    let testAccount: String
    let testPassword: String
    let memo: String
    let isExpress: Bool
    let grayShare: GrayShare?
    let replacesGray: Bool
    let agreement: String
    /// Whether a reviewer has it in hand.
    let isClaimed: Bool
    /// When it was decided or withdrawn.
    let closedAt: Instant?
    let decision: ReviewDecision?
    /// Whether its version is still there.
    let hasVersion: Bool

    init(_ row: Row) throws {
        id = try row.id("id")
        version = try row.id("version_id")
        number = try row.number("number")
        submitter = try row.text("submitter")
        submittedAt = try row.instant("submitted_at")
        description = try row.text("description")
        screenshots = try row.pictures("screenshots")
        testAccount = try row.text("test_account")
        testPassword = try row.text("test_password")
        memo = try row.text("memo")
        isExpress = try row.int("queue_rank") == 0
        grayShare = try row.optionalInt("gray_share").flatMap { GrayShare(ppm: $0) }
        replacesGray = try row.optionalText("replaces_gray") != nil
        agreement = try row.text("agreement")
        isClaimed = try row.optionalText("claimed_by") != nil
        closedAt = try row.optionalInstant("closed_at")
        decision = try row.optionalText("decision").flatMap(ReviewDecision.init(rawValue:))
        hasVersion = try row.bool("has_version")
    }
}

/// What is asked about submissions that were made.
struct SubmissionHistoryQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Where a list of submissions goes on: below this one.
    struct Cursor: Sendable, Hashable {
        let at: Instant
        let id: ID<Submission>

        /// `1768874400000-id`, for an address.
        var text: String { "\(at.milliseconds)-\(id)" }

        init(at: Instant, id: ID<Submission>) { (self.at, self.id) = (at, id) }

        init?(text: String) {
            let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
            guard parts.count == 2, let milliseconds = Int64(parts[0]) else { return nil }
            self.init(at: Instant(milliseconds: milliseconds), id: ID(rawValue: parts[1]))
        }
    }

    private static let columns: Query = """
        s.id, s.version_id, s.number, s.submitted_at, s.description, s.screenshots, s.test_account, s.test_password, s.memo,
        s.queue_rank, s.gray_share, s.replaces_gray, s.agreement, s.claimed_by, s.closed_at, s.decision,
        p.name AS submitter, CASE WHEN v.id IS NULL THEN 0 ELSE 1 END AS has_version
        """
    private static let tables: Query = """
        submission s JOIN person p ON p.id = s.submitted_by LEFT JOIN version v ON v.id = s.version_id
        """

    /// The submissions of one version, the latest first.
    func submissions(of version: ID<Version>, limit: Int) throws -> [PastSubmission] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables) WHERE s.version_id = \(version)
            ORDER BY s.submitted_at DESC, s.id DESC LIMIT \(limit)
            """
        ).map(PastSubmission.init)
    }

    /// The submissions of a mini program's other versions, the latest first.
    func submissions(
        of app: ID<MiniProgram>,
        except version: ID<Version>,
        after cursor: Cursor?,
        limit: Int
    ) throws -> [PastSubmission] {
        let below: Query =
            cursor.map { "AND (s.submitted_at < \($0.at) OR (s.submitted_at = \($0.at) AND s.id < \($0.id)))" }
            ?? .empty
        return try db.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE s.app_id = \(app) AND s.version_id <> \(version) \(below)
            ORDER BY s.submitted_at DESC, s.id DESC LIMIT \(limit)
            """
        ).map(PastSubmission.init)
    }

    /// The papers that came with a submission, in their order.
    func licences(of submission: ID<Submission>) throws -> [SubmissionDraft.Licence] {
        try db.rows(
            """
            SELECT kind, number, name, valid_until, pictures FROM submission_licence
            WHERE submission_id = \(submission) ORDER BY position
            """
        ).map(SubmissionDraft.Licence.init)
    }

    /// Why these were decided as they were, each in the reviewer's order.
    func reasons(of submissions: [ID<Submission>]) throws -> [ID<Submission>: [RejectionReason]] {
        guard !submissions.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT submission_id, type, memo, pictures FROM rejection_reason
            WHERE \(Query.isIn("submission_id", submissions.map(\.rawValue))) ORDER BY submission_id, position
            """
        )
        return try rows.reduce(into: [:]) { reasons, row in
            let reason = RejectionReason(
                type: try row.word("type"),
                memo: try row.text("memo"),
                pictures: try row.pictures("pictures")
            )
            reasons[ID(rawValue: try row.text("submission_id")), default: []].append(reason)
        }
    }
}
