import Domain
import Storage

/// Tells members when a quarter of the time for a problem is left, and when it ran out: each once. Every node looks twice a
/// minute; what was said stands in the row that is changed with the journal's entry.
package struct FeedbackAlarms: RecurringWork {
    package static let name = "deadlines of feedback"
    package static let interval = Duration.seconds(30)
    package let platform: Platform

    private static let batch = 50

    package init(platform: Platform) { self.platform = platform }

    package func work() async throws { while try await tick() >= Self.batch {} }

    /// Says what is due, up to a batch, and gives the number of problems that were looked at.
    @discardableResult
    package func tick() async throws -> Int {
        let now = platform.world.now()
        let due = try await platform.engine.read { try FeedbackQueries($0).due(at: now, limit: Self.batch) }
        for issue in due {
            try await platform.change(by: nil) { change in
                _ = try InformationWrites(db: change.db).lock(issue.app)
                // As it is now: somebody may have resolved it, or another node may have said it.
                guard let row = try FeedbackQueries(change.db).issue(issue.id) else { return }
                let alarm = row.clock?.alarm(at: change.now, after: row.alarm)
                let said = alarm ?? row.alarm
                try FeedbackHandleWrites(db: change.db).said(said, next: row.clock?.next(after: said), of: row.id)
                guard let alarm, let clock = row.clock else { return }
                try change.record(
                    .feedbackAlarmed(issue: row.id, kind: row.kind, alarm: alarm, due: clock.due),
                    in: row.app
                )
            }
        }
        return due.count
    }
}
