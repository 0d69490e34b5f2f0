import Domain

extension Schema {
    static let registration = [
        // An operator's link. Made by nobody where a command on the data made it.
        """
        CREATE TABLE account_link (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            note TEXT NOT NULL,
            uses BIGINT NOT NULL,
            used BIGINT NOT NULL DEFAULT 0 CHECK (used <= uses),
            made_by TEXT REFERENCES person (id),
            made_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            ended_at BIGINT
        )
        """,
        "CREATE INDEX account_link_by_time ON account_link (made_at, id)",
        "CREATE INDEX account_link_working ON account_link (expires_at, id) WHERE ended_at IS NULL",
        // How those came who made their account themselves: by an operator's link, a member's link, or neither.
        """
        CREATE TABLE registration (
            person_id TEXT PRIMARY KEY REFERENCES person (id),
            account_link TEXT REFERENCES account_link (id),
            member_link TEXT REFERENCES invitation_link (id),
            registered_at BIGINT NOT NULL
        )
        """,
        """
        CREATE INDEX registration_by_link ON registration (account_link, registered_at, person_id)
            WHERE account_link IS NOT NULL
        """,
        // The hash is the SHA-256 of the secret that the link holds.
        """
        CREATE TABLE reset_link (
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES person (id),
            secret_hash TEXT NOT NULL UNIQUE,
            made_by TEXT REFERENCES person (id),
            made_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('OPEN', 'USED', 'REPLACED', 'CANCELLED')),
            ended_at BIGINT
        )
        """,
        "CREATE UNIQUE INDEX reset_link_open ON reset_link (person_id) WHERE state = 'OPEN'",
    ]
}
