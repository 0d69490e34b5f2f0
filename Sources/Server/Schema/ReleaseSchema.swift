import Domain

extension Schema {
    static let releases = [
        // The status before its gray release; the gray release that it was submitted to take over; what it declares.
        "ALTER TABLE version ADD COLUMN before_gray TEXT CHECK (before_gray IN ('WAIT_RELEASE', 'BASE_AUDIT_PASS'))",
        "ALTER TABLE version ADD COLUMN replaces_gray TEXT",
        "ALTER TABLE version ADD COLUMN submitter TEXT REFERENCES person (id)",
        "ALTER TABLE version ADD COLUMN forward_only BIGINT NOT NULL DEFAULT 0 CHECK (forward_only IN (0, 1))",
        "ALTER TABLE version ADD COLUMN lowest_base_library TEXT",
        // One ordinary version with the reviewers or decided, and one replacement beside the gray one.
        """
        CREATE UNIQUE INDEX version_one_underway ON version (app_id)
        WHERE replaces_gray IS NULL AND status IN ('AUDITING', 'AUDIT_REJECT', 'WAIT_RELEASE', 'BASE_AUDIT_PASS')
        """,
        """
        CREATE UNIQUE INDEX version_one_replacement ON version (app_id)
        WHERE replaces_gray IS NOT NULL AND status IN ('AUDITING', 'AUDIT_REJECT', 'WAIT_RELEASE', 'BASE_AUDIT_PASS')
        """,
        // What a mini program's releases remember beside the versions themselves.
        """
        CREATE TABLE release_line (
            app_id TEXT PRIMARY KEY REFERENCES mini_program (id),
            previous_version TEXT REFERENCES version (id),
            was_rolled_back BIGINT NOT NULL DEFAULT 0 CHECK (was_rolled_back IN (0, 1)),
            largest_released TEXT,
            largest_submitted TEXT,
            needs_second_person BIGINT NOT NULL DEFAULT 0 CHECK (needs_second_person IN (0, 1)),
            first_released_at BIGINT
        )
        """,
        """
        CREATE TABLE gray_release (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            version_id TEXT NOT NULL,
            salt TEXT NOT NULL CHECK (length(salt) = 32),
            share BIGINT NOT NULL CHECK (share BETWEEN 100 AND 1000000 AND share % 100 = 0),
            started_at BIGINT NOT NULL,
            started_by TEXT REFERENCES person (id),
            ended_at BIGINT,
            schedule_state TEXT CHECK (schedule_state IN (\(words(GraySchedule.State.self)))),
            paused_at BIGINT
        )
        """,
        "CREATE UNIQUE INDEX gray_release_one_running ON gray_release (app_id) WHERE ended_at IS NULL",
        "CREATE INDEX gray_release_by_version ON gray_release (version_id, started_at)",
        """
        CREATE TABLE gray_step (
            gray_id TEXT NOT NULL REFERENCES gray_release (id),
            position BIGINT NOT NULL,
            at BIGINT NOT NULL,
            share BIGINT NOT NULL,
            done_at BIGINT,
            PRIMARY KEY (gray_id, position)
        )
        """,
        "CREATE INDEX gray_step_due ON gray_step (at, gray_id) WHERE done_at IS NULL",
        // Why an operator took a version down by force.
        """
        CREATE TABLE takedown (
            version_id TEXT PRIMARY KEY REFERENCES version (id),
            reason TEXT NOT NULL,
            by_person TEXT NOT NULL REFERENCES person (id),
            at BIGINT NOT NULL
        )
        """,
        // What happened to each version, oldest first: its timeline. A projection of the journal.
        """
        CREATE TABLE version_event (
            version_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            actor TEXT,
            payload TEXT NOT NULL,
            PRIMARY KEY (version_id, sequence)
        )
        """,
        // Who got which version when: a row for each stretch of time in which nothing changed. A projection of the journal.
        """
        CREATE TABLE release_period (
            app_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            version_id TEXT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN ('release', 'gray')),
            share BIGINT NOT NULL,
            begins_at BIGINT NOT NULL,
            ends_at BIGINT,
            PRIMARY KEY (app_id, sequence, stage)
        )
        """,
        "CREATE INDEX release_period_by_time ON release_period (app_id, begins_at)",
        "CREATE UNIQUE INDEX release_period_open ON release_period (app_id, stage) WHERE ends_at IS NULL",
    ]
}
