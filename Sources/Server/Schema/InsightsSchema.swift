import Domain

extension Schema {
    static let insights = [
        // One row for each mini program that reports: whoever writes holds it, so that of two nodes one counts users after the
        // other. `last_at`: when events came last.
        """
        CREATE TABLE event_app (
            app_id TEXT PRIMARY KEY,
            last_at BIGINT NOT NULL
        )
        """,
        // Sums as in `event_minute`, of hours and days by the installation's clocks (since 1970). The measure stands before the
        // time: a chart reads one stretch of the key for each of its measures.
        """
        CREATE TABLE event_figure (
            app_id TEXT NOT NULL,
            unit TEXT NOT NULL CHECK (unit IN (\(words(FigureUnit.self)))),
            measure TEXT NOT NULL,
            at BIGINT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            bucket BIGINT NOT NULL,
            amount BIGINT NOT NULL,
            PRIMARY KEY (app_id, unit, measure, at, number, stage, bucket)
        )
        """,
        "CREATE INDEX event_figure_by_time ON event_figure (unit, at)",
        """
        CREATE TABLE event_page_day (
            app_id TEXT NOT NULL,
            day BIGINT NOT NULL,
            page TEXT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            views BIGINT NOT NULL,
            stays BIGINT NOT NULL,
            stay_time BIGINT NOT NULL,
            failures BIGINT NOT NULL,
            PRIMARY KEY (app_id, day, page, number, stage)
        )
        """,
        "CREATE INDEX event_page_day_by_time ON event_page_day (day)",
        // Users, each counted once: by version and stage, empty standing for all of them.
        """
        CREATE TABLE event_people (
            app_id TEXT NOT NULL,
            unit TEXT NOT NULL CHECK (unit IN (\(words(FigureUnit.self)))),
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN ('', \(words(RuntimeReceipt.Stage.self)))),
            at BIGINT NOT NULL,
            visitors BIGINT NOT NULL,
            arrivals BIGINT NOT NULL,
            fresh BIGINT NOT NULL,
            week BIGINT NOT NULL,
            month BIGINT NOT NULL,
            PRIMARY KEY (app_id, unit, number, stage, at)
        )
        """,
        "CREATE INDEX event_people_by_time ON event_people (unit, at)",
        // In which hours of a day a user was there, as bits: needed as long as events of that day are taken.
        """
        CREATE TABLE event_attendance (
            app_id TEXT NOT NULL,
            day BIGINT NOT NULL,
            pseudonym TEXT NOT NULL,
            number TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (\(words(RuntimeReceipt.Stage.self)))),
            hours BIGINT NOT NULL,
            PRIMARY KEY (app_id, day, pseudonym, number, stage)
        )
        """,
        "CREATE INDEX event_attendance_by_day ON event_attendance (day)",
        // What the first visit was of; empty where it was before this was kept. `recent`: the last 31 days as bits.
        "ALTER TABLE event_visitor ADD COLUMN first_number TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE event_visitor ADD COLUMN first_stage TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE event_visitor ADD COLUMN recent BIGINT NOT NULL DEFAULT 1",
        "CREATE INDEX event_minute_by_time ON event_minute (minute)",
        "CREATE INDEX event_page_by_time ON event_page (minute)",
    ]
}
