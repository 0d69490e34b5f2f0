import Domain

extension Schema {
    static let members = [
        // An invitation by login: asked once, answered once. The member's row says how they stand; this says what was asked.
        """
        CREATE TABLE invitation (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            person_id TEXT NOT NULL REFERENCES person (id),
            role TEXT NOT NULL CHECK (role IN ('experiencer', 'developer', 'administrator')),
            invited_by TEXT NOT NULL REFERENCES person (id),
            invited_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN (\(words(AnswerState.self)))),
            answered_at BIGINT
        )
        """,
        "CREATE UNIQUE INDEX invitation_open ON invitation (app_id, person_id) WHERE state = 'OPEN'",
        "CREATE INDEX invitation_due ON invitation (expires_at, id) WHERE state = 'OPEN'",
        "CREATE INDEX invitation_by_person ON invitation (person_id, app_id, id)",
        "CREATE INDEX invitation_by_inviter ON invitation (invited_by, invited_at)",
        """
        CREATE TABLE invitation_link (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            role TEXT NOT NULL CHECK (role IN ('experiencer', 'developer')),
            uses BIGINT NOT NULL,
            used BIGINT NOT NULL DEFAULT 0 CHECK (used <= uses),
            made_by TEXT NOT NULL REFERENCES person (id),
            made_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            ended_at BIGINT
        )
        """,
        "CREATE INDEX invitation_link_by_app ON invitation_link (app_id, made_at, id) WHERE ended_at IS NULL",
        """
        CREATE TABLE join_request (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            person_id TEXT NOT NULL REFERENCES person (id),
            note TEXT NOT NULL,
            asked_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN (\(words(AnswerState.self)))),
            role TEXT CHECK (role IN ('experiencer', 'developer')),
            decided_by TEXT REFERENCES person (id),
            decided_at BIGINT
        )
        """,
        "CREATE UNIQUE INDEX join_request_open ON join_request (app_id, person_id) WHERE state = 'OPEN'",
        "CREATE INDEX join_request_waiting ON join_request (app_id, asked_at, id) WHERE state = 'OPEN'",
        "CREATE INDEX join_request_by_person ON join_request (person_id, app_id, asked_at)",
        """
        CREATE TABLE hand_over (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            from_person TEXT NOT NULL REFERENCES person (id),
            to_person TEXT NOT NULL REFERENCES person (id),
            offered_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN (\(words(AnswerState.self)))),
            answered_at BIGINT
        )
        """,
        "CREATE UNIQUE INDEX hand_over_open ON hand_over (app_id) WHERE state = 'OPEN'",
        "CREATE INDEX hand_over_due ON hand_over (expires_at, id) WHERE state = 'OPEN'",
        // The lists: who takes a place now, by role, the longest there first; who does not, the newest first; everybody.
        """
        CREATE INDEX member_now ON member (app_id, role, joined_at, person_id) WHERE state IN ('UNCONFIRMED', 'VALID')
        """,
        "CREATE INDEX member_past ON member (app_id, joined_at, person_id) WHERE state IN ('REFUSED', 'TIMEOUT')",
        "CREATE INDEX member_all ON member (app_id, joined_at, person_id)",
        // What one person did in one mini program.
        "CREATE INDEX activity_by_actor ON activity (app_id, actor, sequence)",
    ]
}
