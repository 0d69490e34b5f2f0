/// The versions of one mini program as far as a decision about one of them has to know of the others: what is in development,
/// under way, gray and released, and what can be gone back to.
///
/// A pure value. A command is turned into the events that follow from it, or refused (`events(of:on:by:through:)`); an event is
/// applied (`apply`). The journal holds the same events, so that reading it again gives the same line.
package struct ReleaseLine: Hashable, Sendable {
    /// One version.
    package struct Entry: Hashable, Sendable {
        package let id: ID<Version>
        package let number: VersionNumber
        package var status: VersionStatus
        /// The status that it goes back to when its gray release ends; only while gray.
        package var beforeGray: VersionStatus?
        /// The gray release that it was submitted to take over.
        package var replaces: ID<GrayRelease>?
        /// Whether the inspection found errors.
        package var hasErrors: Bool
        /// Data that it writes cannot be read by the version before it.
        package var isForwardOnly: Bool
        package var isExperience: Bool
        /// Who submitted it last.
        package var submitter: ID<Person>?

        package init(
            id: ID<Version>,
            number: VersionNumber,
            status: VersionStatus,
            beforeGray: VersionStatus? = nil,
            replaces: ID<GrayRelease>? = nil,
            hasErrors: Bool = false,
            isForwardOnly: Bool = false,
            isExperience: Bool = false,
            submitter: ID<Person>? = nil
        ) {
            self.id = id
            self.number = number
            self.status = status
            self.beforeGray = beforeGray
            self.replaces = replaces
            self.hasErrors = hasErrors
            self.isForwardOnly = isForwardOnly
            self.isExperience = isExperience
            self.submitter = submitter
        }
    }

    package var entries: [ID<Version>: Entry] = [:]
    /// The gray release that runs now.
    package var gray: GrayRelease?
    /// What the released version replaced: where a roll back leads. Nil after a roll back, and when nothing was released
    /// before.
    package var previous: ID<Version>?
    /// Whether the last change of what is released was a roll back.
    package var wasRolledBack = false
    /// Whether hosts switch at once: after a roll back and after a forced offline, until the next release.
    package var appliesNow = false
    /// The largest number that was ever released.
    package var largestReleased: VersionNumber?
    /// The largest number that was ever submitted: it can never be uploaded again.
    package var largestSubmitted: VersionNumber?
    /// Whether a release needs somebody other than who submitted it.
    package var needsSecondPerson = false

    package init() {}

    /// What everybody outside of a gray release gets.
    package var released: Entry? { entries.values.first { $0.status == .released } }

    /// The versions that are with the reviewers, decided, or gray, the smallest number first.
    package var underway: [Entry] {
        entries.values.filter { $0.status.isUnderway }.sorted { $0.number < $1.number }
    }

    /// Whether a version would take over the gray release that runs now.
    package func isReplacement(_ entry: Entry) -> Bool { entry.replaces != nil && entry.replaces == gray?.id }
}

extension VersionStatus {
    /// Between its submission and its release: one version of a mini program at a time, a replacement apart.
    package var isUnderway: Bool {
        switch self {
        case .inReview, .rejected, .approved, .approvedBase, .gray: true
        case .development, .released, .offline, .takenDown: false
        }
    }
}
