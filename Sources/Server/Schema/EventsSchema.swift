import Domain

extension Schema {
    static let events = [
        // Batches that were counted, so that one sent again is not: mini program, user and the host app's id of the batch.
        """
        CREATE TABLE event_batch (
            batch_key TEXT PRIMARY KEY,
            taken_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX event_batch_by_time ON event_batch (taken_at)",
        // Sums by the minute (since 1970, UTC), version and stage; `bucket` is that of a time, or 0. Rows add up, of minutes as
        // of nodes. Without a reference to the mini program: none is ever removed, and every row would be checked.
        """
        CREATE TABLE event_minute (
            app_id TEXT NOT NULL,
            minute BIGINT NOT NULL,
            measure TEXT NOT NULL CHECK (measure IN (\(words(EventMeasure.self)))),
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            bucket BIGINT NOT NULL,
            amount BIGINT NOT NULL,
            PRIMARY KEY (app_id, minute, measure, number, stage, bucket)
        )
        """,
        // The same for pages; what goes beyond a number of names stands under `*`.
        """
        CREATE TABLE event_page (
            app_id TEXT NOT NULL,
            minute BIGINT NOT NULL,
            page TEXT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            views BIGINT NOT NULL,
            stays BIGINT NOT NULL,
            stay_time BIGINT NOT NULL,
            failures BIGINT NOT NULL,
            PRIMARY KEY (app_id, minute, page, number, stage)
        )
        """,
        // A host app's user of a version on a day (since 1970, by the installation's zone), under a keyed pseudonym. While a
        // gray release runs apart by its draw (salt and version) and share, so that each user counts once in it, and whether
        // as many are inside as should be can be told for each share. Launch: how the first one went.
        """
        CREATE TABLE event_visit (
            app_id TEXT NOT NULL,
            day BIGINT NOT NULL,
            draw TEXT NOT NULL,
            share BIGINT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            pseudonym TEXT NOT NULL,
            first_at BIGINT NOT NULL,
            visited_at BIGINT,
            launch_at BIGINT,
            launch_ok BIGINT CHECK (launch_ok IN (0, 1)),
            launch_time BIGINT,
            launch_present BIGINT CHECK (launch_present IN (0, 1)),
            launch_counts BIGINT CHECK (launch_counts IN (0, 1)),
            PRIMARY KEY (app_id, day, draw, share, number, stage, pseudonym)
        )
        """,
        "CREATE INDEX event_visit_by_day ON event_visit (day)",
        // Who ever visited: whoever has no earlier moment is new.
        """
        CREATE TABLE event_visitor (
            app_id TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            first_at BIGINT NOT NULL,
            last_day BIGINT NOT NULL,
            PRIMARY KEY (app_id, pseudonym)
        )
        """,
        "CREATE INDEX event_visitor_by_first ON event_visitor (app_id, first_at)",
        "CREATE INDEX event_visitor_by_day ON event_visitor (last_day)",
        // Failures as they came.
        """
        CREATE TABLE event_failure (
            id TEXT PRIMARY KEY,
            app_id TEXT NOT NULL,
            at BIGINT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN (\(words(RuntimeEvent.Kind.self)))),
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            pseudonym TEXT NOT NULL,
            subject TEXT,
            code TEXT,
            message TEXT,
            stack TEXT,
            page TEXT,
            device TEXT,
            system TEXT,
            base_library TEXT
        )
        """,
        "CREATE INDEX event_failure_by_app ON event_failure (app_id, at)",
        "CREATE INDEX event_failure_by_time ON event_failure (at)",
    ]
}
