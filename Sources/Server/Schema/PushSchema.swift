extension Schema {
    static let push = [
        // What somebody chose for their messages; no row until they choose. What they keep out of the inbox stands among their
        // mutes, since that holds for a stretch of the journal.
        """
        CREATE TABLE message_preference (
            person_id TEXT PRIMARY KEY REFERENCES person (id),
            push TEXT NOT NULL,
            quiet_from BIGINT CHECK (quiet_from BETWEEN 0 AND 1439),
            quiet_until BIGINT CHECK (quiet_until BETWEEN 0 AND 1439),
            CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
        )
        """,
        // A device that may be rung, by the address that its browser's maker gave it. It goes with its session.
        """
        CREATE TABLE push_subscription (
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES person (id),
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            endpoint TEXT NOT NULL UNIQUE,
            key TEXT NOT NULL,
            auth TEXT NOT NULL,
            language TEXT NOT NULL,
            since_sequence BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            sent_at BIGINT,
            problem TEXT
        )
        """,
        "CREATE INDEX push_subscription_by_person ON push_subscription (person_id, created_at)",
        "CREATE INDEX push_subscription_by_session ON push_subscription (session_id)",
        // What is to be sent to it, at least once: whoever takes a row moves `due_at` on, so that it comes back if nobody ends it.
        """
        CREATE TABLE push_delivery (
            subscription_id TEXT NOT NULL REFERENCES push_subscription (id) ON DELETE CASCADE,
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            is_urgent BIGINT NOT NULL CHECK (is_urgent IN (0, 1)),
            topic TEXT,
            is_short BIGINT NOT NULL DEFAULT 0 CHECK (is_short IN (0, 1)),
            attempts BIGINT NOT NULL DEFAULT 0,
            due_at BIGINT NOT NULL,
            ended_at BIGINT,
            outcome TEXT CHECK (outcome IN ('sent', 'replaced', 'refused', 'expired')),
            PRIMARY KEY (subscription_id, sequence),
            CHECK ((ended_at IS NULL) = (outcome IS NULL))
        )
        """,
        "CREATE INDEX push_delivery_due ON push_delivery (due_at) WHERE ended_at IS NULL",
        "CREATE INDEX push_delivery_by_topic ON push_delivery (subscription_id, topic) WHERE ended_at IS NULL",
        "CREATE INDEX push_delivery_ended ON push_delivery (ended_at) WHERE ended_at IS NOT NULL",
    ]
}
