import Domain

extension Schema {
    static let accounts = [
        """
        CREATE TABLE person (
            id TEXT PRIMARY KEY,
            login TEXT NOT NULL,
            login_key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            picture TEXT,
            password TEXT NOT NULL,
            language TEXT CHECK (language IN (\(words(Language.self)))),
            is_demo BIGINT NOT NULL DEFAULT 0 CHECK (is_demo IN (0, 1)),
            current_app TEXT,
            created_at BIGINT NOT NULL,
            disabled_at BIGINT
        )
        """,
        "CREATE INDEX person_by_picture ON person (picture)",
        "CREATE INDEX person_demo ON person (id) WHERE is_demo = 1",
        """
        CREATE TABLE person_duty (
            person_id TEXT NOT NULL REFERENCES person (id),
            duty TEXT NOT NULL CHECK (duty IN (\(words(Duty.self)))),
            PRIMARY KEY (person_id, duty)
        )
        """,
        // The id is the SHA-256 of the secret that the cookie holds.
        """
        CREATE TABLE session (
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES person (id),
            created_at BIGINT NOT NULL,
            last_seen_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            address TEXT NOT NULL,
            agent TEXT NOT NULL
        )
        """,
        "CREATE INDEX session_by_person ON session (person_id, last_seen_at)",
        "CREATE INDEX session_by_expiry ON session (expires_at)",
        """
        CREATE TABLE api_token (
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES person (id),
            hash TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            expires_at BIGINT,
            last_used_at BIGINT,
            revoked_at BIGINT
        )
        """,
        "CREATE INDEX api_token_by_person ON api_token (person_id, created_at)",
    ]
}
