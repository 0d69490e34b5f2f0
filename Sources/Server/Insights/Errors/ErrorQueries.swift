import Domain
import Storage

/// Groups of errors, as members read them.
struct ErrorQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    enum Order: String, CaseIterable, Sendable { case newest, most }

    /// Which groups a list shows.
    enum Filter: Hashable, Sendable {
        case all
        case kind(RuntimeEvent.Kind)
        /// Those that a version met at a stage, by when it met them last.
        case release(ErrorRelease)
    }

    struct Group: Sendable {
        let fingerprint: ErrorFingerprint
        let kind: RuntimeEvent.Kind
        let subject: String?
        let code: String?
        let message: String?
        let page: String?
        let first: Instant
        let last: Instant
        let failures: Int
        let users: Int
        /// Where this row stands in its list.
        let key: Int64

        var cursor: Cursor { Cursor(key: key, fingerprint: fingerprint.text) }
    }

    struct Cursor: Sendable, Equatable {
        let key: Int64
        let fingerprint: String

        init(key: Int64, fingerprint: String) { (self.key, self.fingerprint) = (key, fingerprint) }

        init?(text: String) {
            let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let key = Int64(parts[0]), ErrorFingerprint(text: String(parts[1])) != nil else {
                return nil
            }
            self.init(key: key, fingerprint: String(parts[1]))
        }

        var text: String { "\(key)~\(fingerprint)" }

        /// Before the first row of every list.
        static let start = Cursor(key: .max, fingerprint: "~")
    }

    struct Release: Sendable {
        let fingerprint: String
        let release: ErrorRelease
        let first: Instant
        let last: Instant
        let failures: Int
    }

    /// A failure as it came.
    struct Occurrence: Sendable {
        let at: Instant
        let release: ErrorRelease
        let message: String?
        let stack: String?
        let page: String?
        let device: String?
        let system: String?
        let baseLibrary: String?
    }

    func page(of app: ID<MiniProgram>, _ filter: Filter, _ order: Order, after: Cursor?, limit: Int) throws -> (
        rows: [Group], next: Cursor?
    ) {
        let start = after ?? .start
        let column: Query = order == .newest ? "e.last_at" : "e.failures"
        let columns: Query = """
            e.fingerprint, e.kind, e.subject, e.code, e.message, e.page, e.first_at, e.last_at, e.failures, e.users
            """
        let rows: [Row] =
            switch filter {
            case .all, .kind:
                try db.rows(
                    """
                    SELECT \(columns), \(column) AS place FROM event_error e
                    WHERE e.app_id = \(app) \(kind(filter))
                        AND (\(column), e.fingerprint) < (\(start.key), \(start.fingerprint))
                    ORDER BY \(column) DESC, e.fingerprint DESC LIMIT \(limit + 1)
                    """
                )
            case .release(let release):
                try db.rows(
                    """
                    SELECT \(columns), v.last_at AS place FROM event_error_version v
                    JOIN event_error e ON e.app_id = v.app_id AND e.fingerprint = v.fingerprint
                    WHERE v.app_id = \(app) AND v.number = \(release.number.description) AND v.stage = \(release.stage)
                        AND (v.last_at, v.fingerprint) < (\(start.key), \(start.fingerprint))
                    ORDER BY v.last_at DESC, v.fingerprint DESC LIMIT \(limit + 1)
                    """
                )
            }
        let groups = try rows.compactMap(Group.init)
        return (Array(groups.prefix(limit)), groups.count > limit ? groups[limit - 1].cursor : nil)
    }

    private func kind(_ filter: Filter) -> Query {
        if case .kind(let kind) = filter { "AND e.kind = \(kind)" } else { "" }
    }

    func group(_ fingerprint: ErrorFingerprint, of app: ID<MiniProgram>) throws -> Group? {
        try db.first(
            """
            SELECT fingerprint, kind, subject, code, message, page, first_at, last_at, failures, users, last_at AS place
            FROM event_error WHERE app_id = \(app) AND fingerprint = \(fingerprint.text)
            """
        ).flatMap(Group.init)
    }

    /// The versions that met each of the groups.
    func releases(of groups: [Group], in app: ID<MiniProgram>) throws -> [Release] {
        guard !groups.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT fingerprint, number, stage, first_at, last_at, failures FROM event_error_version
            WHERE app_id = \(app) AND fingerprint IN (\(Query.joined(groups.map { "\($0.fingerprint.text)" })))
            """
        ).map { row in
            Release(
                fingerprint: try row.text("fingerprint"),
                release: try ErrorRelease(row),
                first: try row.instant("first_at"),
                last: try row.instant("last_at"),
                failures: try row.int("failures")
            )
        }
    }

    /// Failures a day of each group, by day.
    func days(of groups: [Group], in app: ID<MiniProgram>, from day: Int64) throws -> [String: [Int64: Int]] {
        guard !groups.isEmpty else { return [:] }
        var days: [String: [Int64: Int]] = [:]
        for row in try db.rows(
            """
            SELECT fingerprint, day, failures FROM event_error_day
            WHERE app_id = \(app) AND fingerprint IN (\(Query.joined(groups.map { "\($0.fingerprint.text)" })))
                AND day >= \(day)
            """
        ) {
            days[try row.text("fingerprint"), default: [:]][try row.int64("day")] = try row.int("failures")
        }
        return days
    }

    /// The newest failures of a group.
    func occurrences(of fingerprint: ErrorFingerprint, in app: ID<MiniProgram>, limit: Int) throws -> [Occurrence] {
        try db.rows(
            """
            SELECT at, number, stage, message, stack, page, device, system, base_library FROM event_failure
            WHERE app_id = \(app) AND fingerprint = \(fingerprint.text) ORDER BY at DESC LIMIT \(limit)
            """
        ).map { row in
            Occurrence(
                at: try row.instant("at"),
                release: try ErrorRelease(row),
                message: try row.optionalText("message"),
                stack: try row.optionalText("stack"),
                page: try row.optionalText("page"),
                device: try row.optionalText("device"),
                system: try row.optionalText("system"),
                baseLibrary: try row.optionalText("base_library")
            )
        }
    }

    /// The archive of source maps that was uploaded with a version.
    func sourceMaps(of number: VersionNumber, in app: ID<MiniProgram>) throws -> String? {
        try db.first(
            """
            SELECT source_maps FROM version
            WHERE app_id = \(app) AND number_key = \(number.sortKey)
            """
        )?.optionalText("source_maps")
    }
}

extension ErrorQueries.Group {
    /// Nil for a row that a newer program wrote.
    fileprivate init?(_ row: Row) throws {
        guard let fingerprint = ErrorFingerprint(text: try row.text("fingerprint")) else { return nil }
        self.init(
            fingerprint: fingerprint,
            kind: try row.word("kind"),
            subject: try row.optionalText("subject"),
            code: try row.optionalText("code"),
            message: try row.optionalText("message"),
            page: try row.optionalText("page"),
            first: try row.instant("first_at"),
            last: try row.instant("last_at"),
            failures: try row.int("failures"),
            users: try row.int("users"),
            key: try row.int64("place")
        )
    }
}

extension ErrorRelease {
    fileprivate init(_ row: Row) throws {
        guard let number = VersionNumber(try row.text("number")) else {
            throw StorageError.column("number", "is not x.y.z")
        }
        self.init(number: number, stage: try row.word("stage"))
    }
}
