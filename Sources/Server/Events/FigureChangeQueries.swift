import Domain
import Storage

/// Writes the sums of hours and days, and counts users, in the transaction in which the minutes are written.
struct FigureWrites {
    let db: any Writing

    private static let rowsAtOnce = EventWrites.rowsAtOnce

    /// Holds the mini programs, in the order of their ids, until the transaction ends.
    func hold(_ apps: Set<ID<MiniProgram>>, at now: Instant) throws {
        for piece in apps.sorted(by: { $0.rawValue < $1.rawValue }).pieces(of: Self.rowsAtOnce) {
            try db.execute(
                """
                INSERT INTO event_app (app_id, last_at) VALUES \(Query.joined(piece.map { "(\($0), \(now))" }))
                ON CONFLICT (app_id) DO UPDATE SET last_at = excluded.last_at
                """
            )
        }
    }

    func add(_ fold: EventFold, hour: @escaping @Sendable (Instant) -> Int64, at now: Instant) throws {
        try hold(Set(fold.sums.keys.map(\.app)), at: now)
        try add(fold.figures)
        try add(fold.pageDays)
        var counts = VisitorCounts(hour: hour)
        counts.add(fold.attendance, known: try known(fold.attendance.keys))
        counts.add(fold.visitors, known: try known(fold.visitors.keys))
        try write(counts.attendance)
        try write(counts.visitors)
        try add(counts.changes)
    }

    private func add(_ figures: [FigureScope: [EventCell: Int64]]) throws {
        let rows = figures.flatMap { scope, cells in
            cells.map { cell, amount -> Query in
                """
                (\(scope.app), \(scope.unit), \(cell.measure), \(scope.at), \(scope.number.description), \(scope.stage), \
                \(cell.bucket), \(amount))
                """
            }
        }
        for piece in rows.pieces(of: Self.rowsAtOnce) {
            try db.execute(
                """
                INSERT INTO event_figure (app_id, unit, measure, at, number, stage, bucket, amount)
                VALUES \(Query.joined(piece))
                ON CONFLICT (app_id, unit, measure, at, number, stage, bucket)
                DO UPDATE SET amount = event_figure.amount + excluded.amount
                """
            )
        }
    }

    private func add(_ pages: [PageDay: PageSums]) throws {
        for piece in Array(pages).pieces(of: Self.rowsAtOnce) {
            let values = piece.map { at, sums -> Query in
                """
                (\(at.app), \(at.day), \(at.page), \(at.number.description), \(at.stage), \(sums.views), \(sums.stays), \
                \(sums.stayTime), \(sums.failures))
                """
            }
            try db.execute(
                """
                INSERT INTO event_page_day (app_id, day, page, number, stage, views, stays, stay_time, failures)
                VALUES \(Query.joined(values))
                ON CONFLICT (app_id, day, page, number, stage) DO UPDATE SET
                    views = event_page_day.views + excluded.views,
                    stays = event_page_day.stays + excluded.stays,
                    stay_time = event_page_day.stay_time + excluded.stay_time,
                    failures = event_page_day.failures + excluded.failures
                """
            )
        }
    }

