import Domain
import Storage

/// What the projection of the timelines writes.
struct FeedbackTimelineWrites {
    let db: any Writing

    /// Repeating it changes nothing.
    func add(_ entry: JournalEntry, of issue: ID<FeedbackIssue>) throws {
        try db.execute(
            """
            INSERT INTO feedback_event (issue_id, sequence, at, actor, payload)
            VALUES (\(issue), \(entry.sequence), \(entry.at), \(entry.actor), \(entry.payload))
            ON CONFLICT (issue_id, sequence) DO NOTHING
            """
        )
    }

    func clear() throws { try db.execute("DELETE FROM feedback_event") }
}
