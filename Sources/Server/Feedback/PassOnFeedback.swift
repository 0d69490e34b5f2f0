package import Domain
import Storage

/// Passes an urgent problem on at once, instead of at the next daily run.
package struct PassOnFeedback: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Throws `FEEDBACK_PASSED` when its members know already.
    package func callAsFunction(_ issue: ID<FeedbackIssue>, of app: AuthorisedApp) async throws {
        try app.require(.feedbackAssess)
        let settings = platform.settings
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                try FeedbackQueries(change.db).issue(issue, in: app.id) != nil
            else { throw Refusal.notFound }
            let count = try change.passOn(issue, before: nil, isUrgent: true, settings)
            guard count > 0 else { throw FeedbackAction.passOn.refusal(from: .passed) }
        }
    }
}

extension Change {
    /// Shows members the confirmed reports of a problem that they do not see yet, with its mini program held. Gives their number.
    ///
    /// - Parameter limit: only what was confirmed before; nil for all.
    @discardableResult
    func passOn(_ id: ID<FeedbackIssue>, before limit: Instant?, isUrgent: Bool, _ settings: Settings) throws -> Int {
        guard let issue = try FeedbackQueries(db).issue(id) else { return 0 }
        let writes = FeedbackPassWrites(db: db)
        let passed = try writes.pass(id, before: limit, at: now)
        guard !passed.isEmpty else { return 0 }
        try writes.count(passed, in: id) { settings.day(of: $0) }
        let totals = try writes.totals(of: id)
        let again = Self.again(passed, issue)
        let isFresh = issue.status.after(.passOn) != nil
        let status =
            issue.status.after(.passOn) ?? (again == nil ? issue.status : issue.status.after(.reopen)) ?? issue.status
        let begins = isFresh || again != nil
        let from = begins ? now : issue.clock?.from
        let clock =
            status.isOpen
            ? from.map { FeedbackClock(from: $0, kind: issue.kind, reports: totals.reports, now: now) } : nil
        try writes.update(
            id,
            to: FeedbackPassWrites.Outcome(
                status: status,
                passedAt: issue.passedAt ?? now,
                clock: clock,
                alarm: begins ? nil : issue.alarm,
                reports: totals.reports,
                users: totals.users,
                firstAt: min(issue.firstAt, passed.map(\.receivedAt).min() ?? issue.firstAt),
                lastAt: max(issue.lastAt, passed.map(\.receivedAt).max() ?? issue.lastAt)
            )
        )
        if isFresh {
            try record(
                .feedbackPassed(issue: id, kind: issue.kind, reports: passed.count, isUrgent: isUrgent),
                in: issue.app
            )
        } else if let again {
            try record(
                .feedbackReopened(issue: id, kind: issue.kind, number: again, reports: passed.count),
                in: issue.app
            )
        } else {
            try record(
                .feedbackGrew(issue: id, kind: issue.kind, reports: passed.count, total: totals.reports),
                in: issue.app
            )
        }
        return passed.count
    }

    /// The version on which a resolved problem was met again: the one that should have resolved it, or a later one.
    private static func again(_ passed: [FeedbackPassWrites.Passed], _ issue: FeedbackIssueRow) -> VersionNumber? {
        guard issue.status.after(.reopen) != nil, let resolved = issue.resolvedIn else { return nil }
        return passed.compactMap(\.number).filter { $0 >= resolved }.max()
    }
}
