package import Domain

/// A mini program as the rules alone make it: what the use cases have to agree with after every act.
package struct LineModel: Sendable {
    /// What chance gives to an act: ids that are new.
    package struct Fresh: Sendable {
        package let version: ID<Version>
        package let gray: ID<GrayRelease>
        package let salt: CohortSalt

        package init(version: ID<Version>, gray: ID<GrayRelease>, salt: CohortSalt) {
            (self.version, self.gray, self.salt) = (version, gray, salt)
        }
    }

    package private(set) var line = ReleaseLine()
    /// Everything that happened, with who did it.
    package private(set) var journal: [(event: JournalEvent, person: ID<Person>)] = []
    /// What there is, the smallest number first.
    package private(set) var versions: [(number: VersionNumber, id: ID<Version>)] = []
    /// The share at which a submission's gray release begins by itself.
    private var shares: [ID<Version>: GrayShare] = [:]

    package init() {}

    package func id(of number: VersionNumber) -> ID<Version>? { versions.first { $0.number == number }?.id }

    /// The largest number that cannot be uploaded any more.
    package var largestTaken: VersionNumber? {
        [versions.last?.number, line.largestSubmitted].compactMap(\.self).max()
    }

    /// Does it, or says why not; then nothing has changed.
    package mutating func perform(_ act: Act, by person: ID<Person>, _ fresh: Fresh) -> Refusal? {
        do throws(Refusal) {
            for event in try events(of: act.deed, by: person, fresh) { record(event, by: person) }
            if case .decide(let number, let decision) = act.deed, decision != .reject {
                startByItself(number, person, fresh)
            }
            if case .submit(let number, let replaces, let share) = act.deed, let id = id(of: number) {
                shares[id] = replaces ? nil : share
            }
            return nil
        } catch {
            return error
        }
    }

    private mutating func record(_ event: JournalEvent, by person: ID<Person>) {
        line.apply(event, by: person)
        journal.append((event, person))
        switch event {
        case .versionUploaded(let version, let number, _, _, _): versions.append((number, version))
        case .versionDeleted(let version, _): versions.removeAll { $0.id == version }
        default: break
        }
    }

    /// What the submission asked for once it passes, if nothing stands in the way.
    private mutating func startByItself(_ number: VersionNumber, _ person: ID<Person>, _ fresh: Fresh) {
        guard let id = id(of: number), let share = shares[id] else { return }
        let command = VersionCommand.startGray(fresh.gray, fresh.salt, share, isAutomatic: true)
        for event in (try? line.events(of: command, on: id, by: person)) ?? [] { record(event, by: person) }
    }

    private func events(of deed: Deed, by person: ID<Person>, _ fresh: Fresh) throws(Refusal) -> [JournalEvent] {
        switch deed {
        case .upload(let number, let errors):
            try VersionRules.check(number, largest: largestTaken)
            return [
                .versionUploaded(version: fresh.version, number: number, package: "p", errors: errors, warnings: 0)
            ]
        case .setExperience(let number):
            let entry = try entry(number)
            guard entry.status == .development else { throw .notInDevelopment }
            return entry.isExperience ? [] : [.experienceSet(version: entry.id, number: number)]
        case .cancelExperience(let number):
            let entry = try entry(number)
            guard entry.isExperience else { throw .notTheExperienceVersion }
            return [.experienceCancelled(version: entry.id, number: number)]
        case .markForwardOnly(let number, let flag):
            let entry = try entry(number)
            guard entry.isForwardOnly != flag else { return [] }
            return [
                .versionChanged(version: entry.id, number: number, fields: ["forward_only"], isForwardOnly: flag)
            ]
        case .requireSecondPerson(let flag):
            return line.needsSecondPerson == flag ? [] : [.releaseRuleChanged(needsSecondPerson: flag)]
        case .submit, .withdraw, .decide, .returnToDevelopment, .startGray, .enlargeGray, .endGray, .replaceGray,
            .release,
            .takeOffline, .rollBack, .forceOffline, .delete:
            guard let number = deed.number, let command = deed.command(fresh) else { throw .notFound }
            var channel = ActionChannel.byHand
            if case .release(_, let way) = deed { channel = way }
            return try line.events(of: command, on: try entry(number).id, by: person, through: channel)
        }
    }

    private func entry(_ number: VersionNumber) throws(Refusal) -> ReleaseLine.Entry {
        guard let id = id(of: number), let entry = line.entries[id] else { throw .notFound }
        return entry
    }
}

extension Deed {
    /// The command of the release line that it is; nil for what the line does not decide.
    fileprivate func command(_ fresh: LineModel.Fresh) -> VersionCommand? {
        let submission = ID<Submission>(rawValue: "submission")
        switch self {
        case .upload, .setExperience, .cancelExperience, .markForwardOnly, .requireSecondPerson: return nil
        case .submit(_, let replaces, _): return .submit(submission, replacesGray: replaces, isExpress: false)
        case .withdraw: return .withdraw
        case .decide(_, let decision): return .decide(submission, decision, [])
        case .returnToDevelopment: return .returnToDevelopment
        case .startGray(_, let share): return .startGray(fresh.gray, fresh.salt, share, isAutomatic: false)
        case .enlargeGray(_, let share): return .enlargeGray(share, isScheduled: false)
        case .endGray: return .endGray
        case .replaceGray: return .replaceGray
        case .release: return .release
        case .takeOffline: return .takeOffline
        case .rollBack(_, let confirmed): return .rollBack(confirmed: confirmed)
        case .forceOffline: return .forceOffline
        case .delete(_, let cancels): return .delete(cancelsExperience: cancels)
        }
    }
}
