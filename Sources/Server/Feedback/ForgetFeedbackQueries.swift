import Domain
import Storage

/// What is removed of feedback that was not taken up.
struct ForgetFeedbackWrites {
    let db: any Writing

    /// Empties reports that were dismissed before a moment, and gives their number. Their pictures' files go with the next sweep.
    func reports(before limit: Instant, at now: Instant, most: Int) throws -> Int {
        let ids = try db.rows(
            """
            SELECT id FROM feedback
            WHERE status = 'dismissed' AND forgotten_at IS NULL AND assessed_at < \(limit)
            ORDER BY assessed_at LIMIT \(most)
            """
        ).map { try $0.text("id") }
        guard !ids.isEmpty else { return 0 }
        try db.execute("DELETE FROM feedback_picture WHERE \(Query.isIn("feedback_id", ids))")
        return try db.execute(
            """
            UPDATE feedback SET text = '', added_text = NULL, pseudonym = NULL, device = NULL, system = NULL,
                forgotten_at = \(now)
            WHERE \(Query.isIn("id", ids))
            """
        )
    }

    /// Empties groups in which nothing waits and that led to no problem: nothing is compared with them any more.
    func groups(before limit: Instant, most: Int) throws -> Int {
        let ids = try db.rows(
            """
            SELECT id FROM feedback_group
            WHERE waiting = 0 AND issue_id IS NULL AND text <> '' AND last_at < \(limit)
            ORDER BY last_at LIMIT \(most)
            """
        ).map { try $0.text("id") }
        guard !ids.isEmpty else { return 0 }
        try db.execute("DELETE FROM feedback_band WHERE \(Query.isIn("group_id", ids))")
        return try db.execute("UPDATE feedback_group SET text = '' WHERE \(Query.isIn("id", ids))")
    }
}
