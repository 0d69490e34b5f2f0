extension ReleaseLine {
    /// Carries an event out. Events about other things change nothing.
    ///
    /// - Parameter actor: who did it; the submitter is kept from it.
    package mutating func apply(_ event: JournalEvent, by actor: ID<Person>?) {
        switch event {
        case .versionUploaded(let version, let number, _, let errors, _):
            entries[version] = Entry(id: version, number: number, status: .development, hasErrors: errors > 0)
        case .versionDeleted(let version, _): entries[version] = nil
        case .versionChanged(let version, _, _, let isForwardOnly):
            if let isForwardOnly { entries[version]?.isForwardOnly = isForwardOnly }
        case .experienceSet(let version, _):
            for id in entries.keys { entries[id]?.isExperience = id == version }
        case .experienceCancelled(let version, _): entries[version]?.isExperience = false
        case .versionSubmitted(let version, let number, _, let replaces, _):
            move(version, to: .inReview)
            // Of the two that are under way now, one counts as the replacement: a gray version that was one itself does no more.
            if replaces != nil, let running = gray?.version { entries[running]?.replaces = nil }
            entries[version]?.replaces = replaces
            entries[version]?.submitter = actor
            largestSubmitted = largestSubmitted.map { Swift.max($0, number) } ?? number
        case .versionWithdrawn(let version, _), .versionReturned(let version, _):
            move(version, to: .development)
            entries[version]?.replaces = nil
        case .versionReviewed(let version, _, _, let decision, _): move(version, to: decision.status)
        case .grayStarted(let gray, _, _):
            enterGray(gray.version)
            self.gray = gray
        case .grayEnlarged(_, _, let share, _): gray?.share = share
        case .grayEnded(let version, _, let status):
            move(version, to: status)
            leaveGray(version)
        case .grayReplaced(let version, _, let by, _):
            enterGray(by)
            move(version, to: .offline)
            entries[version]?.beforeGray = nil
            gray?.version = by
        case .versionReleased(let version, let number, let replaced):
            if let replaced { move(replaced, to: .offline) }
            move(version, to: .released)
            leaveGray(version)
            (previous, wasRolledBack, appliesNow) = (replaced, false, false)
            largestReleased = largestReleased.map { Swift.max($0, number) } ?? number
        case .versionTakenOffline(let version, _):
            move(version, to: .offline)
            (previous, wasRolledBack, appliesNow) = (nil, false, false)
        case .versionRolledBack(let version, _, let target, _):
            move(version, to: .offline)
            move(target, to: .released)
            (previous, wasRolledBack, appliesNow) = (nil, true, true)
        case .versionForcedOffline(let version, _):
            if entries[version]?.status == .released { (previous, wasRolledBack) = (nil, false) }
            move(version, to: .takenDown)
            leaveGray(version)
            appliesNow = true
        case .releaseRuleChanged(let needsSecondPerson): self.needsSecondPerson = needsSecondPerson
        default: break
        }
    }

    private mutating func move(_ version: ID<Version>, to status: VersionStatus) { entries[version]?.status = status }

    private mutating func enterGray(_ version: ID<Version>) {
        guard var entry = entries[version] else { return }
        (entry.beforeGray, entry.status) = (entry.status, .gray)
        entries[version] = entry
    }

    /// The gray release of this version, if it has one, is over.
    private mutating func leaveGray(_ version: ID<Version>) {
        entries[version]?.beforeGray = nil
        if gray?.version == version { gray = nil }
    }
}
