import Domain
import Storage

/// Takes away what has been kept long enough, a piece at a time, so that no other writer waits long.
struct EventRemovals {
    let db: any Writing

    static let batchSeconds: Int64 = 48 * 3600
    static let failureSeconds: Int64 = 30 * 86_400
    static let visitDays: Int64 = 400
    /// Longer than a gray release with a schedule lasts.
    static let outcomeSeconds: Int64 = 60 * 86_400
    /// Longer than any event is late.
    static let attendanceDays: Int64 = 3

    private static let piece = 5_000

    /// Each says whether there may be more to take away.
    func batches(before: Instant) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_batch WHERE batch_key IN (
                SELECT batch_key FROM event_batch WHERE taken_at < \(before) ORDER BY taken_at LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    func failures(before: Instant) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_failure WHERE id IN (
                SELECT id FROM event_failure WHERE at < \(before) ORDER BY at LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    func errorUsers(before: Instant) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_error_user WHERE (app_id, fingerprint, pseudonym) IN (
                SELECT app_id, fingerprint, pseudonym FROM event_error_user
                WHERE at < \(before) ORDER BY at LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    func errorDays(before day: Int64) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_error_day WHERE (app_id, fingerprint, day) IN (
                SELECT app_id, fingerprint, day FROM event_error_day
                WHERE day < \(day) ORDER BY day LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    /// Errors that no longer happen, with the versions that met them.
    func errors(before: Instant) throws -> Bool {
        let gone = try db.rows(
            "SELECT app_id, fingerprint FROM event_error WHERE last_at < \(before) ORDER BY last_at LIMIT \(Self.piece)"
        )
        for row in gone {
            let (app, fingerprint) = (try row.text("app_id"), try row.text("fingerprint"))
            for table: Query in ["event_error_version", "event_error"] {
                try db.execute("DELETE FROM \(table) WHERE app_id = \(app) AND fingerprint = \(fingerprint)")
            }
        }
        return gone.count == Self.piece
    }

    func visits(before day: Int64) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_visit WHERE (app_id, day, draw, share, number, stage, pseudonym) IN (
                SELECT app_id, day, draw, share, number, stage, pseudonym FROM event_visit
                WHERE day < \(day) ORDER BY day LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    func visitors(before day: Int64) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_visitor WHERE (app_id, pseudonym) IN (
                SELECT app_id, pseudonym FROM event_visitor WHERE last_day < \(day) ORDER BY last_day LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    /// Minutes are forgotten first: hours and days hold the same sums.
    func minutes(before minute: Int64) throws -> Bool {
        let figures = try db.execute(
            """
            DELETE FROM event_minute WHERE (app_id, minute, measure, number, stage, bucket) IN (
                SELECT app_id, minute, measure, number, stage, bucket FROM event_minute
                WHERE minute < \(minute) ORDER BY minute LIMIT \(Self.piece))
            """
        )
        let pages = try db.execute(
            """
            DELETE FROM event_page WHERE (app_id, minute, page, number, stage) IN (
                SELECT app_id, minute, page, number, stage FROM event_page
                WHERE minute < \(minute) ORDER BY minute LIMIT \(Self.piece))
            """
        )
        return figures == Self.piece || pages == Self.piece
    }

    /// Hours or days before one.
    func figures(of unit: FigureUnit, before at: Int64) throws -> Bool {
        let figures = try db.execute(
            """
            DELETE FROM event_figure WHERE (app_id, unit, measure, at, number, stage, bucket) IN (
                SELECT app_id, unit, measure, at, number, stage, bucket FROM event_figure
                WHERE unit = \(unit) AND at < \(at) ORDER BY at LIMIT \(Self.piece))
            """
        )
        let people = try db.execute(
            """
            DELETE FROM event_people WHERE (app_id, unit, number, stage, at) IN (
                SELECT app_id, unit, number, stage, at FROM event_people
                WHERE unit = \(unit) AND at < \(at) ORDER BY at LIMIT \(Self.piece))
            """
        )
        return figures == Self.piece || people == Self.piece
    }

    func pages(before day: Int64) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_page_day WHERE (app_id, day, page, number, stage) IN (
                SELECT app_id, day, page, number, stage FROM event_page_day
                WHERE day < \(day) ORDER BY day LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    func attendance(before day: Int64) throws -> Bool {
        try db.execute(
            """
            DELETE FROM event_attendance WHERE (app_id, day, pseudonym, number, stage) IN (
                SELECT app_id, day, pseudonym, number, stage FROM event_attendance
                WHERE day < \(day) ORDER BY day LIMIT \(Self.piece))
            """
        ) == Self.piece
    }
}
