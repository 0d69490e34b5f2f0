import Domain

extension Schema {
    static let codeSignIns = [
        // A sign-in by QR code. `code` and `browser` are the SHA-256 of what the QR code and the cookie of the browser that shows it
        // hold; `address` and `agent` are that browser's.
        """
        CREATE TABLE code_sign_in (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            browser TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN (\(words(CodeSignIn.State.self)))),
            next TEXT NOT NULL,
            address TEXT NOT NULL,
            agent TEXT NOT NULL,
            made_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            scanned_by TEXT REFERENCES person (id),
            changed_at BIGINT NOT NULL,
            CHECK ((state = 'SHOWN') = (scanned_by IS NULL))
        )
        """,
        "CREATE INDEX code_sign_in_by_expiry ON code_sign_in (expires_at)",
        "CREATE INDEX code_sign_in_by_person ON code_sign_in (scanned_by) WHERE state IN ('SCANNED', 'CONFIRMED')",
        // The browsers that somebody has signed in from, by the SHA-256 of a long-lived cookie of theirs.
        """
        CREATE TABLE device (
            person_id TEXT NOT NULL REFERENCES person (id),
            hash TEXT NOT NULL,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            is_forgotten BIGINT NOT NULL DEFAULT 0 CHECK (is_forgotten IN (0, 1)),
            PRIMARY KEY (person_id, hash)
        )
        """,
        "CREATE INDEX device_by_use ON device (last_at)",
        "ALTER TABLE session ADD COLUMN device TEXT",
    ]
}
