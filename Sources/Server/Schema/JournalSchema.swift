import Domain

extension Schema {
    static let journal = [
        """
        CREATE TABLE journal (
            sequence BIGINT PRIMARY KEY,
            at BIGINT NOT NULL,
            actor TEXT,
            app_id TEXT,
            word TEXT NOT NULL,
            payload_version BIGINT NOT NULL,
            payload TEXT NOT NULL,
            hash TEXT NOT NULL
        )
        """,
        "CREATE INDEX journal_by_app ON journal (app_id, sequence)",
        "CREATE INDEX journal_by_actor ON journal (actor, sequence)",
        "CREATE INDEX journal_by_word ON journal (word, sequence)",
        """
        CREATE TABLE journal_head (
            id BIGINT PRIMARY KEY CHECK (id = 1),
            sequence BIGINT NOT NULL,
            hash TEXT NOT NULL
        )
        """,
        "INSERT INTO journal_head (id, sequence, hash) VALUES (1, 0, '\(JournalEntry.genesis)')",
        // How far each projection has read.
        "CREATE TABLE projection (name TEXT PRIMARY KEY, position BIGINT NOT NULL)",
        // What happened in each mini program, newest first: the list on its home page.
        """
        CREATE TABLE activity (
            app_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            actor TEXT,
            payload TEXT NOT NULL,
            PRIMARY KEY (app_id, sequence)
        )
        """,
        // What this installation made for itself once: keys and the like.
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ]
}
