package import Domain
import Storage

/// Chooses what happens when the evidence against the running gray release is enough.
package struct SetGuardAction: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ action: GuardAction, on number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionGray)
        try await platform.change(by: try app.person()) { change in
            _ = try change.guarded(number, of: app.id)
            try change.choose(action, of: app.id)
        }
    }
}

/// Goes on with a gray release in spite of what the guard found, or without waiting for what it will find.
package struct OverruleGuard: Sendable {
    let platform: Platform

    package static let reasonLength = 2...200

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp, reason: String) async throws {
        try app.require(.versionGray)
        let (person, id, text) = (try app.person(), platform.world.id(), PlainText.line(reason))
        guard Self.reasonLength.contains(text.count) else {
            throw Refusal.invalid([
                FieldProblem(
                    field: "reason",
                    words: Words(
                        "请写 2 到 200 个字，说明为什么可以继续。",
                        "Say in 2 to 200 characters why it may go on."
                    )
                )
            ])
        }
        try await platform.change(by: person) { change in
            let release = try change.guarded(number, of: app.id)
            var record = try change.guardRecord(of: release)
            let found = record.state.crossed.filter { !record.state.overruled.contains($0) }
            guard !found.isEmpty || release.heldSince != nil else { throw Refusal.nothingToOverrule }
            record.state.overrule()
            record.changedAt = change.now
            let writes = GuardWrites(db: change.db)
            try writes.store(record, of: release)
            try writes.addDecision(id, on: release.version, found, reason: text, by: person, at: change.now)
            try change.resumeHeldSteps(of: release, until: change.now)
            let event = JournalEvent.guardOverruled(version: release.version, number: release.number, causes: found)
            try change.record(event, in: app.id)
        }
    }
}

extension Change {
    /// Chooses it for the gray release that runs, with the mini program's lock held.
    func choose(_ action: GuardAction, of app: ID<MiniProgram>) throws {
        guard let release = try GuardQueries(db).running(of: app), release.action != action else { return }
        try GuardWrites(db: db).set(action, of: release.gray)
        // What waits for a verdict waits no more where the guard only tells.
        if action == .tell { try resumeHeldSteps(of: release, until: nil) }
        let event = JournalEvent.guardActionChanged(version: release.version, number: release.number, action: action)
        try record(event, in: app)
    }

    /// The running gray release of this version, with the mini program's lock held.
    fileprivate func guarded(_ number: VersionNumber, of app: ID<MiniProgram>) throws -> GuardedRelease {
        guard try InformationWrites(db: db).lock(app), try VersionQueries(db).id(of: number, in: app) != nil else {
            throw Refusal.notFound
        }
        guard let release = try GuardQueries(db).running(of: app), release.number == number else {
            throw Refusal.notGuarded
        }
        return release
    }
}

extension GuardAction {
    /// A word of the API or a form.
    static func read(_ word: String) throws(Refusal) -> GuardAction {
        if let action = GuardAction(rawValue: word) { return action }
        let choices = allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalid([FieldProblem(field: "on_stop", words: Words("只能是：\(choices)。", "One of: \(choices)."))])
    }
}

extension Refusal {
    static let notGuarded = conflict(
        "GRAY_NOT_RUNNING",
        Words("这个版本没有在灰度，没有可以监控的。", "No gray release of this version runs, so there is nothing to guard.")
    )
    static let nothingToOverrule = conflict(
        "GUARD_NOTHING_TO_OVERRULE",
        Words("灰度监控没有拦住什么，可以直接操作。", "The guard holds nothing back. Go on as you like.")
    )
}
