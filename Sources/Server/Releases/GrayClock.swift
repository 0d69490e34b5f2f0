import Domain
import Storage

/// Takes the steps whose time has come: once a second on every node; the mini program's lock lets each happen once. A step waits
/// where the guard cannot say yet that it may be taken.
package struct GrayClock: RecurringWork {
    package static let name = "gray schedules"
    package let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func work() async throws { try await tick() }

    /// Takes every step that is due and gives the number of releases that grew. After a time without a server the last step
    /// that is due counts.
    @discardableResult
    package func tick() async throws -> Int {
        let now = platform.world.now()
        let due = try await platform.engine.read { try GrayScheduleQueries($0).due(at: now, limit: 100) }
        var count = 0
        for app in due where try await grow(app) { count += 1 }
        return count
    }

    private func grow(_ app: ID<MiniProgram>) async throws -> Bool {
        try await platform.change(by: nil) { change in
            guard try InformationWrites(db: change.db).lock(app),
                let plan = try GrayScheduleQueries(change.db).plan(of: app), plan.state == .running,
                let step = plan.left.last(where: { $0.at <= change.now })
            else { return false }
            let line = try ReleaseLineQueries(change.db).line(of: app)
            guard let gray = line.gray else { return false }
            if step.share > gray.share, try change.holdsBack(step, of: app) { return false }
            let writes = GrayScheduleWrites(db: change.db)
            try writes.finishSteps(of: plan.gray, until: step.at, at: change.now)
            if plan.left.last == step { try writes.set(.finished, of: plan.gray, pausedAt: nil) }
            guard step.share > gray.share else { return false }
            try change.carryOut(.enlargeGray(step.share, isScheduled: true), on: gray.version, of: app)
            return true
        }
    }
}
