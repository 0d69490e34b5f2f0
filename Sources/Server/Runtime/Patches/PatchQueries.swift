import Domain
import Storage

/// Reads which patches there are and which there could be.
struct PatchQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Patch: Sendable {
        let state: PatchState
        /// Name and size of the file, once it is made.
        let file: (blob: String, size: Int64)?
    }

    /// A version that users got.
    struct Public: Sendable {
        let package: String
        /// Whether some users get it now.
        let isServed: Bool
        let since: Instant
    }

    /// The patch of this pair; nil where nobody asked for it.
    func patch(_ pair: PatchPair) throws -> Patch? {
        try db.first(
            "SELECT state, blob, size FROM package_patch WHERE target = \(pair.target) AND base = \(pair.base)"
        ).map { row in
            let (blob, size) = (try row.optionalText("blob"), try row.optionalInt64("size"))
            return Patch(state: try row.word("state"), file: blob.flatMap { name in size.map { (name, $0) } })
        }
    }

    /// The mini program for which a client may ask for this patch: both packages reached users of it and neither was taken
    /// down, the wanted one is among those that users got last, and there are not too many patches to it. Nil where none.
    func mayAsk(for pair: PatchPair) throws -> (app: ID<MiniProgram>, since: Instant)? {
        guard pair.base != pair.target else { return nil }
        let row = try db.first(
            """
            SELECT t.app_id FROM version t JOIN version b ON b.app_id = t.app_id
                JOIN mini_program a ON a.id = t.app_id
            WHERE t.package = \(pair.target) AND t.public_at IS NOT NULL AND t.status <> \(VersionStatus.takenDown)
                AND b.package = \(pair.base) AND b.public_at IS NOT NULL AND b.status <> \(VersionStatus.takenDown)
                AND a.closed_at IS NULL
            ORDER BY t.status_at DESC LIMIT 1
            """
        )
        guard let row else { return nil }
        let app: ID<MiniProgram> = try row.id("app_id")
        guard let target = try recent(of: app).first(where: { $0.package == pair.target }) else { return nil }
        let count = try db.first("SELECT count(*) AS n FROM package_patch WHERE target = \(pair.target)")?.int("n") ?? 0
        return count < PatchLimits.basesOfATarget ? (app, target.since) : nil
    }

    /// What users got last, each package once: first what they get now.
    func recent(of app: ID<MiniProgram>) throws -> [Public] {
        let served: Query = "status IN (\(VersionStatus.released), \(VersionStatus.gray))"
        let current = try versions("app_id = \(app) AND \(served)")
        let past = try versions(
            """
            app_id = \(app) AND public_at IS NOT NULL AND NOT \(served) AND status <> \(VersionStatus.takenDown)
            ORDER BY status_at DESC LIMIT \(PatchLimits.recent)
            """
        )
        var seen: Set<String> = []
        return Array((current + past).filter { seen.insert($0.package).inserted }.prefix(PatchLimits.recent))
    }

    private func versions(_ condition: Query) throws -> [Public] {
        try db.rows("SELECT package, status, status_at FROM version WHERE \(condition)").map { row in
            let status: VersionStatus = try row.word("status")
            return Public(
                package: try row.text("package"),
                isServed: status == .released || status == .gray,
                since: try row.instant("status_at")
            )
        }
    }

    /// Whether a worker has something to do.
    func isDue(at now: Instant) throws -> Bool {
        try db.first("SELECT target FROM package_patch WHERE state = 'waiting' AND due_at <= \(now) LIMIT 1") != nil
    }
}
