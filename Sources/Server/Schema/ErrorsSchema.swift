import Domain

extension Schema {
    /// Failures by what they are: groups of one fingerprint.
    static let errors = [
        """
        CREATE TABLE event_error (
            app_id TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN (\(words(RuntimeEvent.Kind.self)))),
            subject TEXT,
            code TEXT,
            message TEXT,
            page TEXT,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            failures BIGINT NOT NULL,
            users BIGINT NOT NULL,
            PRIMARY KEY (app_id, fingerprint)
        )
        """,
        "CREATE INDEX event_error_newest ON event_error (app_id, last_at, fingerprint)",
        "CREATE INDEX event_error_most ON event_error (app_id, failures, fingerprint)",
        "CREATE INDEX event_error_kind_newest ON event_error (app_id, kind, last_at, fingerprint)",
        "CREATE INDEX event_error_kind_most ON event_error (app_id, kind, failures, fingerprint)",
        "CREATE INDEX event_error_by_time ON event_error (last_at)",
        // Whom a group met, under the pseudonyms of rows of failures, and as long as these.
        """
        CREATE TABLE event_error_user (
            app_id TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (app_id, fingerprint, pseudonym)
        )
        """,
        "CREATE INDEX event_error_user_by_time ON event_error_user (at)",
        """
        CREATE TABLE event_error_version (
            app_id TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            failures BIGINT NOT NULL,
            PRIMARY KEY (app_id, fingerprint, number, stage)
        )
        """,
        "CREATE INDEX event_error_version_newest ON event_error_version (app_id, number, stage, last_at, fingerprint)",
        """
        CREATE TABLE event_error_day (
            app_id TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            day BIGINT NOT NULL,
            failures BIGINT NOT NULL,
            PRIMARY KEY (app_id, fingerprint, day)
        )
        """,
        "CREATE INDEX event_error_day_by_day ON event_error_day (day)",
        // Null in rows that are older than fingerprints; they go within 30 days.
        "ALTER TABLE event_failure ADD COLUMN fingerprint TEXT",
        "CREATE INDEX event_failure_by_error ON event_failure (app_id, fingerprint, at)",
    ]
}
