import Domain
import Storage

/// Reads what was reported about the gray releases that run, keeps the evidence, and acts on it: once a second on every node.
/// The mini program's lock lets each outcome be read once; what was read and what is known of it move in one transaction.
package struct GuardWatch: RecurringWork {
    package static let name = "guard"
    package let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func work() async throws { try await look() }

    /// Outcomes of one release that are read in one transaction.
    private static let mostAtOnce = 2_000

    /// Reads everything that is due and gives the number of outcomes.
    @discardableResult
    package func look() async throws -> Int {
        var count = 0
        while true {
            let now = platform.world.now()
            let apps = try await platform.engine.read { try GuardQueries($0).waiting(at: now, limit: 100) }
            let before = count
            for app in apps { count += try await read(app) }
            if count == before { return count }
        }
    }

    private func read(_ app: ID<MiniProgram>) async throws -> Int {
        try await platform.change(by: nil) { change in
            guard try InformationWrites(db: change.db).lock(app),
                let release = try GuardQueries(change.db).running(of: app)
            else { return 0 }
            let outcomes = try GuardOutcomeQueries(change.db).due(
                of: release.draw,
                at: change.now,
                limit: Self.mostAtOnce
            )
            let released = try ReleaseLineQueries(change.db).line(of: app).released?.number
            var record = try change.guardRecord(of: release)
            let reports = try change.takeFeedback(into: &record, of: release, released)
            guard !outcomes.isEmpty || reports > 0 else { return 0 }
            try change.take(outcomes, into: &record.state, of: app, released)
            try GuardOutcomeWrites(db: change.db).markRead(outcomes, of: release.draw, at: change.now)
            record.state.mark(change.now)
            record.changedAt = change.now
            try change.decide(&record, on: release, isAlone: released == nil)
            try GuardWrites(db: change.db).store(record, of: release)
            return outcomes.count + reports
        }
    }
}

extension Change {
    func guardRecord(of release: GuardedRelease) throws -> GuardRecord {
        try GuardQueries(db).record(of: release.draw)
            ?? GuardRecord(
                state: GuardState(),
                beganAt: now,
                changedAt: now,
                feedbackAt: release.startedAt,
                passedShare: nil
            )
    }

    /// Takes outcomes up, in their order.
    fileprivate func take(
        _ outcomes: [GuardOutcome],
        into state: inout GuardState,
        of app: ID<MiniProgram>,
        _ released: VersionNumber?
    ) throws {
        var usualTime: Int64?
        if let released, outcomes.contains(where: { $0.kind == .time }) {
            usualTime = try GuardOutcomeQueries(db).usualTime(of: app, released, before: now)
        }
        var seen: Set<String> = []
        for outcome in outcomes {
            guard outcome.standing == .counts else {
                if outcome.kind == .launch { state.leaveOut(outcome.standing) }
                continue
            }
            if outcome.kind == .launch, released != nil {
                state.addUser(outcome.group, share: Double(outcome.share) / Double(Cohort.places))
            }
            // One outcome a user, whatever the share was meanwhile.
            let isNew = seen.insert("\(outcome.kind.rawValue) \(outcome.pseudonym)").inserted
            guard isNew, !outcome.isKnown else { continue }
            switch outcome.kind {
            case .launch: state.addLaunch(outcome.group, hasFailed: outcome.hasFailed)
            case .trouble:
                state.addTrouble(
                    outcome.group,
                    hasWhiteScreen: outcome.hasWhiteScreen,
                    hasScriptError: outcome.hasScriptError
                )
            case .time:
                guard let usualTime, let duration = outcome.duration else { continue }
                state.addLaunchTime(outcome.group, isSlow: duration > usualTime)
            case .feedback: continue
            }
        }
    }
}
