package import Domain
package import Storage

/// The schedule of a gray release, with the steps still to come.
package struct GrayPlan: Sendable {
    package let gray: ID<GrayRelease>
    package let state: GraySchedule.State
    package let pausedAt: Instant?
    package let left: [GraySchedule.Step]
}

package struct GrayScheduleQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// The schedule of the gray release that runs now; nil when it has none.
    package func plan(of app: ID<MiniProgram>) throws -> GrayPlan? {
        let row = try db.first(
            """
            SELECT id, schedule_state, paused_at FROM gray_release
            WHERE app_id = \(app) AND ended_at IS NULL AND schedule_state IS NOT NULL
            """
        )
        guard let row else { return nil }
        let gray: ID<GrayRelease> = try row.id("id")
        let steps = try db.rows(
            "SELECT at, share FROM gray_step WHERE gray_id = \(gray) AND done_at IS NULL ORDER BY position"
        ).map { step in
            guard let share = GrayShare(ppm: try step.int("share")) else {
                throw StorageError.column("share", "is no share")
            }
            return GraySchedule.Step(at: try step.instant("at"), share: share)
        }
        return GrayPlan(
            gray: gray,
            state: try row.word("schedule_state"),
            pausedAt: try row.optionalInstant("paused_at"),
            left: steps
        )
    }

    /// Mini programs with a step whose time has come; closed ones take no step any more.
    func due(at now: Instant, limit: Int) throws -> [ID<MiniProgram>] {
        try db.rows(
            """
            SELECT DISTINCT g.app_id FROM gray_step s JOIN gray_release g ON g.id = s.gray_id
                JOIN mini_program a ON a.id = g.app_id
            WHERE s.done_at IS NULL AND s.at <= \(now) AND g.schedule_state = 'running' AND g.ended_at IS NULL
                AND g.held_since IS NULL AND a.closed_at IS NULL
            LIMIT \(limit)
            """
        ).map { try $0.id("app_id") }
    }
}

struct GrayScheduleWrites {
    let db: any Writing

    /// Puts steps in the place of those that were not taken yet.
    func replaceSteps(of gray: ID<GrayRelease>, _ steps: [GraySchedule.Step]) throws {
        try db.execute("DELETE FROM gray_step WHERE gray_id = \(gray) AND done_at IS NULL")
        let taken = try db.first("SELECT count(*) AS n FROM gray_step WHERE gray_id = \(gray)")?.int("n") ?? 0
        for (index, step) in steps.enumerated() {
            try db.execute(
                """
                INSERT INTO gray_step (gray_id, position, at, share)
                VALUES (\(gray), \(taken + index), \(step.at), \(step.share.ppm))
                """
            )
        }
    }

    func finishSteps(of gray: ID<GrayRelease>, until time: Instant, at now: Instant) throws {
        try db.execute(
            """
            UPDATE gray_step SET done_at = \(now)
            WHERE gray_id = \(gray) AND done_at IS NULL AND at <= \(time)
            """
        )
    }

    func set(_ state: GraySchedule.State, of gray: ID<GrayRelease>, pausedAt: Instant?) throws {
        try db.execute(
            """
            UPDATE gray_release SET schedule_state = \(state), paused_at = \(pausedAt), held_since = NULL
            WHERE id = \(gray)
            """
        )
    }
}
