import Domain

extension Schema {
    static let messages = [
        // One message of one person; `sequence` is that of the group's first entry. `who` is whom its sentence names: never a
        // reviewer. What is in the archive has been read.
        """
        CREATE TABLE message (
            person_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            last_sequence BIGINT NOT NULL,
            first_at BIGINT NOT NULL,
            at BIGINT NOT NULL,
            category TEXT NOT NULL CHECK (category IN (\(words(MessageCategory.self)))),
            is_urgent BIGINT NOT NULL CHECK (is_urgent IN (0, 1)),
            kind TEXT NOT NULL,
            app_id TEXT,
            who TEXT,
            number_key TEXT,
            detail TEXT,
            payload TEXT NOT NULL,
            count BIGINT NOT NULL DEFAULT 1,
            group_key TEXT,
            notice TEXT,
            read_at BIGINT,
            archived_at BIGINT,
            PRIMARY KEY (person_id, sequence),
            CHECK (archived_at IS NULL OR read_at IS NOT NULL)
        )
        """,
        "CREATE INDEX message_inbox ON message (person_id, at, sequence) WHERE archived_at IS NULL",
        "CREATE INDEX message_in_category ON message (person_id, category, at, sequence) WHERE archived_at IS NULL",
        "CREATE INDEX message_unread ON message (person_id, at, sequence) WHERE read_at IS NULL",
        "CREATE INDEX message_unread_in_category ON message (person_id, category, at, sequence) WHERE read_at IS NULL",
        """
        CREATE INDEX message_urgent ON message (person_id, at, sequence) WHERE is_urgent = 1 AND archived_at IS NULL
        """,
        """
        CREATE INDEX message_urgent_in_category ON message (person_id, category, at, sequence)
            WHERE is_urgent = 1 AND archived_at IS NULL
        """,
        "CREATE INDEX message_archived ON message (person_id, at, sequence) WHERE archived_at IS NOT NULL",
        """
        CREATE INDEX message_archived_in_category ON message (person_id, category, at, sequence)
            WHERE archived_at IS NOT NULL
        """,
        // What a search asks by.
        "CREATE INDEX message_by_kind ON message (person_id, kind, at, sequence)",
        "CREATE INDEX message_by_app ON message (person_id, app_id, at, sequence) WHERE app_id IS NOT NULL",
        "CREATE INDEX message_by_who ON message (person_id, who, at, sequence) WHERE who IS NOT NULL",
        "CREATE INDEX message_by_number ON message (person_id, number_key, at, sequence) WHERE number_key IS NOT NULL",
        "CREATE INDEX message_by_detail ON message (person_id, detail, at, sequence) WHERE detail IS NOT NULL",
        "CREATE INDEX message_by_group ON message (person_id, group_key, first_at) WHERE group_key IS NOT NULL",
        // How many are unread, kept in the transactions that change it, so that a badge costs the same for any inbox.
        """
        CREATE TABLE message_count (
            person_id TEXT NOT NULL,
            category TEXT NOT NULL CHECK (category IN (\(words(MessageCategory.self)))),
            unread BIGINT NOT NULL CHECK (unread >= 0),
            PRIMARY KEY (person_id, category)
        )
        """,
        // What a person did with a message, kept while messages are made anew from the journal.
        """
        CREATE TABLE message_mark (
            person_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            read_through BIGINT NOT NULL,
            read_at BIGINT NOT NULL,
            archived_through BIGINT NOT NULL DEFAULT 0,
            archived_at BIGINT,
            PRIMARY KEY (person_id, sequence)
        )
        """,
        // What a person does not want to hear of, by the part of the journal that it holds for.
        """
        CREATE TABLE message_mute (
            person_id TEXT NOT NULL,
            subject TEXT NOT NULL,
            since_sequence BIGINT NOT NULL,
            until_sequence BIGINT,
            muted_at BIGINT NOT NULL,
            PRIMARY KEY (person_id, subject, since_sequence)
        )
        """,
        "CREATE UNIQUE INDEX message_mute_now ON message_mute (person_id, subject) WHERE until_sequence IS NULL",
        "CREATE INDEX message_mute_by_subject ON message_mute (subject, since_sequence)",
    ]
}
