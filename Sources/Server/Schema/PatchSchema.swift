extension Schema {
    static let patches = [
        // A difference between two packages, wanted or made. `due_at` is when a worker may take it: a lease, after it was
        // taken. `tries` counts how often it was taken and tells a worker whether it still holds the lease.
        """
        CREATE TABLE package_patch (
            target TEXT NOT NULL,
            base TEXT NOT NULL,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            state TEXT NOT NULL CHECK (state IN (\(words(PatchState.self)))),
            target_at BIGINT NOT NULL,
            due_at BIGINT NOT NULL,
            tries BIGINT NOT NULL DEFAULT 0,
            blob TEXT,
            size BIGINT,
            PRIMARY KEY (target, base)
        )
        """,
        "CREATE INDEX package_patch_waiting ON package_patch (target_at) WHERE state = 'waiting'",
        "CREATE INDEX package_patch_by_app ON package_patch (app_id, target)",
        // What users of a mini program got, last first.
        "CREATE INDEX version_public ON version (app_id, status_at) WHERE public_at IS NOT NULL",
    ]
}
