extension Schema {
    static let factors = [
        // A person's second factor; it counts from `confirmed_at` on. The secret is kept as it is, in base 32, since codes are made
        // from it.
        """
        CREATE TABLE factor (
            person_id TEXT PRIMARY KEY REFERENCES person (id),
            secret TEXT NOT NULL,
            made_at BIGINT NOT NULL,
            confirmed_at BIGINT
        )
        """,
        // The time steps whose codes were used: none is taken twice.
        """
        CREATE TABLE factor_step (
            person_id TEXT NOT NULL REFERENCES person (id),
            step BIGINT NOT NULL,
            PRIMARY KEY (person_id, step)
        )
        """,
        "CREATE INDEX factor_step_by_age ON factor_step (step)",
        """
        CREATE TABLE recovery_code (
            person_id TEXT NOT NULL REFERENCES person (id),
            hash TEXT NOT NULL,
            used_at BIGINT,
            PRIMARY KEY (person_id, hash)
        )
        """,
        // Somebody who gave the right password and not yet the code. The id is the SHA-256 of the secret that the cookie holds.
        """
        CREATE TABLE sign_in_step (
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES person (id),
            next TEXT NOT NULL,
            expires_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX sign_in_step_by_person ON sign_in_step (person_id)",
        "CREATE INDEX sign_in_step_by_expiry ON sign_in_step (expires_at)",
    ]
}
