import Domain

extension Schema {
    static let notices = [
        // A product notice. `sequence` is that of its entry in the journal, which its messages carry; `place` is the last person
        // whom its delivery reached; `holder` is who delivers it now, until `held_until`.
        """
        CREATE TABLE notice (
            id TEXT PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN (\(words(NoticeState.self)))),
            revision BIGINT NOT NULL,
            title_zh TEXT NOT NULL,
            title_en TEXT,
            body_zh TEXT NOT NULL,
            body_en TEXT,
            is_urgent BIGINT NOT NULL CHECK (is_urgent IN (0, 1)),
            link_path TEXT,
            link_zh TEXT,
            link_en TEXT,
            audience TEXT NOT NULL CHECK (audience IN (\(words(NoticeAudience.Kind.self)))),
            made_by TEXT NOT NULL REFERENCES person (id),
            made_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            due_at BIGINT,
            published_by TEXT REFERENCES person (id),
            begun_at BIGINT,
            finished_at BIGINT,
            withdrawn_by TEXT REFERENCES person (id),
            withdrawn_at BIGINT,
            cleared_at BIGINT,
            sequence BIGINT UNIQUE,
            place TEXT NOT NULL DEFAULT '',
            total BIGINT,
            delivered BIGINT NOT NULL DEFAULT 0,
            removed BIGINT NOT NULL DEFAULT 0,
            read BIGINT NOT NULL DEFAULT 0,
            counted_at BIGINT NOT NULL DEFAULT 0,
            holder TEXT,
            held_until BIGINT NOT NULL DEFAULT 0,
            CHECK (state <> 'SCHEDULED' OR (due_at IS NOT NULL AND published_by IS NOT NULL)),
            CHECK (state IN ('DRAFT', 'SCHEDULED') OR (begun_at IS NOT NULL AND sequence IS NOT NULL))
        )
        """,
        "CREATE INDEX notice_by_age ON notice (made_at, id)",
        "CREATE INDEX notice_due ON notice (due_at, id) WHERE state = 'SCHEDULED'",
        "CREATE INDEX notice_at_work ON notice (begun_at, id) WHERE state IN ('DELIVERING', 'WITHDRAWING')",
        "CREATE INDEX notice_read ON notice (counted_at, begun_at) WHERE state IN ('DELIVERING', 'DELIVERED')",
        """
        CREATE TABLE notice_app (
            notice_id TEXT NOT NULL REFERENCES notice (id),
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            PRIMARY KEY (notice_id, app_id)
        )
        """,
        // Who has it in the inbox, and who of them has read it: for counting, and for taking it out again.
        "CREATE INDEX message_of_notice ON message (notice, person_id, read_at) WHERE notice IS NOT NULL",
    ]
}
