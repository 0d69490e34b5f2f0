extension Schema {
    static let runtime = [
        // When it was first released to everybody; a gray version that was replaced never was.
        "ALTER TABLE version ADD COLUMN released_at BIGINT",
        // When it first reached anybody, gray or released: from then on its package may be fetched.
        "ALTER TABLE version ADD COLUMN public_at BIGINT",
        // What end users see of the base information: as it was at the last release.
        """
        CREATE TABLE published_information (
            app_id TEXT PRIMARY KEY REFERENCES mini_program (id),
            content TEXT NOT NULL,
            logo TEXT,
            published_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX published_information_by_logo ON published_information (logo)",
        // After a roll back or a forced offline hosts switch at once.
        "ALTER TABLE release_line ADD COLUMN applies_now BIGINT NOT NULL DEFAULT 0 CHECK (applies_now IN (0, 1))",
        "CREATE INDEX gray_release_by_app ON gray_release (app_id, started_at)",
        // The host app's users that members are: always inside a gray release, and left out of every figure.
        """
        CREATE TABLE host_user (
            user_id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES person (id),
            added_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX host_user_by_person ON host_user (person_id, added_at)",
        // Ed25519 keys that sign the runtime's answers: the newest signs, a retired one is announced for a while.
        """
        CREATE TABLE runtime_key (
            id TEXT PRIMARY KEY,
            private_key TEXT NOT NULL,
            public_key TEXT NOT NULL,
            made_at BIGINT NOT NULL,
            retired_at BIGINT
        )
        """,
        "CREATE UNIQUE INDEX runtime_key_signing ON runtime_key (made_at) WHERE retired_at IS NULL",
    ]
}
