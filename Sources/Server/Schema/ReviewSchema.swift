import Domain

extension Schema {
    static let reviews = [
        // What a submission brings along, as typed so far: kept until it is submitted. One a version.
        """
        CREATE TABLE submission_draft (
            version_id TEXT PRIMARY KEY REFERENCES version (id),
            content TEXT NOT NULL,
            saved_by TEXT NOT NULL REFERENCES person (id),
            saved_at BIGINT NOT NULL
        )
        """,
        // One act of submitting; it outlives the version. Screenshots are ids of pictures separated by spaces, in their
        // order. Express ones have rank 0 in the queue, the others 1.
        """
        CREATE TABLE submission (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            version_id TEXT NOT NULL,
            number TEXT NOT NULL,
            submitted_by TEXT NOT NULL REFERENCES person (id),
            submitted_at BIGINT NOT NULL,
            description TEXT NOT NULL,
            screenshots TEXT NOT NULL,
            test_account TEXT NOT NULL DEFAULT '',
            test_password TEXT NOT NULL DEFAULT '',
            memo TEXT NOT NULL DEFAULT '',
            queue_rank BIGINT NOT NULL CHECK (queue_rank IN (0, 1)),
            gray_share BIGINT,
            replaces_gray TEXT,
            agreement TEXT NOT NULL,
            claimed_by TEXT REFERENCES person (id),
            claimed_at BIGINT,
            closed_at BIGINT,
            decision TEXT CHECK (decision IN (\(words(ReviewDecision.self)))),
            decided_by TEXT REFERENCES person (id)
        )
        """,
        "CREATE INDEX submission_waiting ON submission (queue_rank, submitted_at, id) WHERE closed_at IS NULL",
        "CREATE INDEX submission_by_version ON submission (version_id, submitted_at)",
        "CREATE INDEX submission_by_app ON submission (app_id, submitted_at)",
        "CREATE INDEX submission_by_decision ON submission (closed_at) WHERE decision IS NOT NULL",
        "CREATE INDEX submission_express ON submission (submitted_by, submitted_at) WHERE queue_rank = 0",
        // Papers that a category asks for. Pictures as above.
        """
        CREATE TABLE submission_licence (
            submission_id TEXT NOT NULL REFERENCES submission (id),
            position BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number TEXT NOT NULL,
            name TEXT NOT NULL,
            valid_until TEXT NOT NULL,
            pictures TEXT NOT NULL,
            PRIMARY KEY (submission_id, position)
        )
        """,
        """
        CREATE TABLE rejection_reason (
            submission_id TEXT NOT NULL REFERENCES submission (id),
            position BIGINT NOT NULL,
            type TEXT NOT NULL CHECK (type IN (\(words(RejectionType.self)))),
            memo TEXT NOT NULL,
            pictures TEXT NOT NULL,
            PRIMARY KEY (submission_id, position)
        )
        """,
        // Who accepted which text of the agreement for which submission.
        """
        CREATE TABLE agreement_acceptance (
            submission_id TEXT PRIMARY KEY REFERENCES submission (id),
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            person_id TEXT NOT NULL REFERENCES person (id),
            agreement TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            accepted_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE reply_template (
            id TEXT PRIMARY KEY,
            type TEXT NOT NULL CHECK (type IN (\(words(RejectionType.self)))),
            memo TEXT NOT NULL,
            saved_by TEXT NOT NULL REFERENCES person (id),
            saved_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX reply_template_by_type ON reply_template (type, saved_at)",
    ]
}
