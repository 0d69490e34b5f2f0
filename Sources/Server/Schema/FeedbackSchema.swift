import Domain

extension Schema {
    static let feedback = [
        // A problem, as members see it: what its confirmed reports say together. Counted are those that were passed on.
        // `sample_id` is the report that speaks for it. `alarm` is what
        // members were told of its clock, `next_at` when there is something to say again.
        """
        CREATE TABLE feedback_issue (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            kind TEXT NOT NULL CHECK (kind IN (\(words(FeedbackKind.self)))),
            page TEXT,
            text TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN (\(words(FeedbackStatus.self)))),
            sample_id TEXT NOT NULL,
            confirmed_at BIGINT NOT NULL,
            passed_at BIGINT,
            clock_from BIGINT,
            due_at BIGINT,
            alarm TEXT CHECK (alarm IN (\(words(FeedbackAlarm.self)))),
            next_at BIGINT,
            resolved_in TEXT,
            resolved_at BIGINT,
            reports BIGINT NOT NULL DEFAULT 0,
            users BIGINT NOT NULL DEFAULT 0,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL
        )
        """,
        // The lists of members: what is open by its deadline, the rest by the last report.
        """
        CREATE INDEX feedback_issue_open ON feedback_issue (app_id, due_at, id)
            WHERE status IN ('passed', 'processing', 'reopened')
        """,
        "CREATE INDEX feedback_issue_passed ON feedback_issue (app_id, last_at, id) WHERE passed_at IS NOT NULL",
        "CREATE INDEX feedback_issue_resolved ON feedback_issue (app_id, last_at, id) WHERE status = 'resolved'",
        "CREATE INDEX feedback_issue_by_kind ON feedback_issue (app_id, kind, last_at, id)",
        "CREATE INDEX feedback_issue_clock ON feedback_issue (next_at) WHERE next_at IS NOT NULL",
        // Reports that are alike, of one mini program, kind and page. `text` is that of the first, with which all others are
        // compared. `queue_key` is minus the number that wait: the largest first, then the oldest.
        """
        CREATE TABLE feedback_group (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            kind TEXT NOT NULL CHECK (kind IN (\(words(FeedbackKind.self)))),
            page TEXT,
            text TEXT NOT NULL,
            issue_id TEXT REFERENCES feedback_issue (id),
            waiting BIGINT NOT NULL DEFAULT 0,
            queue_key BIGINT NOT NULL DEFAULT 0,
            waiting_since BIGINT NOT NULL,
            last_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX feedback_group_queue ON feedback_group (queue_key, id) WHERE waiting > 0",
        "CREATE INDEX feedback_group_by_app ON feedback_group (app_id, queue_key, id) WHERE waiting > 0",
        """
        CREATE INDEX feedback_group_by_age ON feedback_group (last_at)
            WHERE waiting = 0 AND issue_id IS NULL AND text <> ''
        """,
        "CREATE INDEX feedback_group_by_issue ON feedback_group (issue_id)",
        // By what groups are found that may be alike: pieces of their text's min-hash. A page that is not known is ''.
        """
        CREATE TABLE feedback_band (
            app_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            page TEXT NOT NULL,
            band BIGINT NOT NULL,
            group_id TEXT NOT NULL,
            PRIMARY KEY (app_id, kind, page, band, group_id)
        )
        """,
        "CREATE INDEX feedback_band_by_group ON feedback_band (group_id)",
        // One row a report. Number and stage come from the receipt; without one they are unknown. `confirmed_at` is set for
        // duplicates too, `passed_at` when members see it. `counts` says whether it may count in a gray release: it has a
        // receipt, is no member's, and its address has not sent too many.
        """
        CREATE TABLE feedback (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL REFERENCES mini_program (id),
            kind TEXT NOT NULL CHECK (kind IN (\(words(FeedbackKind.self)))),
            status TEXT NOT NULL CHECK (status IN (\(words(FeedbackStatus.self)))),
            number TEXT,
            stage TEXT CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            pseudonym TEXT,
            page TEXT,
            text TEXT NOT NULL,
            received_at BIGINT NOT NULL,
            confirmed_at BIGINT,
            passed_at BIGINT,
            issue_id TEXT REFERENCES feedback_issue (id),
            group_id TEXT NOT NULL REFERENCES feedback_group (id),
            is_member BIGINT NOT NULL CHECK (is_member IN (0, 1)),
            counts BIGINT NOT NULL CHECK (counts IN (0, 1)),
            code_hash TEXT NOT NULL UNIQUE,
            device TEXT,
            system TEXT,
            base_library TEXT,
            assessed_at BIGINT,
            assessed_by TEXT REFERENCES person (id),
            dismissal TEXT CHECK (dismissal IN (\(words(FeedbackDismissal.self)))),
            dismissal_note TEXT,
            added_text TEXT,
            added_at BIGINT,
            forgotten_at BIGINT
        )
        """,
        "CREATE INDEX feedback_waiting ON feedback (group_id, id) WHERE status = 'received'",
        "CREATE INDEX feedback_by_group ON feedback (group_id, id)",
        """
        CREATE INDEX feedback_to_pass ON feedback (confirmed_at, issue_id)
            WHERE confirmed_at IS NOT NULL AND passed_at IS NULL
        """,
        "CREATE INDEX feedback_by_issue ON feedback (issue_id, id)",
        "CREATE INDEX feedback_by_user ON feedback (issue_id, pseudonym)",
        "CREATE INDEX feedback_dismissed ON feedback (assessed_at) WHERE status = 'dismissed' AND forgotten_at IS NULL",
        // What the guard counts: confirmed reports about a version.
        "CREATE INDEX feedback_by_number ON feedback (app_id, number, received_at) WHERE confirmed_at IS NOT NULL",
        """
        CREATE TABLE feedback_picture (
            feedback_id TEXT NOT NULL REFERENCES feedback (id),
            position BIGINT NOT NULL,
            hash TEXT NOT NULL,
            width BIGINT NOT NULL,
            height BIGINT NOT NULL,
            PRIMARY KEY (feedback_id, position)
        )
        """,
        "CREATE INDEX feedback_picture_by_hash ON feedback_picture (hash)",
        // The reports of a problem that were passed on, by version and by the installation's day.
        """
        CREATE TABLE feedback_issue_version (
            issue_id TEXT NOT NULL REFERENCES feedback_issue (id),
            number TEXT NOT NULL,
            reports BIGINT NOT NULL,
            PRIMARY KEY (issue_id, number)
        )
        """,
        """
        CREATE TABLE feedback_issue_day (
            issue_id TEXT NOT NULL REFERENCES feedback_issue (id),
            day BIGINT NOT NULL,
            reports BIGINT NOT NULL,
            PRIMARY KEY (issue_id, day)
        )
        """,
        // What members wrote to all reporters of a problem.
        """
        CREATE TABLE feedback_reply (
            id TEXT PRIMARY KEY,
            issue_id TEXT NOT NULL REFERENCES feedback_issue (id),
            text TEXT NOT NULL,
            written_by TEXT NOT NULL REFERENCES person (id),
            written_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX feedback_reply_by_issue ON feedback_reply (issue_id, id)",
        // What happened to a problem, oldest first. A projection of the journal.
        """
        CREATE TABLE feedback_event (
            issue_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            actor TEXT,
            payload TEXT NOT NULL,
            PRIMARY KEY (issue_id, sequence)
        )
        """,
        // The daily runs, by the installation's day (since 1970). A lease lets one node do each.
        """
        CREATE TABLE feedback_run (
            day BIGINT PRIMARY KEY,
            due_at BIGINT NOT NULL,
            began_at BIGINT NOT NULL,
            ended_at BIGINT,
            reports BIGINT NOT NULL DEFAULT 0,
            issues BIGINT NOT NULL DEFAULT 0,
            lease TEXT,
            leased_until BIGINT
        )
        """,
        // The failures of the users who reported.
        "CREATE INDEX event_failure_by_user ON event_failure (app_id, pseudonym, at)",
    ]
}
