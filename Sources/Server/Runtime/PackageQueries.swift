import Domain
import Storage

/// Whether a package may be handed out.
struct PackageQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    enum Standing: Sendable {
        /// Was gray or released to everybody.
        case open
        /// Never reached anybody.
        case closed
        /// Every version of it that reached somebody was taken down by force.
        case takenDown
    }

    func standing(of hash: PackageHash) throws -> Standing {
        let row = try db.first(
            """
            SELECT count(*) AS reached, coalesce(max(CASE WHEN status <> \(VersionStatus.takenDown) THEN 1 ELSE 0 END), 0)
                AS is_open
            FROM version WHERE package = \(hash.hex) AND public_at IS NOT NULL
            """
        )
        guard let row, try row.int("reached") > 0 else { return .closed }
        return try row.int("is_open") > 0 ? .open : .takenDown
    }

    /// Bytes of the package; nil where no version or preview has it.
    func size(of hash: PackageHash) throws -> Int64? {
        try db.first(
            """
            SELECT package_size FROM version WHERE package = \(hash.hex)
            UNION SELECT package_size FROM preview WHERE package = \(hash.hex) LIMIT 1
            """
        )?.int64("package_size")
    }
}
