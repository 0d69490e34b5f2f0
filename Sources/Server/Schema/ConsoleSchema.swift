import Domain

extension Schema {
    static let console = [
        // What a reviewer has taken, in the order of the queue.
        """
        CREATE INDEX submission_claimed ON submission (claimed_by, queue_rank, submitted_at, id)
        WHERE closed_at IS NULL AND claimed_by IS NOT NULL
        """,
        // What users get now, the newest first: where operators look for what to take down.
        "CREATE INDEX version_online ON version (status_at, id) WHERE status IN ('RELEASE', 'GRAY')",
    ]
}
