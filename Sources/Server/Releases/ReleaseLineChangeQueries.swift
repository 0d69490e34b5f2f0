import Domain
import Storage

/// Writes what a command changed in a release line.
struct ReleaseLineWrites {
    let db: any Writing

    /// Writes the differences between two lines of one mini program.
    ///
    /// Each write repeats the guard: a version whose status is no longer the one that was decided about is refused.
    func store(
        _ new: ReleaseLine,
        over old: ReleaseLine,
        of app: ID<MiniProgram>,
        by person: ID<Person>?,
        at now: Instant
    )
        throws
    {
        // Those that leave a place come first: the database allows one gray and one released version.
        let changed = new.entries.values.filter { $0 != old.entries[$0.id] }
            .sorted { !$0.status.holdsAPlace && $1.status.holdsAPlace }
        for entry in changed {
            guard let before = old.entries[entry.id] else { continue }
            try store(entry, over: before, at: now)
        }
        for id in old.entries.keys where new.entries[id] == nil {
            guard try VersionWrites(db: db).delete(id) else { throw Refusal.somebodyWasFirst }
        }
        try store(new.gray, over: old.gray, of: app, by: person, at: now)
        try storeMemory(of: new, over: old, app, at: now)
    }

    private func store(_ entry: ReleaseLine.Entry, over before: ReleaseLine.Entry, at now: Instant) throws {
        var moved: Query = entry.status == before.status ? .empty : ", status_at = \(now)"
        if entry.status == .released || entry.status == .gray {
            moved += ", public_at = coalesce(public_at, \(now))"
        }
        if entry.status == .released { moved += ", released_at = coalesce(released_at, \(now))" }
        let count = try db.execute(
            """
            UPDATE version SET status = \(entry.status), before_gray = \(entry.beforeGray),
                replaces_gray = \(entry.replaces), forward_only = \(entry.isForwardOnly),
                submitter = \(entry.submitter)\(moved)
            WHERE id = \(entry.id) AND status = \(before.status)
            """
        )
        guard count == 1 else { throw Refusal.somebodyWasFirst }
    }

    private func store(
        _ new: GrayRelease?,
        over old: GrayRelease?,
        of app: ID<MiniProgram>,
        by person: ID<Person>?,
        at now: Instant
    ) throws {
        if let old, old.id != new?.id {
            try db.execute(
                """
                UPDATE gray_release SET ended_at = \(now), schedule_state = CASE
                    WHEN schedule_state IN ('running', 'paused') THEN 'stopped' ELSE schedule_state END
                WHERE id = \(old.id)
                """
            )
            try GrayScheduleWrites(db: db).replaceSteps(of: old.id, [])
        }
        guard let new, new != old else { return }
        if new.id == old?.id {
            try db.execute(
                "UPDATE gray_release SET version_id = \(new.version), share = \(new.share.ppm) WHERE id = \(new.id)"
            )
        } else {
            try db.execute(
                """
                INSERT INTO gray_release (id, app_id, version_id, salt, share, started_at, started_by)
                VALUES (\(new.id), \(app), \(new.version), \(new.salt.hex), \(new.share.ppm), \(now), \(person))
                """
            )
        }
    }

    private func storeMemory(of new: ReleaseLine, over old: ReleaseLine, _ app: ID<MiniProgram>, at now: Instant) throws
    {
        let isFirst = old.largestReleased == nil && new.largestReleased != nil
        let released: Instant? = isFirst ? now : nil
        guard
            isFirst || new.previous != old.previous || new.wasRolledBack != old.wasRolledBack
                || new.largestReleased != old.largestReleased || new.largestSubmitted != old.largestSubmitted
                || new.needsSecondPerson != old.needsSecondPerson || new.appliesNow != old.appliesNow
        else { return }
        try db.execute(
            """
            INSERT INTO release_line (app_id, previous_version, was_rolled_back, largest_released, largest_submitted,
                needs_second_person, applies_now, first_released_at)
            VALUES (\(app), \(new.previous), \(new.wasRolledBack), \(new.largestReleased?.description),
                \(new.largestSubmitted?.description), \(new.needsSecondPerson), \(new.appliesNow),
                \(released))
            ON CONFLICT (app_id) DO UPDATE SET previous_version = excluded.previous_version,
                was_rolled_back = excluded.was_rolled_back, largest_released = excluded.largest_released,
                largest_submitted = excluded.largest_submitted, needs_second_person = excluded.needs_second_person,
                applies_now = excluded.applies_now,
                first_released_at = coalesce(release_line.first_released_at, excluded.first_released_at)
            """
        )
    }
}

extension VersionStatus {
    /// Whether the database allows one version of a mini program in it.
    fileprivate var holdsAPlace: Bool { isUnderway || self == .released }
}

extension Refusal {
    /// The state that was decided about is not there any more.
    static let somebodyWasFirst = conflict(
        "VERSION_MOVED_ON",
        Words("别人刚刚操作过这个版本，请刷新后再看。", "Somebody acted on this version just now. Reload and look again.")
    )
}
