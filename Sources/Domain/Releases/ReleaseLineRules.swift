extension ReleaseLine {
    /// The events that follow when `command` is carried out on a version, in their order; nothing is changed.
    ///
    /// Source: the table of version states in `mini-program-rules`; DESIGN, "Release" and "Cohort". Who may is `Policy`'s; what
    /// a submission has to bring along is the use case's.
    ///
    /// Throws the refusal with the platform's word for it, `NOT_FOUND` when the line does not know the version.
    package func events(
        of command: VersionCommand,
        on version: ID<Version>,
        by person: ID<Person>?,
        through channel: ActionChannel = .byHand
    ) throws(Refusal) -> [JournalEvent] {
        guard let entry = entries[version] else { throw .notFound }
        let destination: VersionDestination
        do {
            destination = try entry.status.destination(of: command.action, through: channel)
        } catch {
            throw .illegal(error, doing: command.words)
        }
        let number = entry.number
        switch command {
        case .submit(let submission, let replacesGray, let isExpress):
            try checkSubmission(of: entry, replacesGray: replacesGray)
            let gray = replacesGray ? gray?.id : nil
            return [
                .versionSubmitted(
                    version: version,
                    number: number,
                    submission: submission,
                    replaces: gray,
                    isExpress: isExpress
                )
            ]
        case .withdraw: return [.versionWithdrawn(version: version, number: number)]
        case .decide(let submission, let decision, let reasons):
            return [
                .versionReviewed(
                    version: version,
                    number: number,
                    submission: submission,
                    decision: decision,
                    reasons: reasons
                )
            ]
        case .returnToDevelopment: return [.versionReturned(version: version, number: number)]
        case .startGray(let id, let salt, let share, let isAutomatic):
            if let gray, let running = entries[gray.version] {
                throw isReplacement(entry) ? .replacesInstead(running.number) : .grayExists(running.number)
            }
            try checkIsLargest(entry)
            let gray = GrayRelease(id: id, version: version, salt: salt, share: share)
            return [.grayStarted(gray: gray, number: number, isAutomatic: isAutomatic)]
        case .enlargeGray(let share, let isScheduled):
            guard let gray, share >= gray.share else { throw .grayOnlyGrows(gray?.share) }
            guard share > gray.share else { throw .sameShare(share) }
            return [.grayEnlarged(version: version, number: number, share: share, isScheduled: isScheduled)]
        case .endGray:
            guard case .beforeGray = destination, let status = entry.beforeGray else { throw .notFound }
            return [.grayEnded(version: version, number: number, status: status)]
        case .replaceGray:
            guard isReplacement(entry), let gray, let running = entries[gray.version] else {
                throw .notAReplacement(entry.number)
            }
            let replaced = JournalEvent.grayReplaced(
                version: running.id,
                number: running.number,
                by: version,
                byNumber: number
            )
            return running.experienceEnd + [replaced]
        case .release:
            if needsSecondPerson, person == nil || entry.submitter == person { throw .secondPersonNeeded }
            try checkIsLargest(entry)
            return entry.experienceEnd + [.versionReleased(version: version, number: number, replaced: released?.id)]
        case .takeOffline:
            if let gray, let running = entries[gray.version] { throw .offlineDuringGray(running.number) }
            return [.versionTakenOffline(version: version, number: number)]
        case .rollBack(let confirmed):
            let target = try rollBackTarget(from: entry, confirmed: confirmed)
            return [.versionRolledBack(version: version, number: number, to: target.id, toNumber: target.number)]
        case .forceOffline:
            return entry.experienceEnd + [.versionForcedOffline(version: version, number: number)]
        case .delete(let cancelsExperience):
            guard !entry.isExperience || cancelsExperience else { throw .isExperienceVersion }
            return entry.experienceEnd + [.versionDeleted(version: version, number: number)]
        }
    }

    private func checkSubmission(of entry: Entry, replacesGray: Bool) throws(Refusal) {
        guard !entry.hasErrors else { throw .inspectionFailed }
        if let largestReleased, largestReleased > entry.number {
            throw .largerReleased(largestReleased)
        }
        let others = underway
        if replacesGray {
            guard let gray, let running = entries[gray.version] else { throw .nothingToReplace }
            // The version that it will take over is the one that may be under way beside it.
            if let other = others.first(where: { $0.id != running.id }) {
                throw .otherUnderway(other, canReplace: false)
            }
        } else if let other = others.last {
            throw .otherUnderway(other, canReplace: others.count == 1 && other.status == .gray)
        }
    }

    private func checkIsLargest(_ entry: Entry) throws(Refusal) {
        if let largestReleased, largestReleased > entry.number { throw .largerReleased(largestReleased) }
    }

    /// Where a roll back would lead from the released version. Throws the refusal that stands in the way.
    package func rollBackTarget(from entry: Entry, confirmed: VersionNumber?) throws(Refusal) -> Entry {
        if let gray, let running = entries[gray.version] { throw .rollBackDuringGray(running.number) }
        if wasRolledBack { throw .rolledBackAlready }
        guard let previous, let target = entries[previous], target.status == .offline else {
            throw .nothingToRollBackTo
        }
        if entry.isForwardOnly, confirmed != entry.number { throw .forwardOnly(entry.number, target.number) }
        return target
    }
}

extension ReleaseLine.Entry {
    /// What leaves development and review for good is no experience version any more.
    fileprivate var experienceEnd: [JournalEvent] {
        isExperience ? [.experienceCancelled(version: id, number: number)] : []
    }
}
