import Domain

extension Schema {
    static let versions = [
        """
        CREATE TABLE version (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            number TEXT NOT NULL,
            number_key TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN (\(words(VersionStatus.self)))),
            status_at BIGINT NOT NULL,
            description TEXT NOT NULL DEFAULT '',
            package TEXT NOT NULL,
            package_size BIGINT NOT NULL,
            layout TEXT NOT NULL,
            errors BIGINT NOT NULL,
            warnings BIGINT NOT NULL,
            uploaded_by TEXT NOT NULL REFERENCES person (id),
            uploaded_at BIGINT NOT NULL,
            commit_id TEXT NOT NULL DEFAULT '',
            branch TEXT NOT NULL DEFAULT '',
            build_url TEXT NOT NULL DEFAULT '',
            source_maps TEXT
        )
        """,
        "CREATE UNIQUE INDEX version_by_number ON version (app_id, number_key)",
        "CREATE INDEX version_by_status ON version (app_id, status, number_key)",
        "CREATE INDEX version_by_package ON version (package)",
        "CREATE UNIQUE INDEX version_one_gray ON version (app_id) WHERE status = 'GRAY'",
        "CREATE UNIQUE INDEX version_one_released ON version (app_id) WHERE status = 'RELEASE'",
        // The inspection report as JSON, apart, so that lists do not carry it.
        """
        CREATE TABLE version_report (
            version_id TEXT PRIMARY KEY REFERENCES version (id),
            report TEXT NOT NULL
        )
        """,
        // One stable code a mini program, made with its first experience version.
        """
        CREATE TABLE experience (
            app_id TEXT PRIMARY KEY REFERENCES mini_program (id),
            code TEXT NOT NULL UNIQUE,
            version_id TEXT REFERENCES version (id),
            set_by TEXT REFERENCES person (id),
            set_at BIGINT,
            open_until BIGINT
        )
        """,
        "CREATE INDEX experience_by_version ON experience (version_id)",
        """
        CREATE TABLE preview (
            code TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            package TEXT NOT NULL,
            package_size BIGINT NOT NULL,
            layout TEXT NOT NULL,
            report TEXT NOT NULL,
            created_by TEXT NOT NULL REFERENCES person (id),
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX preview_by_expiry ON preview (expires_at)",
    ]
}