    /// What is known of the same users on the same days.
    private func known(_ wanted: some Sequence<Attendance>) throws -> [Attendance: HoursOfDay] {
        let keys = Set(wanted.map { "\($0.app)/\($0.day)/\($0.pseudonym)" })
        let unique = Dictionary(
            wanted.map { ("\($0.app)/\($0.day)/\($0.pseudonym)", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var known: [Attendance: HoursOfDay] = [:]
        for piece in keys.compactMap({ unique[$0] }).pieces(of: Self.rowsAtOnce) {
            let values = piece.map { "(\($0.app), \($0.day), \($0.pseudonym))" as Query }
            let rows = try db.rows(
                """
                WITH wanted (app_id, day, pseudonym) AS (VALUES \(Query.joined(values)))
                SELECT a.app_id, a.day, a.pseudonym, a.number, a.stage, a.hours
                FROM wanted w JOIN event_attendance a
                    ON a.app_id = w.app_id AND a.day = w.day AND a.pseudonym = w.pseudonym
                """
            )
            for row in rows {
                guard let number = VersionNumber(try row.text("number")) else { continue }
                let key = Attendance(
                    app: try row.id("app_id"),
                    pseudonym: try row.text("pseudonym"),
                    day: try row.int64("day"),
                    number: number,
                    stage: try row.word("stage")
                )
                known[key] = HoursOfDay(rawValue: try row.int64("hours"))
            }
        }
        return known
    }

    private func known(_ wanted: some Sequence<EventVisitor.Scope>) throws -> [EventVisitor.Scope: EventVisitor] {
        var known: [EventVisitor.Scope: EventVisitor] = [:]
        for piece in Array(wanted).pieces(of: Self.rowsAtOnce) {
            let values = piece.map { "(\($0.app), \($0.pseudonym))" as Query }
            let rows = try db.rows(
                """
                WITH wanted (app_id, pseudonym) AS (VALUES \(Query.joined(values)))
                SELECT v.app_id, v.pseudonym, v.first_at, v.first_number, v.first_stage, v.last_day, v.recent
                FROM wanted w JOIN event_visitor v ON v.app_id = w.app_id AND v.pseudonym = w.pseudonym
                """
            )
            for row in rows {
                let key = EventVisitor.Scope(app: try row.id("app_id"), pseudonym: try row.text("pseudonym"))
                let first = EventVisitor.First(
                    at: try row.instant("first_at"),
                    number: VersionNumber(try row.text("first_number")),
                    stage: RuntimeReceipt.Stage(rawValue: try row.text("first_stage"))
                )
                known[key] = EventVisitor(
                    first: first,
                    lastDay: try row.int64("last_day"),
                    recent: try row.int64("recent")
                )
            }
        }
        return known
    }

    private func write(_ attendance: [Attendance: HoursOfDay]) throws {
        let rows = attendance.map { at, hours -> Query in
            "(\(at.app), \(at.day), \(at.pseudonym), \(at.number.description), \(at.stage), \(hours.rawValue))"
        }
        for piece in rows.pieces(of: Self.rowsAtOnce) {
            try db.execute(
                """
                INSERT INTO event_attendance (app_id, day, pseudonym, number, stage, hours) VALUES \(Query.joined(piece))
                ON CONFLICT (app_id, day, pseudonym, number, stage) DO UPDATE SET hours = excluded.hours
                """
            )
        }
    }

    private func write(_ visitors: [EventVisitor.Scope: EventVisitor]) throws {
        let rows = visitors.map { at, visitor -> Query in
            let first = visitor.first
            return """
                (\(at.app), \(at.pseudonym), \(first.at), \(first.number?.description ?? ""), \
                \(first.stage?.rawValue ?? ""), \(visitor.lastDay), \(visitor.recent))
                """
        }
        for piece in rows.pieces(of: Self.rowsAtOnce) {
            try db.execute(
                """
                INSERT INTO event_visitor (app_id, pseudonym, first_at, first_number, first_stage, last_day, recent)
                VALUES \(Query.joined(piece))
                ON CONFLICT (app_id, pseudonym) DO UPDATE SET first_at = excluded.first_at,
                    first_number = excluded.first_number, first_stage = excluded.first_stage,
                    last_day = excluded.last_day, recent = excluded.recent
                """
            )
        }
    }

    private func add(_ changes: [VisitorCounts.Scope: VisitorCounts.Change]) throws {
        let rows = changes.filter { !$0.value.isNothing }.map { at, change -> Query in
            """
            (\(at.app), \(at.unit), \(at.number?.description ?? ""), \(at.stage?.rawValue ?? ""), \(at.at), \
            \(change.visitors), \(change.arrivals), \(change.fresh), \(change.week), \(change.month))
            """
        }
        for piece in rows.pieces(of: Self.rowsAtOnce) {
            try db.execute(
                """
                INSERT INTO event_people (app_id, unit, number, stage, at, visitors, arrivals, fresh, week, month)
                VALUES \(Query.joined(piece))
                ON CONFLICT (app_id, unit, number, stage, at) DO UPDATE SET
                    visitors = event_people.visitors + excluded.visitors,
                    arrivals = event_people.arrivals + excluded.arrivals,
                    fresh = event_people.fresh + excluded.fresh,
                    week = event_people.week + excluded.week,
                    month = event_people.month + excluded.month
                """
            )
        }
    }
}
