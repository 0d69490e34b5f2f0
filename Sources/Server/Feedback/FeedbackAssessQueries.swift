import Domain
import Storage

/// What assessors change.
struct FeedbackAssessWrites {
    let db: any Writing

    struct Assessed: Sendable {
        let id: ID<Feedback>
        let text: String
        let receivedAt: Instant
    }

    /// Those that were still waiting, oldest first: whoever gets fewer than were meant was not the first.
    func confirm(
        _ choice: AssessFeedback.Choice,
        of group: ID<FeedbackGroup>,
        as status: FeedbackStatus,
        in issue: ID<FeedbackIssue>?,
        by person: ID<Person>,
        at now: Instant
    ) throws -> [Assessed] {
        try db.rows(
            """
            UPDATE feedback SET status = \(status), issue_id = \(issue), confirmed_at = \(now), assessed_at = \(now),
                assessed_by = \(person)
            WHERE group_id = \(group) AND status = 'received' AND \(choice.condition)
            RETURNING id, text, received_at
            """
        ).map(Self.assessed).sorted { $0.id.rawValue < $1.id.rawValue }
    }

    func dismiss(
        _ choice: AssessFeedback.Choice,
        of group: ID<FeedbackGroup>,
        _ reason: FeedbackDismissal,
        note: String,
        by person: ID<Person>,
        at now: Instant
    ) throws -> [Assessed] {
        try db.rows(
            """
            UPDATE feedback SET status = \(FeedbackStatus.dismissed), dismissal = \(reason), dismissal_note = \(note),
                assessed_at = \(now), assessed_by = \(person)
            WHERE group_id = \(group) AND status = 'received' AND \(choice.condition)
            RETURNING id, text, received_at
            """
        ).map(Self.assessed)
    }

    /// Gives a new problem its reports, those of a group that were just confirmed; it speaks by the first.
    func attach(_ group: ID<FeedbackGroup>, to issue: ID<FeedbackIssue>, first: ID<Feedback>) throws {
        try db.execute(
            """
            UPDATE feedback SET issue_id = \(issue),
                status = CASE WHEN id = \(first) THEN \(FeedbackStatus.confirmed) ELSE status END
            WHERE group_id = \(group) AND confirmed_at IS NOT NULL AND issue_id IS NULL
            """
        )
    }

    func add(
        _ issue: ID<FeedbackIssue>,
        for group: FeedbackGroupRow,
        sample: Assessed,
        last: Instant,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO feedback_issue (id, app_id, kind, page, text, status, sample_id, confirmed_at, first_at, last_at)
            VALUES (\(issue), \(group.app), \(group.kind), \(group.page), \(sample.text), \(FeedbackStatus.confirmed),
                \(sample.id), \(now), \(sample.receivedAt), \(last))
            """
        )
    }

    /// Fewer wait in a group; from now on it leads to a problem, where one is given.
    func settle(_ group: ID<FeedbackGroup>, assessed: Int, issue: ID<FeedbackIssue>?) throws {
        try db.execute(
            """
            UPDATE feedback_group SET waiting = waiting - \(assessed), queue_key = queue_key + \(assessed),
                issue_id = coalesce(\(issue), issue_id)
            WHERE id = \(group)
            """
        )
    }

    private static func assessed(_ row: Row) throws -> Assessed {
        Assessed(id: try row.id("id"), text: try row.text("text"), receivedAt: try row.instant("received_at"))
    }
}

extension AssessFeedback.Choice {
    /// How many are meant.
    var count: Int {
        switch self {
        case .some(let ids): Set(ids).count
        case .all(_, let count): count
        }
    }

    fileprivate var condition: Query {
        switch self {
        case .some(let ids): Query.isIn("id", Set(ids).map(\.rawValue).sorted())
        case .all(let last, _): "id <= \(last)"
        }
    }
}
