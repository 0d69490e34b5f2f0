import Domain
import Storage

/// Writes what host apps reported about gray releases, in few statements of many rows, in the order of their keys.
struct GuardOutcomeWrites {
    let db: any Writing

    private static let rowsAtOnce = 200

    func add(_ fold: EventFold, at now: Instant) throws { try add(fold.outcomes, fold.troubles, at: now) }

    func add(_ outcomes: [GuardRow.Scope: GuardRow], _ troubles: Set<GuardTrouble>, at now: Instant) throws {
        let rows = outcomes.sorted { $0.key.isBefore($1.key) }
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
            let values = rows[start..<min(start + Self.rowsAtOnce, rows.count)].map { at, row -> Query in
                """
                (\(at.draw), \(at.kind), \(at.pseudonym), \(at.share), \(row.group), \(row.at), \(row.hasFailed), \
                \(row.duration), \(row.standing), \(GuardRow.due(at.kind, writtenAt: now)))
                """
            }
            // The earliest counts as the first, whoever writes it when, until it was read.
            try db.execute(
                """
                INSERT INTO guard_outcome (draw, kind, pseudonym, share, side, at, failed, duration, standing, due_at)
                VALUES \(Query.joined(values))
                ON CONFLICT (draw, kind, pseudonym, share) DO UPDATE SET
                    side = excluded.side, at = excluded.at, failed = excluded.failed, duration = excluded.duration,
                    standing = excluded.standing
                WHERE guard_outcome.read_at IS NULL AND excluded.at < guard_outcome.at
                """
            )
        }
        try add(troubles, at: now)
    }

    private func add(_ troubles: Set<GuardTrouble>, at now: Instant) throws {
        let troubles = troubles.sorted {
            ($0.draw, $0.pseudonym, $0.kind.rawValue, $0.at) < ($1.draw, $1.pseudonym, $1.kind.rawValue, $1.at)
        }
        for start in stride(from: 0, to: troubles.count, by: Self.rowsAtOnce) {
            let values = troubles[start..<min(start + Self.rowsAtOnce, troubles.count)].map { it -> Query in
                "(\(it.draw), \(it.pseudonym), \(it.group), \(it.kind), \(it.at), \(now))"
            }
            try db.execute(
                """
                INSERT INTO guard_trouble (draw, pseudonym, side, kind, at, taken_at) VALUES \(Query.joined(values))
                ON CONFLICT (draw, pseudonym, side, kind, at) DO NOTHING
                """
            )
        }
    }

    /// From now on it is final, and will not be read again.
    func markRead(_ outcomes: [GuardOutcome], of draw: String, at now: Instant) throws {
        for (kind, group) in Dictionary(grouping: outcomes, by: \.kind).sorted(by: { $0.key.rawValue < $1.key.rawValue }
        ) {
            let keys = group.map { "(\($0.pseudonym), \($0.share))" as Query }
            try db.execute(
                """
                UPDATE guard_outcome SET read_at = \(now)
                WHERE draw = \(draw) AND kind = \(kind) AND (pseudonym, share) IN (\(Query.joined(keys)))
                """
            )
        }
    }

    private static let piece = 5_000

    /// Each says whether there may be more to take away.
    func removeOutcomes(before: Instant) throws -> Bool {
        try db.execute(
            """
            DELETE FROM guard_outcome WHERE (draw, kind, pseudonym, share) IN (
                SELECT draw, kind, pseudonym, share FROM guard_outcome
                WHERE due_at < \(before) ORDER BY due_at LIMIT \(Self.piece))
            """
        ) == Self.piece
    }

    func removeTroubles(before: Instant) throws -> Bool {
        try db.execute(
            """
            DELETE FROM guard_trouble WHERE (draw, pseudonym, side, kind, at) IN (
                SELECT draw, pseudonym, side, kind, at FROM guard_trouble
                WHERE taken_at < \(before) ORDER BY taken_at LIMIT \(Self.piece))
            """
        ) == Self.piece
    }
}

