import Domain
import Storage

/// Writes what was added up, in few statements of many rows. Rows are in the order of their keys, so that two nodes that write
/// the same ones wait for each other instead of deadlocking.
struct EventWrites {
    let db: any Writing

    /// Rows of one statement: few sizes, so that statements are prepared once, and far from the engines' limit of values.
    static let rowsAtOnce = 200

    /// The batches that were not counted before, which are noted as counted.
    func unseen(_ batches: [EventBatch], at now: Instant) throws -> [EventBatch] {
        var fresh: Set<String> = []
        for keys in batches.compactMap(\.key).sorted().pieces(of: Self.rowsAtOnce) {
            let rows = try db.rows(
                """
                INSERT INTO event_batch (batch_key, taken_at)
                VALUES \(Query.joined(keys.map { "(\($0), \(now))" }))
                ON CONFLICT (batch_key) DO NOTHING RETURNING batch_key
                """
            )
            for row in rows { fresh.insert(try row.text("batch_key")) }
        }
        return batches.filter { batch in batch.key.map { fresh.remove($0) != nil } ?? true }
    }

    func add(_ fold: EventFold, newID: () -> String) throws {
        try add(fold.sums)
        try add(fold.pages)
        try add(fold.visits)
        try ErrorWrites(db: db).add(fold.errors)
        for failures in fold.failures.pieces(of: Self.rowsAtOnce) { try add(failures, newID) }
    }

    private func add(_ sums: [EventScope: [EventCell: Int64]]) throws {
        let rows = sums.sorted { $0.key.isBefore($1.key) }.flatMap { scope, cells in
            cells.sorted { ($0.key.measure.rawValue, $0.key.bucket) < ($1.key.measure.rawValue, $1.key.bucket) }
                .map { (scope: scope, cell: $0.key, amount: $0.value) }
        }
        for piece in rows.pieces(of: Self.rowsAtOnce) {
            let values = piece.map { row -> Query in
                let (at, cell) = (row.scope, row.cell)
                return """
                    (\(at.app), \(at.minute), \(cell.measure), \(at.number.description), \(at.stage), \(cell.bucket), \
                    \(row.amount))
                    """
            }
            try db.execute(
                """
                INSERT INTO event_minute (app_id, minute, measure, number, stage, bucket, amount)
                VALUES \(Query.joined(values))
                ON CONFLICT (app_id, minute, measure, number, stage, bucket)
                DO UPDATE SET amount = event_minute.amount + excluded.amount
                """
            )
        }
    }

    private func add(_ pages: [PageScope: PageSums]) throws {
        let rows = pages.sorted { left, right in
            left.key.scope == right.key.scope
                ? left.key.page < right.key.page : left.key.scope.isBefore(right.key.scope)
        }
        for piece in rows.pieces(of: Self.rowsAtOnce) {
            let values = piece.map { key, sums -> Query in
                let at = key.scope
                return """
                    (\(at.app), \(at.minute), \(key.page), \(at.number.description), \(at.stage), \(sums.views), \
                    \(sums.stays), \(sums.stayTime), \(sums.failures))
                    """
            }
            try db.execute(
                """
                INSERT INTO event_page (app_id, minute, page, number, stage, views, stays, stay_time, failures)
                VALUES \(Query.joined(values))
                ON CONFLICT (app_id, minute, page, number, stage) DO UPDATE SET
                    views = event_page.views + excluded.views,
                    stays = event_page.stays + excluded.stays,
                    stay_time = event_page.stay_time + excluded.stay_time,
                    failures = event_page.failures + excluded.failures
                """
            )
        }
    }

    /// The earliest launch of all counts as the first, whoever writes it when.
    private func add(_ visits: [VisitScope: Visit]) throws {
        for piece in visits.sorted(by: { $0.key.isBefore($1.key) }).pieces(of: Self.rowsAtOnce) {
            let values = piece.map { at, visit -> Query in
                let launch = visit.launch
                return """
                    (\(at.app), \(at.day), \(at.draw), \(at.share), \(at.number.description), \(at.stage), \(at.pseudonym), \
                    \(visit.first), \(visit.visited), \(launch?.at), \(launch?.isSuccess), \(launch?.total), \
                    \(launch?.hadPackage), \(launch?.counts))
                    """
            }
            let isEarlier: Query = """
                excluded.launch_at IS NOT NULL
                AND (event_visit.launch_at IS NULL OR excluded.launch_at < event_visit.launch_at)
                """
            let isVisitEarlier: Query = """
                excluded.visited_at IS NOT NULL
                AND (event_visit.visited_at IS NULL OR excluded.visited_at < event_visit.visited_at)
                """
            let launch = ["launch_at", "launch_ok", "launch_time", "launch_present", "launch_counts"].map { name in
                let column = Query(stringLiteral: name)
                return "\(column) = CASE WHEN \(isEarlier) THEN excluded.\(column) ELSE event_visit.\(column) END"
                    as Query
            }
            try db.execute(
                """
                INSERT INTO event_visit (app_id, day, draw, share, number, stage, pseudonym, first_at, visited_at,
                    launch_at, launch_ok, launch_time, launch_present, launch_counts)
                VALUES \(Query.joined(values))
                ON CONFLICT (app_id, day, draw, share, number, stage, pseudonym) DO UPDATE SET
                    first_at = CASE WHEN excluded.first_at < event_visit.first_at THEN excluded.first_at
                        ELSE event_visit.first_at END,
                    visited_at = CASE WHEN \(isVisitEarlier) THEN excluded.visited_at ELSE event_visit.visited_at END,
                    \(Query.joined(launch))
                WHERE excluded.first_at < event_visit.first_at OR (\(isVisitEarlier)) OR (\(isEarlier))
                """
            )
        }
    }

    private func add(_ failures: some Collection<EventFailure>, _ newID: () -> String) throws {
        let values = failures.map { it -> Query in
            """
            (\(newID()), \(it.app), \(it.at), \(it.kind), \(it.receipt.number.description), \(it.receipt.stage), \
            \(it.receipt.pseudonym), \(it.subject), \(it.code), \(it.message), \(it.stack), \(it.page), \
            \(it.phone.device), \(it.phone.system), \(it.phone.baseLibrary?.description), \(it.fingerprint.text))
            """
        }
        try db.execute(
            """
            INSERT INTO event_failure (id, app_id, at, kind, number, stage, pseudonym, subject, code, message, stack, page,
                device, system, base_library, fingerprint)
            VALUES \(Query.joined(values))
            """
        )
    }
}

extension EventScope {
    fileprivate func isBefore(_ other: EventScope) -> Bool {
        (app.rawValue, minute, number, stage.rawValue)
            < (other.app.rawValue, other.minute, other.number, other.stage.rawValue)
    }
}

extension VisitScope {
    fileprivate func isBefore(_ other: VisitScope) -> Bool {
        // Pseudonyms are drawn: beyond them hardly anything is left to order.
        (app.rawValue, pseudonym, day, draw, share, number)
            < (other.app.rawValue, other.pseudonym, other.day, other.draw, other.share, other.number)
    }
}

extension Array {
    /// The same in pieces of at most so many.
    func pieces(of most: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: most).map { self[$0..<Swift.min($0 + most, count)] }
    }
}
