package import Domain
import Storage

/// Begins a version's gray release, or enlarges it, optionally with a schedule for what comes after.
package struct SetGrayShare: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Acting by hand stops a schedule that runs; a new one takes its place.
    ///
    /// Throws `CAN_NOT_GRAY_WITHOUT_AUDIT_PASS`, `GRAY_STRATEGY_NOT_ALLOW_REDUCE`, `GRAY_VERSION_EXIST` and the refusals of a
    /// schedule.
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        share: GrayShare,
        schedule steps: [GraySchedule.Step] = []
    ) async throws {
        try app.require(.versionGray)
        let id: ID<GrayRelease> = platform.world.newID()
        guard let salt = CohortSalt(bytes: platform.world.bytes(CohortSalt.byteCount)) else { throw Refusal.notFound }
        try await platform.change(by: try app.person()) { change in
            let schedule = try GraySchedule(steps, after: share, now: change.now)
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).id(of: number, in: app.id)
            else { throw Refusal.notFound }
            let gray = try ReleaseLineQueries(change.db).gray(of: app.id)
            if gray?.version == version {
                // The same share with a schedule changes the schedule alone.
                if gray?.share != share || schedule.steps.isEmpty {
                    try change.carryOut(.enlargeGray(share, isScheduled: false), on: version, of: app.id)
                }
                try change.stopSchedule(of: app.id)
            } else {
                let command = VersionCommand.startGray(id, salt, share, isAutomatic: false)
                try change.carryOut(command, on: version, of: app.id)
            }
            if !schedule.steps.isEmpty { try change.begin(schedule, of: app.id) }
        }
    }
}
