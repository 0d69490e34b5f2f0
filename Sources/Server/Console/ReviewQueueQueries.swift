import Domain
import Storage

/// Which of the waiting submissions are shown.
enum ReviewQueueFilter: String, CaseIterable, Sendable {
    case all, express
    /// Those that the reviewer has taken.
    case mine

    var words: Words {
        switch self {
        case .all: Words("全部", "All")
        case .express: Words("加急", "Express")
        case .mine: Words("我认领的", "Mine")
        }
    }
}

/// The queue of submissions that wait for a decision.
struct ReviewQueueQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// One that waits.
    struct Entry: Sendable {
        let submission: ID<Submission>
        let app: ID<MiniProgram>
        let appName: String
        let logo: String?
        let number: VersionNumber
        let submitter: String
        let submitterLogin: String
        let submittedAt: Instant
        let isExpress: Bool
        let replacesGray: Bool
        let packageSize: Int64
        let errors: Int
        let warnings: Int
        let claimedBy: ID<Person>?
        let claimer: String?
        let claimerLogin: String?
        let claimedAt: Instant?
        /// What the one who looks is in the mini program; nobody reviews where they belong.
        let ownRole: MemberRole?
        /// The decision before this one in the same mini program; nil at the first submission.
        let lastSubmission: ID<Submission>?
        let lastDecision: ReviewDecision?

        /// Who has it now; a claim that nothing came of counts no longer.
        func holder(at now: Instant) -> ID<Person>? {
            guard let claimedAt, now.seconds(since: claimedAt) < ClaimReview.lastsSeconds else { return nil }
            return claimedBy
        }

        var cursor: Cursor { Cursor(rank: isExpress ? 0 : 1, submittedAt: submittedAt, submission: submission) }
    }

    /// Where a page ends: the next one begins after it.
    struct Cursor: Sendable, Equatable {
        let rank: Int
        let submittedAt: Instant
        let submission: ID<Submission>

        static let first = Cursor(rank: -1, submittedAt: Instant(milliseconds: 0), submission: ID(rawValue: ""))

        init(rank: Int, submittedAt: Instant, submission: ID<Submission>) {
            (self.rank, self.submittedAt, self.submission) = (rank, submittedAt, submission)
        }

        init?(text: String) {
            let parts = text.split(separator: ".").map(String.init)
            guard parts.count == 3, let rank = Int(parts[0]), let time = Int64(parts[1]) else { return nil }
            self.init(rank: rank, submittedAt: Instant(milliseconds: time), submission: ID(rawValue: parts[2]))
        }

        var text: String { "\(rank).\(submittedAt.milliseconds).\(submission)" }
    }

    /// A page of the queue: express ones first, then the longest waiting. Limited before anything is joined to it.
    func page(
        _ filter: ReviewQueueFilter = .all,
        for person: ID<Person>,
        at now: Instant,
        after cursor: Cursor = .first,
        limit: Int
    ) throws -> [Entry] {
        let oldest = now.adding(seconds: -ClaimReview.lastsSeconds)
        let only: Query =
            switch filter {
            case .all: .empty
            case .express: "AND queue_rank = 0"
            case .mine: "AND claimed_by = \(person) AND claimed_at > \(oldest)"
            }
        return try db.rows(
            """
            SELECT s.id, s.app_id, s.number, s.submitted_at, s.queue_rank, s.replaces_gray, s.claimed_by, s.claimed_at,
                a.name AS app_name, a.logo, p.name AS submitter, p.login AS submitter_login, c.name AS claimer,
                c.login AS claimer_login, m.role,
                coalesce(v.package_size, 0) AS package_size, coalesce(v.errors, 0) AS errors,
                coalesce(v.warnings, 0) AS warnings, l.id AS last_id, l.decision AS last_decision
            FROM (
                SELECT id, app_id, version_id, number, submitted_by, submitted_at, queue_rank, replaces_gray,
                    claimed_by, claimed_at
                FROM submission
                WHERE closed_at IS NULL \(only) AND (queue_rank, submitted_at, id)
                    > (\(cursor.rank), \(cursor.submittedAt), \(cursor.submission))
                ORDER BY queue_rank, submitted_at, id LIMIT \(limit)) s
                JOIN mini_program a ON a.id = s.app_id
                JOIN person p ON p.id = s.submitted_by
                LEFT JOIN version v ON v.id = s.version_id
                LEFT JOIN person c ON c.id = s.claimed_by
                LEFT JOIN member m ON m.app_id = s.app_id AND m.person_id = \(person) AND m.state = 'VALID'
                LEFT JOIN submission l ON l.id = (
                    SELECT x.id FROM submission x WHERE x.app_id = s.app_id AND x.decision IS NOT NULL
                    ORDER BY x.submitted_at DESC LIMIT 1)
            ORDER BY s.queue_rank, s.submitted_at, s.id
            """
        ).map(Self.entry)
    }

    private static func entry(_ row: Row) throws -> Entry {
        Entry(
            submission: try row.id("id"),
            app: try row.id("app_id"),
            appName: try row.text("app_name"),
            logo: try row.optionalText("logo"),
            number: try row.number("number"),
            submitter: try row.text("submitter"),
            submitterLogin: try row.text("submitter_login"),
            submittedAt: try row.instant("submitted_at"),
            isExpress: try row.int("queue_rank") == 0,
            replacesGray: try row.optionalText("replaces_gray") != nil,
            packageSize: try row.int64("package_size"),
            errors: try row.int("errors"),
            warnings: try row.int("warnings"),
            claimedBy: try row.optionalID("claimed_by"),
            claimer: try row.optionalText("claimer"),
            claimerLogin: try row.optionalText("claimer_login"),
            claimedAt: try row.optionalInstant("claimed_at"),
            ownRole: try row.optionalWord("role"),
            lastSubmission: try row.optionalID("last_id"),
            lastDecision: try row.optionalWord("last_decision")
        )
    }

    /// The types of the reasons of decisions, in their order.
    func reasonTypes(of submissions: [ID<Submission>]) throws -> [ID<Submission>: [RejectionType]] {
        let rows = try db.rows(
            """
            SELECT submission_id, type FROM rejection_reason
            WHERE \(Query.isIn("submission_id", submissions.map(\.rawValue))) ORDER BY submission_id, position
            """
        )
        var types: [ID<Submission>: [RejectionType]] = [:]
        for row in rows { types[try row.id("submission_id"), default: []].append(try row.word("type")) }
        return types
    }

    /// How many wait, counted up to a limit: the first column of a statement, or a value in one.
    static func waiting(upTo limit: Int) -> Query {
        """
        (SELECT count(*) FROM (
            SELECT w.id FROM submission w WHERE w.closed_at IS NULL AND w.queue_rank >= 0 LIMIT \(limit)) AS waiting)
        """
    }
}
