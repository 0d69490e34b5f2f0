package import Domain
import Storage

/// Begins a version's gray release, or enlarges it, optionally with a schedule for what comes after.
package struct SetGrayShare: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// What whoever asks has seen: somebody else may have acted in the meantime.
    package enum Seen: Sendable, Equatable {
        /// Begins a gray release or enlarges the one that runs, whichever there is.
        case either
        /// No gray release of this version: one shall begin.
        case none
        /// One that runs, this one where it is named: it shall be enlarged and no other begun.
        case running(ID<GrayRelease>?)
    }

    /// - Parameter action: what happens when the guard has enough evidence against it; as it was where nil.
    ///
    /// Acting by hand stops a schedule that runs; a new one takes its place.
    ///
    /// Throws `CAN_NOT_GRAY_WITHOUT_AUDIT_PASS`, `GRAY_STRATEGY_NOT_ALLOW_REDUCE`, `GRAY_VERSION_EXIST`, `VERSION_MOVED_ON`
    /// when it is not as it was seen, and the refusals of a schedule.
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        share: GrayShare,
        schedule steps: [GraySchedule.Step] = [],
        onStop action: GuardAction? = nil,
        seen: Seen = .either
    ) async throws {
        try app.require(.versionGray)
        let (id, salt): (ID<GrayRelease>, _) = (platform.world.newID(), platform.world.salt())
        try await platform.change(by: try app.person()) { change in
            let schedule = try GraySchedule(steps, after: share, now: change.now)
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).id(of: number, in: app.id)
            else { throw Refusal.notFound }
            let gray = try ReleaseLineQueries(change.db).gray(of: app.id)
            switch (seen, gray?.version == version) {
            case (.none, true): throw Refusal.somebodyWasFirst
            case (.running(let id?), true) where id != gray?.id: throw Refusal.somebodyWasFirst
            case (.running, false):
                // Says what the status is and what it allows.
                try change.carryOut(.enlargeGray(share, isScheduled: false), on: version, of: app.id)
            default: break
            }
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
            if let action { try change.choose(action, of: app.id) }
        }
    }
}
