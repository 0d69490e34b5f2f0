import Domain
import Storage

/// The one way in which a version moves: load the line under the mini program's lock, let the rules decide, write what changed
/// and record what happened.
extension Change {
    /// Carries a command out in this transaction.
    func carryOut(
        _ command: VersionCommand,
        on number: VersionNumber,
        of app: ID<MiniProgram>,
        through channel: ActionChannel = .byHand
    ) throws {
        guard try InformationWrites(db: db).lock(app), let version = try VersionQueries(db).id(of: number, in: app)
        else { throw Refusal.notFound }
        try carryOut(command, on: version, of: app, through: channel)
    }

    /// The same for a version that is known, with the lock held already.
    func carryOut(
        _ command: VersionCommand,
        on version: ID<Version>,
        of app: ID<MiniProgram>,
        through channel: ActionChannel = .byHand
    ) throws {
        let old = try ReleaseLineQueries(db).line(of: app, with: version)
        let events = try old.events(of: command, on: version, by: actor, through: channel)
        var new = old
        for event in events { new.apply(event, by: actor) }
        if let cancelled = events.cancelledExperience {
            guard try ExperienceWrites(db: db).cancel(cancelled, of: app) else { throw Refusal.somebodyWasFirst }
        }
        try ReleaseLineWrites(db: db).store(new, over: old, of: app, by: actor, at: now)
        if new.leadsUsersElsewhere(than: old) { try PatchWrites(db: db).arrange(app, at: now) }
        if case .release = command { try PublishedInformationWrites(db: db).publish(app, at: now) }
        for event in events { try record(event, in: app) }
    }
}

extension ReleaseLine {
    /// Whether a version began or ceased to be handed out.
    fileprivate func leadsUsersElsewhere(than old: ReleaseLine) -> Bool {
        let outside: Set<VersionStatus> = [.gray, .released, .takenDown]
        return entries.values.contains { entry in
            guard let before = old.entries[entry.id]?.status, before != entry.status else { return false }
            return outside.contains(before) || outside.contains(entry.status)
        }
    }
}

extension [JournalEvent] {
    /// The version that stops being the experience version by these events.
    fileprivate var cancelledExperience: ID<Version>? {
        for case .experienceCancelled(let version, _) in self { return version }
        return nil
    }
}
