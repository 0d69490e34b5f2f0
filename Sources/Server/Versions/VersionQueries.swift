package import Domain
package import Storage

/// One version as lists and pages show it.
package struct VersionRow: Sendable {
    package let id: ID<Version>
    package let number: VersionNumber
    package let status: VersionStatus
    /// Since when it has this status.
    package let statusAt: Instant
    package let description: String
    /// The package's SHA-256: the name of its blob.
    package let packageHash: String
    package let packageSize: Int64
    package let layout: InspectionReport.Layout
    package let errors: Int
    package let warnings: Int
    package let uploader: String
    package let uploaderLogin: String
    package let uploadedAt: Instant
    package let commit: String
    package let branch: String
    package let buildURL: String
    package let isExperience: Bool
    /// Data that it writes cannot be read by the version before it.
    package let isForwardOnly: Bool
    /// The base library that hosts need, where somebody set it.
    package let lowestBaseLibrary: String?

    init(_ row: Row) throws {
        id = try row.id("id")
        guard let number = VersionNumber(try row.text("number")) else {
            throw StorageError.column("number", "is not x.y.z")
        }
        self.number = number
        status = try row.word("status")
        statusAt = try row.instant("status_at")
        description = try row.text("description")
        packageHash = try row.text("package")
        packageSize = try row.int64("package_size")
        layout = try row.word("layout")
        errors = try row.int("errors")
        warnings = try row.int("warnings")
        uploader = try row.text("uploader")
        uploaderLogin = try row.text("uploader_login")
        uploadedAt = try row.instant("uploaded_at")
        commit = try row.text("commit_id")
        branch = try row.text("branch")
        buildURL = try row.text("build_url")
        isExperience = try row.bool("is_experience")
        isForwardOnly = try row.bool("forward_only")
        lowestBaseLibrary = try row.optionalText("lowest_base_library")
    }
}

/// What is asked about versions.
package struct VersionQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    static let columns: Query = """
        v.id, v.number, v.status, v.status_at, v.description, v.package, v.package_size, v.layout, v.errors, v.warnings,
        v.uploaded_at, v.commit_id, v.branch, v.build_url, v.forward_only, v.lowest_base_library, p.name AS uploader, p.login AS uploader_login,
        CASE WHEN e.version_id = v.id THEN 1 ELSE 0 END AS is_experience
        """
    static let tables: Query = """
        version v JOIN person p ON p.id = v.uploaded_by LEFT JOIN experience e ON e.app_id = v.app_id
        """

    /// The version with this number.
    package func version(_ number: VersionNumber, of app: ID<MiniProgram>) throws -> VersionRow? {
        try db.first(
            """
            SELECT \(Self.columns) FROM \(Self.tables) WHERE v.app_id = \(app) AND v.number_key = \(number.sortKey)
            """
        ).map(VersionRow.init)
    }

    /// Versions with one of these statuses, the largest number first, those below `before` only.
    package func versions(
        of app: ID<MiniProgram>,
        _ statuses: [VersionStatus],
        before: VersionNumber? = nil,
        limit: Int
    ) throws -> [VersionRow] {
        let below: Query = before.map { "AND v.number_key < \($0.sortKey)" } ?? .empty
        return try db.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE v.app_id = \(app) AND \(Query.isIn("v.status", statuses.map(\.rawValue))) \(below)
            ORDER BY v.number_key DESC LIMIT \(limit)
            """
        ).map(VersionRow.init)
    }

    /// Those on their way and the released one, the largest number first: few by the rules. Sorted here, since a database
    /// that shall give them in their order reads the whole history instead.
    package func active(of app: ID<MiniProgram>) throws -> [VersionRow] {
        let statuses = VersionStatus.allCases.filter { $0.isUnderway || $0 == .released }
        return try db.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE v.app_id = \(app) AND \(Query.isIn("v.status", statuses.map(\.rawValue)))
            """
        ).map(VersionRow.init).sorted { $0.number > $1.number }
    }

    /// All versions, the largest number first, those below `before` only.
    package func versions(of app: ID<MiniProgram>, before: VersionNumber?, limit: Int) throws -> [VersionRow] {
        let below: Query = before.map { "AND v.number_key < \($0.sortKey)" } ?? .empty
        return try db.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables) WHERE v.app_id = \(app) \(below)
            ORDER BY v.number_key DESC LIMIT \(limit)
            """
        ).map(VersionRow.init)
    }

    /// The largest number that is taken: of those uploaded and not deleted, and of those ever submitted.
    ///
    /// - Parameter deleted: a number that is counted as if its version were gone.
    package func largestNumber(
        of app: ID<MiniProgram>,
        without deleted: VersionNumber? = nil
    ) throws -> VersionNumber? {
        let others: Query = deleted.map { "AND number_key <> \($0.sortKey)" } ?? .empty
        let uploaded = try db.first(
            "SELECT number FROM version WHERE app_id = \(app) \(others) ORDER BY number_key DESC LIMIT 1"
        ).flatMap { VersionNumber(try $0.text("number")) }
        return [uploaded, try ReleaseLineQueries(db).largestSubmitted(of: app)].compactMap(\.self).max()
    }

    /// The version with this number, by its id.
    func id(of number: VersionNumber, in app: ID<MiniProgram>) throws -> ID<Version>? {
        try db.first("SELECT id FROM version WHERE app_id = \(app) AND number_key = \(number.sortKey)")?.id("id")
    }

    /// How many development versions there are: at most `VersionRules.mostInDevelopment`.
    package func developmentCount(of app: ID<MiniProgram>) throws -> Int {
        try db.first(
            "SELECT count(*) AS n FROM version WHERE app_id = \(app) AND status = \(VersionStatus.development)"
        )?.int("n") ?? 0
    }

    /// The oldest development version that is not the experience version: what makes room for another.
    func oldestInDevelopment(of app: ID<MiniProgram>) throws -> VersionRow? {
        try db.first(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE v.app_id = \(app) AND v.status = \(VersionStatus.development)
                AND (e.version_id IS NULL OR e.version_id <> v.id)
            ORDER BY v.number_key LIMIT 1
            """
        ).map(VersionRow.init)
    }

    /// The inspection report as stored.
    package func report(of version: ID<Version>) throws -> String? {
        try db.first("SELECT report FROM version_report WHERE version_id = \(version)")?.text("report")
    }
}
