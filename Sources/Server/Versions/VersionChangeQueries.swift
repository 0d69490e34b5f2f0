import Domain
import Storage

/// Changes of versions.
struct VersionWrites {
    let db: any Writing

    /// What a new version is.
    struct New: Sendable {
        let id: ID<Version>
        let app: ID<MiniProgram>
        let number: VersionNumber
        let description: String
        let content: Blobs.Content
        let report: InspectionReport
        let storedReport: String
        let uploader: ID<Person>
        let commit: String
        let branch: String
        let buildURL: String
        let sourceMaps: String?
    }

    /// A development version with its report. Throws `StorageError.uniqueViolation` when the number is taken.
    func add(_ new: New, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO version (id, app_id, number, number_key, status, status_at, description, package, package_size,
                layout, errors, warnings, uploaded_by, uploaded_at, commit_id, branch, build_url, source_maps)
            VALUES (\(new.id), \(new.app), \(new.number.description), \(new.number.sortKey),
                \(VersionStatus.development), \(now), \(new.description), \(new.content.sha256), \(new.content.size),
                \(new.report.layout), \(new.report.count(.error)), \(new.report.count(.warning)), \(new.uploader),
                \(now), \(new.commit), \(new.branch), \(new.buildURL), \(new.sourceMaps))
            """
        )
        try db.execute(
            "INSERT INTO version_report (version_id, report) VALUES (\(new.id), \(new.storedReport))"
        )
    }

    /// Removes a development version with its report; false when it was not one any more.
    func delete(_ version: ID<Version>) throws -> Bool {
        let gone = try db.rows(
            """
            DELETE FROM version_report WHERE version_id IN
                (SELECT id FROM version WHERE id = \(version) AND status = \(VersionStatus.development))
            RETURNING version_id
            """
        )
        guard !gone.isEmpty else { return false }
        try db.execute("DELETE FROM submission_draft WHERE version_id = \(version)")
        return try db.execute(
            "DELETE FROM version WHERE id = \(version) AND status = \(VersionStatus.development)"
        ) == 1
    }
}
