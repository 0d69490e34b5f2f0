import Domain
import Storage

/// What follows from the evidence, in the same transaction.
extension Change {
    /// Stops, or says that it may go on.
    func decide(_ record: inout GuardRecord, on release: GuardedRelease, isAlone: Bool) throws {
        if let cause = record.state.takeStop() {
            try stop(cause, record.state, release)
        } else if record.state.verdict(isAlone: isAlone) == .goOn {
            try pass(&record, release)
        }
    }

    private func stop(_ cause: GuardCause, _ state: GuardState, _ release: GuardedRelease) throws {
        let event = JournalEvent.guardStopped(
            version: release.version,
            number: release.number,
            evidence: state.evidence(of: cause),
            action: release.action
        )
        try record(event, in: release.app)
        switch release.action {
        case .pause: try pauseSchedule(of: release.app)
        case .end: try carryOut(.endGray, on: release.version, of: release.app)
        case .tell: break
        }
    }

    private func pass(_ record: inout GuardRecord, _ release: GuardedRelease) throws {
        try resumeHeldSteps(of: release, until: nil)
        // Once a share: each decision stands in the journal, with what it rests on.
        guard record.passedShare != release.share.ppm else { return }
        record.passedShare = release.share.ppm
        let evidence = record.state.evidence(of: .launchFailure)
        let event = JournalEvent.guardPassed(version: release.version, number: release.number, evidence: evidence)
        try self.record(event, in: release.app)
    }

    /// Lets the steps of a schedule that waited go on: what is left comes later by as long as it waited.
    ///
    /// - Parameter until: steps due until then are taken without a verdict.
    func resumeHeldSteps(of release: GuardedRelease, until: Instant?) throws {
        guard release.heldSince != nil else { return }
        let plan = try GrayScheduleQueries(db).plan(of: release.app)
        if let plan, let first = plan.left.first, first.at < now {
            let left = GraySchedule.shifted(plan.left, byMilliseconds: now.milliseconds - first.at.milliseconds)
            try GrayScheduleWrites(db: db).replaceSteps(of: plan.gray, left)
        }
        try GuardWrites(db: db).letGo(release.gray, until: until)
    }

    /// Whether a planned step must wait; the first time it does, it says so.
    func holdsBack(_ step: GraySchedule.Step, of app: ID<MiniProgram>) throws -> Bool {
        guard let release = try GuardQueries(db).running(of: app), release.action != .tell,
            let record = try GuardQueries(db).record(of: release.draw)
        else {
            // Nothing was ever reported about it: there is nothing to wait for.
            return false
        }
        if let until = release.letUntil, step.at <= until { return false }
        let released = try ReleaseLineQueries(db).line(of: app).released
        guard record.state.launchFailure.gray.users + record.state.launchFailure.control.users > 0,
            record.state.verdict(isAlone: released == nil) != .goOn
        else { return false }
        guard release.heldSince == nil else { return true }
        try GuardWrites(db: db).hold(release.gray, since: now)
        let event = JournalEvent.guardHeld(version: release.version, number: release.number, share: step.share)
        try self.record(event, in: app)
        return true
    }
}
