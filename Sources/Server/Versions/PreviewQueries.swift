package import Domain
package import Storage

/// One upload without a number, for 24 hours.
package struct PreviewRow: Sendable {
    package let code: String
    package let app: ID<MiniProgram>
    package let packageHash: String
    package let packageSize: Int64
    package let layout: InspectionReport.Layout
    package let uploader: String
    package let createdAt: Instant
    package let expiresAt: Instant

    init(_ row: Row) throws {
        code = try row.text("code")
        app = try row.id("app_id")
        packageHash = try row.text("package")
        packageSize = try row.int64("package_size")
        layout = try row.word("layout")
        uploader = try row.text("uploader")
        createdAt = try row.instant("created_at")
        expiresAt = try row.instant("expires_at")
    }
}

/// What is asked about previews. Those whose time is over are as good as gone, also before they are removed.
package struct PreviewQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    private static let columns: Query = """
        w.code, w.app_id, w.package, w.package_size, w.layout, w.created_at, w.expires_at, p.name AS uploader
        """

    func preview(_ code: String, at now: Instant) throws -> PreviewRow? {
        try db.first(
            """
            SELECT \(Self.columns)
            FROM preview w JOIN person p ON p.id = w.created_by JOIN mini_program a ON a.id = w.app_id
            WHERE w.code = \(code) AND w.expires_at > \(now) AND a.closed_at IS NULL
            """
        ).map(PreviewRow.init)
    }

    /// Whether there was a preview of this code that is over, so that its page can say so.
    func isOver(_ code: String, at now: Instant) throws -> Bool {
        try db.first("SELECT code FROM preview WHERE code = \(code) AND expires_at <= \(now)") != nil
    }

    /// The newest previews of a mini program that still last.
    func previews(of app: ID<MiniProgram>, at now: Instant, limit: Int) throws -> [PreviewRow] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM preview w JOIN person p ON p.id = w.created_by
            WHERE w.expires_at > \(now) AND w.app_id = \(app) ORDER BY w.expires_at DESC, w.code LIMIT \(limit)
            """
        ).map(PreviewRow.init)
    }

    func report(of code: String) throws -> String? {
        try db.first("SELECT report FROM preview WHERE code = \(code)")?.text("report")
    }
}

/// Changes of previews.
struct PreviewWrites {
    let db: any Writing

    struct New: Sendable {
        let code: String
        let app: ID<MiniProgram>
        let packageHash: String
        let packageSize: Int64
        let layout: InspectionReport.Layout
        let report: String
        let uploader: ID<Person>
    }

    func add(_ new: New, at now: Instant, until end: Instant) throws {
        try db.execute(
            """
            INSERT INTO preview (code, app_id, package, package_size, layout, report, created_by, created_at, expires_at)
            VALUES (\(new.code), \(new.app), \(new.packageHash), \(new.packageSize), \(new.layout), \(new.report),
                \(new.uploader), \(now), \(end))
            """
        )
    }

    /// Ends a preview before its time; false when there was none.
    func end(_ code: String, of app: ID<MiniProgram>, at now: Instant) throws -> Bool {
        try db.execute(
            "UPDATE preview SET expires_at = \(now) WHERE code = \(code) AND app_id = \(app) AND expires_at > \(now)"
        ) == 1
    }

    func removeExpired(before limit: Instant) throws -> Int {
        try db.execute("DELETE FROM preview WHERE expires_at <= \(limit)")
    }
}
