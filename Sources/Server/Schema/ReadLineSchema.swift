extension Schema {
    static let readLines = [
        // Up to which entry of the journal a person has read a category altogether: "all as read" costs the same for any inbox.
        "ALTER TABLE message_count ADD COLUMN read_through BIGINT NOT NULL DEFAULT 0",
        // What is unread is read from behind that line.
        "DROP INDEX message_unread",
        "DROP INDEX message_unread_in_category",
        "CREATE INDEX message_unread ON message (person_id, category, last_sequence) WHERE read_at IS NULL",
        // Which of their messages people want at webhooks of their own.
        """
        ALTER TABLE message_preference ADD COLUMN webhook TEXT NOT NULL DEFAULT 'product system review interaction answer'
        """,
    ]
}
