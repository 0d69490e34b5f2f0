import Domain

extension Schema {
    static let miniPrograms = [
        // Lists of ids are kept as text: categories and areas separated by spaces, domains by line ends.
        """
        CREATE TABLE mini_program (
            id TEXT PRIMARY KEY CHECK (length(id) = 16),
            name TEXT NOT NULL,
            english_name TEXT NOT NULL DEFAULT '',
            slogan TEXT NOT NULL DEFAULT '',
            description TEXT NOT NULL DEFAULT '',
            logo TEXT,
            region_type TEXT CHECK (region_type IN ('GLOBAL', 'CHINA', 'LOCATION')),
            region_areas TEXT NOT NULL DEFAULT '',
            categories TEXT NOT NULL DEFAULT '',
            service_phone TEXT NOT NULL DEFAULT '',
            service_email TEXT NOT NULL DEFAULT '',
            filing_number TEXT NOT NULL DEFAULT '',
            privacy_policy TEXT NOT NULL DEFAULT '',
            request_domains TEXT NOT NULL DEFAULT '',
            created_at BIGINT NOT NULL,
            created_by TEXT NOT NULL REFERENCES person (id),
            changed_at BIGINT NOT NULL,
            closed_at BIGINT
        )
        """,
        "CREATE INDEX mini_program_by_logo ON mini_program (logo)",
        """
        CREATE TABLE member (
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            person_id TEXT NOT NULL REFERENCES person (id),
            role TEXT NOT NULL CHECK (role IN (\(words(MemberRole.self)))),
            state TEXT NOT NULL CHECK (state IN ('UNCONFIRMED', 'VALID', 'REFUSED', 'TIMEOUT')),
            nickname TEXT NOT NULL DEFAULT '',
            invited_by TEXT REFERENCES person (id),
            joined_at BIGINT NOT NULL,
            PRIMARY KEY (app_id, person_id)
        )
        """,
        "CREATE INDEX member_by_person ON member (person_id, state, joined_at, app_id)",
        "CREATE INDEX member_by_role ON member (person_id, state, role, joined_at, app_id)",
        "CREATE UNIQUE INDEX member_one_owner ON member (app_id) WHERE role = 'owner'",
        // When each field of the base information was changed after the first release: the quotas are counted from it.
        """
        CREATE TABLE information_change (
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            field TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (app_id, field, at)
        )
        """,
        """
        CREATE TABLE picture (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            hash TEXT NOT NULL,
            width BIGINT NOT NULL,
            height BIGINT NOT NULL,
            size BIGINT NOT NULL,
            uploaded_by TEXT NOT NULL REFERENCES person (id),
            uploaded_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX picture_by_app ON picture (app_id, uploaded_at)",
        "CREATE INDEX picture_by_hash ON picture (hash)",
    ]
}
