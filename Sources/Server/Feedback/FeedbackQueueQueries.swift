import Domain
import Storage

/// What assessors read.
struct FeedbackQueueQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// A group that waits, with its mini program.
    struct Entry: Sendable {
        let group: FeedbackGroupRow
        let appName: String
        let logo: String?
        /// What the one who looks is in the mini program; nobody assesses where they belong.
        let ownRole: MemberRole?

        var cursor: FeedbackCursor { FeedbackCursor(key: -Int64(group.waiting), id: group.id.rawValue) }
    }

    /// The largest groups first, then the oldest.
    ///
    /// - Parameter app: of this mini program only.
    func page(
        for person: ID<Person>,
        of app: ID<MiniProgram>? = nil,
        after cursor: FeedbackCursor?,
        limit: Int
    ) throws -> [Entry] {
        let only: Query = app.map { "AND app_id = \($0)" } ?? .empty
        let rest: Query = cursor.map { "AND (queue_key, id) > (\($0.key), \($0.id))" } ?? .empty
        return try db.rows(
            """
            SELECT \(FeedbackGroupRow.columns), a.name, a.logo, m.role FROM (
                SELECT * FROM feedback_group WHERE waiting > 0 \(only) \(rest) ORDER BY queue_key, id LIMIT \(limit)) g
                JOIN mini_program a ON a.id = g.app_id
                LEFT JOIN member m ON m.app_id = g.app_id AND m.person_id = \(person) AND m.state = 'VALID'
            ORDER BY g.queue_key, g.id
            """
        ).map { row in
            Entry(
                group: try FeedbackGroupRow(row),
                appName: try row.text("name"),
                logo: try row.optionalText("logo"),
                ownRole: try row.optionalWord("role")
            )
        }
    }

    /// How many groups wait, counted up to a limit: a value in a statement.
    static func waiting(upTo limit: Int) -> Query {
        """
        (SELECT count(*) FROM (SELECT w.id FROM feedback_group w WHERE w.waiting > 0 AND w.queue_key < 0 LIMIT \(limit)) AS waiting)
        """
    }

    func waiting(upTo limit: Int) throws -> Int {
        try db.first("SELECT \(Self.waiting(upTo: limit)) AS n")?.int("n") ?? 0
    }

    /// How many confirmed reports wait for the next daily run, up to a limit.
    func toPass(upTo limit: Int) throws -> Int {
        try db.first(
            """
            SELECT count(*) AS n FROM (
                SELECT id FROM feedback WHERE confirmed_at IS NOT NULL AND passed_at IS NULL LIMIT \(limit)) AS waiting
            """
        )?.int("n") ?? 0
    }

    /// The reports of a group that wait, newest first.
    func waiting(in group: ID<FeedbackGroup>, after last: String?, limit: Int) throws -> [FeedbackRow] {
        let rest: Query = last.map { "AND f.id < \($0)" } ?? .empty
        return try db.rows(
            """
            SELECT \(FeedbackRow.columns) FROM feedback f
            WHERE f.group_id = \(group) AND f.status = 'received' \(rest) ORDER BY f.id DESC LIMIT \(limit)
            """
        ).map(FeedbackRow.init)
    }

    /// What was decided about earlier reports of a group, newest first.
    struct Earlier: Sendable {
        let status: FeedbackStatus
        let dismissal: FeedbackDismissal?
        let at: Instant
        let by: String
    }

    func earlier(in group: ID<FeedbackGroup>, limit: Int) throws -> [Earlier] {
        try db.rows(
            """
            SELECT f.status, f.dismissal, f.assessed_at, p.name
            FROM feedback f JOIN person p ON p.id = f.assessed_by
            WHERE f.group_id = \(group) AND f.assessed_at IS NOT NULL ORDER BY f.id DESC LIMIT \(limit)
            """
        ).map { row in
            Earlier(
                status: try row.word("status"),
                dismissal: try row.optionalWord("dismissal"),
                at: try row.instant("assessed_at"),
                by: try row.text("name")
            )
        }
    }

    /// Problems of a mini program and kind, those with the newest reports first: what a group may be a duplicate of.
    func issues(of app: ID<MiniProgram>, _ kind: FeedbackKind, limit: Int) throws -> [FeedbackIssueRow] {
        try db.rows(
            """
            SELECT \(FeedbackIssueRow.columns) FROM feedback_issue i
            WHERE i.app_id = \(app) AND i.kind = \(kind) ORDER BY i.last_at DESC, i.id DESC LIMIT \(limit)
            """
        ).map(FeedbackIssueRow.init)
    }
}
