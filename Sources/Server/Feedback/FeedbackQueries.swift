import Domain
import Storage

/// Single things that several use cases and pages ask for.
struct FeedbackQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    func group(_ id: ID<FeedbackGroup>, in app: ID<MiniProgram>) throws -> FeedbackGroupRow? {
        try db.first(
            "SELECT \(FeedbackGroupRow.columns) FROM feedback_group g WHERE g.id = \(id) AND g.app_id = \(app)"
        ).map(FeedbackGroupRow.init)
    }

    func issue(_ id: ID<FeedbackIssue>) throws -> FeedbackIssueRow? {
        try db.first("SELECT \(FeedbackIssueRow.columns) FROM feedback_issue i WHERE i.id = \(id)")
            .map(FeedbackIssueRow.init)
    }

    func issue(_ id: ID<FeedbackIssue>, in app: ID<MiniProgram>) throws -> FeedbackIssueRow? {
        try issue(id).flatMap { $0.app == app ? $0 : nil }
    }

    /// The pictures of reports, in their order.
    func pictures(of reports: [ID<Feedback>]) throws -> [ID<Feedback>: [String]] {
        let rows = try db.rows(
            """
            SELECT feedback_id, hash FROM feedback_picture
            WHERE \(Query.isIn("feedback_id", reports.map(\.rawValue))) ORDER BY feedback_id, position
            """
        )
        var pictures: [ID<Feedback>: [String]] = [:]
        for row in rows { pictures[try row.id("feedback_id"), default: []].append(try row.text("hash")) }
        return pictures
    }

    /// What a reporter sees by the code's hash.
    struct Receipt: Sendable {
        let report: FeedbackRow
        let kind: FeedbackKind
        let app: ID<MiniProgram>
        let note: String
        let issue: FeedbackIssueRow?
    }

    func receipt(_ hash: String) throws -> Receipt? {
        guard
            let row = try db.first(
                """
                SELECT \(FeedbackRow.columns), f.kind, f.app_id, f.issue_id, f.dismissal_note FROM feedback f
                WHERE f.code_hash = \(hash)
                """
            )
        else { return nil }
        let issue: ID<FeedbackIssue>? = try row.optionalID("issue_id")
        return Receipt(
            report: try FeedbackRow(row),
            kind: try row.word("kind"),
            app: try row.id("app_id"),
            note: try row.optionalText("dismissal_note") ?? "",
            issue: try issue.flatMap(issue(_:))
        )
    }

    struct Reply: Sendable {
        let id: ID<FeedbackReply>
        let text: String
        let writer: String
        let at: Instant
    }

    /// What members wrote to the reporters of a problem, oldest first.
    func replies(of issue: ID<FeedbackIssue>, limit: Int) throws -> [Reply] {
        try db.rows(
            """
            SELECT r.id, r.text, r.written_at, p.name FROM feedback_reply r JOIN person p ON p.id = r.written_by
            WHERE r.issue_id = \(issue) ORDER BY r.id LIMIT \(limit)
            """
        ).map { row in
            Reply(
                id: try row.id("id"),
                text: try row.text("text"),
                writer: try row.text("name"),
                at: try row.instant("written_at")
            )
        }
    }
}
