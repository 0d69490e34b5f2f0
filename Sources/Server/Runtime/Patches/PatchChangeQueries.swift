import Domain
import Storage

/// A patch that a worker holds until its lease ends.
struct PatchJob: Sendable {
    let pair: PatchPair
    /// Which taking this is: a later one makes this one's result void.
    let turn: Int
}

/// Writes which patches are wanted, and what came of them.
struct PatchWrites {
    let db: any Writing

    /// What a mini program's users may need after its releases changed: from every version that they got last to those that
    /// they get now. Patches to what is no longer among the last go, and those from what was taken down; their files go
    /// with the next clean-up. Needs the mini program's lock.
    func arrange(_ app: ID<MiniProgram>, at now: Instant) throws {
        let recent = try PatchQueries(db).recent(of: app)
        try db.execute(
            "DELETE FROM package_patch WHERE app_id = \(app) AND NOT \(Query.isIn("target", recent.map(\.package)))"
        )
        try db.execute(
            """
            DELETE FROM package_patch WHERE app_id = \(app) AND NOT EXISTS (
                SELECT 1 FROM version b WHERE b.package = package_patch.base AND b.app_id = package_patch.app_id
                    AND b.public_at IS NOT NULL AND b.status <> \(VersionStatus.takenDown))
            """
        )
        for target in recent where target.isServed {
            for base in recent where base.package != target.package {
                let pair = PatchPair(base: base.package, target: target.package)
                try add(pair, of: app, since: target.since, at: now)
            }
        }
    }

    /// A client asks. Whoever may not, or comes too late, changes nothing.
    func ask(for pair: PatchPair, at now: Instant) throws {
        guard let (app, _) = try PatchQueries(db).mayAsk(for: pair), try InformationWrites(db: db).lock(app),
            // Read again under the lock: two clients at once do not pass the limit.
            let (owner, since) = try PatchQueries(db).mayAsk(for: pair), owner == app
        else { return }
        try add(pair, of: app, since: since, at: now)
    }

    /// Forgets every patch of a mini program.
    func removeAll(of app: ID<MiniProgram>) throws {
        try db.execute("DELETE FROM package_patch WHERE app_id = \(app)")
    }

    private func add(_ pair: PatchPair, of app: ID<MiniProgram>, since: Instant, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO package_patch (target, base, app_id, state, target_at, due_at)
            VALUES (\(pair.target), \(pair.base), \(app), \(PatchState.waiting), \(since), \(now))
            ON CONFLICT (target, base) DO UPDATE SET target_at = excluded.target_at
            """
        )
    }

    /// Takes the next patch to make, that to the newest package first; nil where none is due.
    func claim(at now: Instant) throws -> PatchJob? {
        let row = try db.first(
            """
            SELECT target, base, tries FROM package_patch WHERE state = 'waiting' AND due_at <= \(now)
            ORDER BY target_at DESC LIMIT 1\(db.dialect.lockingFreeRows)
            """
        )
        guard let row else { return nil }
        let pair = PatchPair(base: try row.text("base"), target: try row.text("target"))
        let turn = try row.int("tries") + 1
        let until = now.adding(seconds: PatchLimits.leaseSeconds)
        try db.execute(
            """
            UPDATE package_patch SET tries = \(turn), due_at = \(until)
            WHERE target = \(pair.target) AND base = \(pair.base)
            """
        )
        return PatchJob(pair: pair, turn: turn)
    }

    /// Says what came of it. False where the lease went to somebody else, or the patch is no longer wanted.
    func finish(_ job: PatchJob, _ state: PatchState, _ file: Blobs.Content? = nil) throws -> Bool {
        try db.execute(
            """
            UPDATE package_patch SET state = \(state), blob = \(file?.sha256), size = \(file.map { Int64($0.size) })
            WHERE target = \(job.pair.target) AND base = \(job.pair.base) AND state = 'waiting'
                AND tries = \(job.turn)
            """
        ) == 1
    }
}
