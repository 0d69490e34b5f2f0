package import Domain
package import Storage

/// Who a version is for.
package enum ReleaseStage: String, Sendable { case release, gray }

/// A stretch of time in which a share of the users got a version.
package struct ReleasePeriod: Sendable, Hashable {
    /// The journal entry that began it.
    package let sequence: Int64
    package let version: ID<Version>
    package let number: VersionNumber
    package let stage: ReleaseStage
    package let share: GrayShare
    package let begin: Instant
    /// Nil while it lasts.
    package let end: Instant?
}

/// What is read from the history of releases.
package struct ReleaseHistoryQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// What happened to a version, oldest first; what came after `sequence` only.
    package func timeline(of version: ID<Version>, after sequence: Int64 = 0, limit: Int) throws -> [ActivityRow] {
        try db.rows(
            """
            SELECT e.sequence, e.at, e.payload, p.name
            FROM version_event e LEFT JOIN person p ON p.id = e.actor
            WHERE e.version_id = \(version) AND e.sequence > \(sequence) ORDER BY e.sequence LIMIT \(limit)
            """
        ).map(ActivityRow.init)
    }

    /// What happened to a version, newest first.
    package func newest(of version: ID<Version>, before sequence: Int64 = .max, limit: Int) throws -> [ActivityRow] {
        try db.rows(
            """
            SELECT e.sequence, e.at, e.payload, p.name
            FROM version_event e LEFT JOIN person p ON p.id = e.actor
            WHERE e.version_id = \(version) AND e.sequence < \(sequence) ORDER BY e.sequence DESC LIMIT \(limit)
            """
        ).map(ActivityRow.init)
    }

    /// Every period, newest first, each with the sequence of the entry that began it: the key of the next page.
    package func periods(of app: ID<MiniProgram>, before sequence: Int64 = .max, limit: Int) throws
        -> [(sequence: Int64, period: ReleasePeriod)]
    {
        try db.rows(
            """
            SELECT sequence, version_id, number, stage, share, begins_at, ends_at FROM release_period
            WHERE app_id = \(app) AND sequence < \(sequence) ORDER BY sequence DESC LIMIT \(limit)
            """
        ).map { (try $0.int64("sequence"), try Self.period($0)) }
    }

    /// Where a page of the history ends: the next one begins after it.
    package struct Cursor: Sendable, Equatable {
        package let begin: Instant
        package let sequence: Int64
    }

    /// The periods that touch a stretch of time, the latest first, those after a place in the list only.
    package func periods(
        of app: ID<MiniProgram>,
        from begin: Instant,
        to end: Instant,
        after cursor: Cursor? = nil,
        limit: Int
    ) throws -> [ReleasePeriod] {
        let rest: Query = cursor.map { "AND (begins_at, sequence) < (\($0.begin), \($0.sequence))" } ?? .empty
        return try db.rows(
            """
            SELECT sequence, version_id, number, stage, share, begins_at, ends_at FROM release_period
            WHERE app_id = \(app) AND begins_at < \(end) AND (ends_at IS NULL OR ends_at > \(begin)) \(rest)
            ORDER BY begins_at DESC, sequence DESC LIMIT \(limit)
            """
        ).map(Self.period)
    }

    /// The share of the period that lasts now.
    func share(of app: ID<MiniProgram>, _ stage: ReleaseStage) throws -> GrayShare? {
        try db.first(
            "SELECT share FROM release_period WHERE app_id = \(app) AND stage = \(stage) AND ends_at IS NULL"
        ).flatMap { GrayShare(ppm: try $0.int("share")) }
    }

    private static func period(_ row: Row) throws -> ReleasePeriod {
        guard let share = GrayShare(ppm: try row.int("share")) else {
            throw StorageError.column("share", "is no share")
        }
        return ReleasePeriod(
            sequence: try row.int64("sequence"),
            version: try row.id("version_id"),
            number: try row.number("number"),
            stage: try row.word("stage"),
            share: share,
            begin: try row.instant("begins_at"),
            end: try row.optionalInstant("ends_at")
        )
    }
}

/// What the projections of the release history write.
struct ReleaseHistoryWrites {
    let db: any Writing

    func add(_ entry: JournalEntry, of version: ID<Version>) throws {
        try db.execute(
            """
            INSERT INTO version_event (version_id, sequence, at, actor, payload)
            VALUES (\(version), \(entry.sequence), \(entry.at), \(entry.actor), \(entry.payload))
            ON CONFLICT (version_id, sequence) DO NOTHING
            """
        )
    }

    func clearTimelines() throws { try db.execute("DELETE FROM version_event") }

    /// Repeating it changes nothing.
    func begin(_ period: ReleasePeriod, of app: ID<MiniProgram>) throws {
        try db.execute(
            """
            INSERT INTO release_period (app_id, sequence, version_id, number, stage, share, begins_at)
            VALUES (\(app), \(period.sequence), \(period.version), \(period.number.description), \(period.stage),
                \(period.share.ppm), \(period.begin))
            ON CONFLICT (app_id, sequence, stage) DO NOTHING
            """
        )
    }

    /// Ends the period that lasts now, of this version only where one is named; not the one that `sequence` began.
    func end(
        _ stage: ReleaseStage,
        of app: ID<MiniProgram>,
        at now: Instant,
        _ version: ID<Version>? = nil,
        unless sequence: Int64 = 0
    ) throws {
        let those: Query = version.map { "AND version_id = \($0)" } ?? .empty
        try db.execute(
            """
            UPDATE release_period SET ends_at = \(now)
            WHERE app_id = \(app) AND stage = \(stage) AND ends_at IS NULL AND sequence <> \(sequence) \(those)
            """
        )
    }

    func clearPeriods() throws { try db.execute("DELETE FROM release_period") }
}
