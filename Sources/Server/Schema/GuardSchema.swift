import Domain

extension Schema {
    static let guarding = [
        // What happens when the evidence against a gray release is enough; since when a planned step waits for a verdict; until
        // when a person lets steps be taken without one.
        """
        ALTER TABLE gray_release ADD COLUMN on_stop TEXT NOT NULL DEFAULT 'pause'
        CHECK (on_stop IN (\(words(GuardAction.self))))
        """,
        "ALTER TABLE gray_release ADD COLUMN held_since BIGINT",
        "ALTER TABLE gray_release ADD COLUMN let_until BIGINT",
        // Outcomes by which a gray release is judged: one a user, share and kind, the earliest by the phone's clock until it is
        // read, then final. `draw` is the salt and the version. Kinds: how the first launch went; what else went wrong in the
        // minutes after it; how long the first launch with the package on the phone took; a confirmed report. Each is read once, after `due_at`.
        """
        CREATE TABLE guard_outcome (
            draw TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN (\(words(GuardRow.Kind.self)))),
            pseudonym TEXT NOT NULL,
            share BIGINT NOT NULL,
            side TEXT NOT NULL CHECK (side IN (\(words(GuardGroup.self)))),
            at BIGINT NOT NULL,
            failed BIGINT NOT NULL CHECK (failed IN (0, 1)),
            duration BIGINT,
            standing TEXT NOT NULL CHECK (standing IN (\(words(GuardStanding.self)))),
            due_at BIGINT NOT NULL,
            read_at BIGINT,
            PRIMARY KEY (draw, kind, pseudonym, share)
        )
        """,
        "CREATE INDEX guard_outcome_due ON guard_outcome (draw, due_at, pseudonym) WHERE read_at IS NULL",
        "CREATE INDEX guard_outcome_old ON guard_outcome (due_at)",
        // White screens and JavaScript errors of those users, by the second.
        """
        CREATE TABLE guard_trouble (
            draw TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            side TEXT NOT NULL CHECK (side IN (\(words(GuardGroup.self)))),
            kind TEXT NOT NULL CHECK (kind IN ('white_screen', 'js_error')),
            at BIGINT NOT NULL,
            taken_at BIGINT NOT NULL,
            PRIMARY KEY (draw, pseudonym, side, kind, at)
        )
        """,
        "CREATE INDEX guard_trouble_old ON guard_trouble (taken_at)",
        // What is known about a version's gray release: `state` is `GuardState`, which moves in one transaction with the
        // outcomes that it took up.
        """
        CREATE TABLE guard (
            draw TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            version_id TEXT NOT NULL,
            began_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            state TEXT NOT NULL,
            feedback_at BIGINT NOT NULL,
            passed_share BIGINT
        )
        """,
        "CREATE INDEX guard_by_version ON guard (version_id, began_at)",
        // Why somebody went on in spite of the guard.
        """
        CREATE TABLE guard_decision (
            id TEXT PRIMARY KEY,
            version_id TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_person TEXT NOT NULL REFERENCES person (id),
            causes TEXT NOT NULL,
            reason TEXT NOT NULL
        )
        """,
        // What the host app's server proves with that it asked; kept as it is, since proofs are checked with it.
        """
        CREATE TABLE host_secret (
            app_id TEXT PRIMARY KEY REFERENCES mini_program (id),
            secret TEXT NOT NULL,
            made_at BIGINT NOT NULL,
            made_by TEXT NOT NULL REFERENCES person (id)
        )
        """,
        "CREATE INDEX guard_decision_by_version ON guard_decision (version_id, at)",
    ]
}
