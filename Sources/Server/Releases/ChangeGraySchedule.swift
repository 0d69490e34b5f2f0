package import Domain
import Storage

/// Pauses a schedule, goes on with it, or stops it for good.
package struct ChangeGraySchedule: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter number: the version whose gray release is meant, where the caller names it.
    package func pause(_ app: AuthorisedApp, of number: VersionNumber? = nil) async throws {
        try await change(app, number, from: .running, to: .paused)
    }

    /// What is left comes later by the length of the pause, so that the steps stay as far apart as they were planned.
    package func resume(_ app: AuthorisedApp, of number: VersionNumber? = nil) async throws {
        try await change(app, number, from: .paused, to: .running)
    }

    package func stop(_ app: AuthorisedApp, of number: VersionNumber? = nil) async throws {
        try app.require(.versionGray)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            try change.checkGray(of: app.id, is: number)
            guard try change.stopSchedule(of: app.id) else { throw Refusal.noSchedule }
        }
    }

    private func change(
        _ app: AuthorisedApp,
        _ number: VersionNumber?,
        from: GraySchedule.State,
        to: GraySchedule.State
    ) async throws {
        try app.require(.versionGray)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            try change.checkGray(of: app.id, is: number)
            guard let plan = try GrayScheduleQueries(change.db).plan(of: app.id), plan.state == from else {
                throw Refusal.noSchedule
            }
            let writes = GrayScheduleWrites(db: change.db)
            var left = plan.left
            if to == .running, let pausedAt = plan.pausedAt {
                left = GraySchedule.shifted(left, bySeconds: change.now.seconds(since: pausedAt))
                try writes.replaceSteps(of: plan.gray, left)
            }
            try writes.set(to, of: plan.gray, pausedAt: to == .paused ? change.now : nil)
            try change.recordSchedule(of: app.id, to, left)
        }
    }
}

extension Change {
    /// Gives the gray release that runs now a schedule.
    func begin(_ schedule: GraySchedule, of app: ID<MiniProgram>) throws {
        guard let gray = try ReleaseLineQueries(db).gray(of: app) else { throw Refusal.noSchedule }
        let writes = GrayScheduleWrites(db: db)
        try writes.replaceSteps(of: gray.id, schedule.steps)
        try writes.set(.running, of: gray.id, pausedAt: nil)
        try recordSchedule(of: app, .running, schedule.steps)
    }

    /// Pauses the schedule of the gray release that runs now, if one takes steps.
    func pauseSchedule(of app: ID<MiniProgram>) throws {
        guard let plan = try GrayScheduleQueries(db).plan(of: app), plan.state == .running else { return }
        try GrayScheduleWrites(db: db).set(.paused, of: plan.gray, pausedAt: now)
        try recordSchedule(of: app, .paused, plan.left)
    }

    /// Stops the schedule of the gray release that runs now; false when it has none.
    @discardableResult
    func stopSchedule(of app: ID<MiniProgram>) throws -> Bool {
        guard let plan = try GrayScheduleQueries(db).plan(of: app), plan.state == .running || plan.state == .paused
        else { return false }
        let writes = GrayScheduleWrites(db: db)
        try writes.replaceSteps(of: plan.gray, [])
        try writes.set(.stopped, of: plan.gray, pausedAt: nil)
        try recordSchedule(of: app, .stopped, [])
        return true
    }

    /// Throws unless the version with this number is the gray one: whoever names another looks at an old page.
    fileprivate func checkGray(of app: ID<MiniProgram>, is number: VersionNumber?) throws {
        guard let number else { return }
        guard let version = try VersionQueries(db).id(of: number, in: app) else { throw Refusal.notFound }
        guard try ReleaseLineQueries(db).gray(of: app)?.version == version else { throw Refusal.noSchedule }
    }

    fileprivate func recordSchedule(
        of app: ID<MiniProgram>,
        _ state: GraySchedule.State,
        _ steps: [GraySchedule.Step]
    ) throws {
        let line = try ReleaseLineQueries(db).line(of: app)
        guard let gray = line.gray, let entry = line.entries[gray.version] else { return }
        let event = JournalEvent.grayScheduleChanged(
            version: entry.id,
            number: entry.number,
            state: state,
            steps: steps
        )
        try record(event, in: app)
    }
}

extension Refusal {
    static let noSchedule = conflict(
        "GRAY_SCHEDULE_NOT_EXIST",
        Words("没有在进行的灰度计划。可以扩大灰度时新建一个。", "No schedule is under way. Make one when you enlarge the gray release.")
    )
}
