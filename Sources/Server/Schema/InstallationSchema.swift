extension Schema {
    // What operators decided, apart from `setting`, which holds what the installation made for itself.
    static let installationSettings = [
        """
        CREATE TABLE installation_setting (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            changed_at BIGINT NOT NULL,
            changed_by TEXT REFERENCES person (id)
        )
        """
    ]
}
