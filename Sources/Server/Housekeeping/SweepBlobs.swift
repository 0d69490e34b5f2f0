import Domain
import Logging
import Storage

/// Removes the files that no row refers to.
struct SweepBlobs: Sendable {
    let platform: Platform

    /// How old an unused file must be: a row that is about to refer to it has had time enough, and so has whoever looks
    /// at a page that still names it.
    static let graceSeconds: Int64 = 3600

    /// The number of files that went.
    func callAsFunction() async throws -> Int {
        let now = platform.world.now()
        let limit = now.adding(seconds: -Self.graceSeconds)
        // Read before the sweep: what is referred to afterwards is younger than the limit.
        let used = try await platform.engine.read { try BlobReferences($0).all(at: now) }
        let blobs = platform.blobs
        let removed = try await offCooperativePool { try blobs.sweep(keeping: used, olderThan: limit) }
        if !removed.isEmpty { platform.logger.info("unused files removed", metadata: ["count": "\(removed.count)"]) }
        return removed.count
    }
}

/// Every column that names a file. A feature that stores files adds its own here, or loses them: the tests compare this
/// list with the schema.
struct BlobReferences {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    static let columns: [(table: String, column: String)] = [
        ("person", "picture"), ("mini_program", "logo"), ("picture", "hash"), ("version", "package"),
        ("version", "source_maps"), ("preview", "package"), ("published_information", "logo"),
        ("package_patch", "blob"), ("feedback_picture", "hash"),
    ]

    /// A preview's package counts while the preview lasts; its row stays a while longer.
    func all(at now: Instant) throws -> Set<String> {
        let parts = Self.columns.map { table, column in
            let whole = Query(stringLiteral: "SELECT \(column) AS name FROM \(table) WHERE \(column) IS NOT NULL")
            return table == "preview" ? whole + " AND expires_at > \(now)" : whole
        }
        return Set(try db.rows(Query.joined(parts, separator: " UNION ")).map { try $0.text("name") })
    }
}