/// An outcome that is read now.
struct GuardOutcome: Sendable {
    let kind: GuardRow.Kind
    let pseudonym: String
    let share: Int
    let group: GuardGroup
    let at: Instant
    let hasFailed: Bool
    let duration: Int64?
    let standing: GuardStanding
    /// The same user was read at another share already.
    let isKnown: Bool
    let hasWhiteScreen: Bool
    let hasScriptError: Bool
}

struct GuardOutcomeQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// What was not read yet and may be by now, in the order in which it became due.
    func due(of draw: String, at now: Instant, limit: Int) throws -> [GuardOutcome] {
        func followed(_ kind: RuntimeEvent.Kind) -> Query {
            let end = GuardRow.windowSeconds * 1_000
            return """
                EXISTS (SELECT 1 FROM guard_trouble t WHERE t.draw = o.draw AND t.pseudonym = o.pseudonym
                    AND t.side = o.side AND t.kind = \(kind) AND t.at > o.at - 1000 AND t.at <= o.at + \(end))
                """
        }
        return try db.rows(
            """
            SELECT o.kind, o.pseudonym, o.share, o.side, o.at, o.failed, o.duration, o.standing,
                CASE WHEN EXISTS (SELECT 1 FROM guard_outcome e WHERE e.draw = o.draw AND e.kind = o.kind
                    AND e.pseudonym = o.pseudonym AND e.share <> o.share AND e.read_at IS NOT NULL
                    AND e.standing = \(GuardStanding.counts)) THEN 1 ELSE 0 END AS is_known,
                CASE WHEN o.kind = \(GuardRow.Kind.trouble) AND \(followed(.whiteScreen)) THEN 1 ELSE 0 END AS white,
                CASE WHEN o.kind = \(GuardRow.Kind.trouble) AND \(followed(.scriptError)) THEN 1 ELSE 0 END AS script
            FROM guard_outcome o WHERE o.draw = \(draw) AND o.read_at IS NULL AND o.due_at <= \(now)
            ORDER BY o.due_at, o.pseudonym, o.kind, o.share LIMIT \(limit)
            """
        ).map { row in
            GuardOutcome(
                kind: try row.word("kind"),
                pseudonym: try row.text("pseudonym"),
                share: try row.int("share"),
                group: try row.word("side"),
                at: try row.instant("at"),
                hasFailed: try row.bool("failed"),
                duration: try row.optionalInt64("duration"),
                standing: try row.word("standing"),
                isKnown: try row.bool("is_known"),
                hasWhiteScreen: try row.bool("white"),
                hasScriptError: try row.bool("script")
            )
        }
    }

    /// The time that nine of ten launches of the released version, the package being on the phone, did not exceed in the hour
    /// before; nil where there were too few to say.
    func usualTime(of app: ID<MiniProgram>, _ number: VersionNumber, before now: Instant) throws -> Int64? {
        let minute = now.milliseconds / 60_000
        let rows = try db.rows(
            """
            SELECT bucket, CAST(sum(amount) AS BIGINT) AS amount FROM event_minute
            WHERE app_id = \(app) AND minute >= \(minute - 60) AND minute < \(minute)
                AND measure = \(EventMeasure.readyLaunchTotals) AND number = \(number.description)
                AND stage = \(RuntimeReceipt.Stage.release)
            GROUP BY bucket ORDER BY bucket
            """
        ).map { (bucket: try $0.int("bucket"), amount: try $0.int("amount")) }
        let all = rows.reduce(0) { $0 + $1.amount }
        guard all >= Self.leastTimes else { return nil }
        var seen = 0
        for row in rows {
            seen += row.amount
            if seen * 10 >= all * 9 { return DurationBuckets.times(in: row.bucket).upperBound }
        }
        return nil
    }

    /// Launches of an hour below which no usual time is taken from them.
    private static let leastTimes = 30
}

extension GuardRow.Scope {
    fileprivate func isBefore(_ other: GuardRow.Scope) -> Bool {
        (draw, kind.rawValue, pseudonym, share) < (other.draw, other.kind.rawValue, other.pseudonym, other.share)
    }
}
