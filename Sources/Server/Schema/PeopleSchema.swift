import Domain

extension Schema {
    /// What the operators' pages of people and of the journal are read by.
    static let people = [
        // Sessions go when they have run out; that somebody was here stays.
        "ALTER TABLE person ADD COLUMN last_seen_at BIGINT",
        """
        UPDATE person SET last_seen_at =
            (SELECT max(s.last_seen_at) FROM session s WHERE s.person_id = person.id)
        """,
        // A search goes along the directory and looks at nothing else.
        "CREATE INDEX person_directory ON person (login_key, name, id)",
        "CREATE INDEX person_disabled ON person (login_key, name, id, disabled_at) WHERE disabled_at IS NOT NULL",
        """
        CREATE INDEX person_unseen ON person
            (coalesce(last_seen_at, created_at), id, login_key, name, disabled_at, last_seen_at, created_at)
            WHERE disabled_at IS NULL
        """,
        "CREATE INDEX person_by_duty ON person_duty (duty, person_id)",
        // Why somebody was shut out. The journal holds the word; what was written about it lives here.
        """
        CREATE TABLE person_disabling (
            person_id TEXT NOT NULL REFERENCES person (id),
            disabled_at BIGINT NOT NULL,
            disabled_by TEXT REFERENCES person (id),
            reason TEXT NOT NULL CHECK (reason IN (\(words(DisableReason.self)))),
            note TEXT NOT NULL,
            PRIMARY KEY (person_id, disabled_at)
        )
        """,
        // The journal is listed by time, the newest first, under each filter that its page has.
        "DROP INDEX journal_by_actor",
        "DROP INDEX journal_by_word",
        "CREATE INDEX journal_by_time ON journal (at, sequence)",
        "CREATE INDEX journal_by_word_and_time ON journal (word, at, sequence)",
        "CREATE INDEX journal_by_app_and_time ON journal (app_id, at, sequence)",
        "CREATE INDEX journal_by_app_word_and_time ON journal (app_id, word, at, sequence)",
        // Whose name an entry is found by: who did it, and whom it names. Made from the journal.
        """
        CREATE TABLE journal_person (
            person_id TEXT NOT NULL,
            at BIGINT NOT NULL,
            sequence BIGINT NOT NULL,
            word TEXT NOT NULL,
            app_id TEXT,
            PRIMARY KEY (person_id, at, sequence)
        )
        """,
        "CREATE INDEX journal_person_by_word ON journal_person (person_id, word, at, sequence)",
        "CREATE INDEX journal_person_by_app ON journal_person (person_id, app_id, at, sequence)",
        "CREATE INDEX journal_person_by_app_and_word ON journal_person (person_id, app_id, word, at, sequence)",
    ]
}
