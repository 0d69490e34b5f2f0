/// What happened, as the journal keeps it for ever.
///
/// The coding keys are the stored words; they and the payload's keys never change. A payload holds ids, numbers and words,
/// never names, texts or logins, so that a person can be forgotten without breaking the chain.
package enum JournalEvent: Codable, Hashable, Sendable {
    case personAdded(person: ID<Person>, duties: [Duty])
    case personDisabled(person: ID<Person>)
    case personEnabled(person: ID<Person>)
    case profileChanged(person: ID<Person>)
    case passwordChanged(person: ID<Person>)
    case tokenMade(token: ID<APIToken>, scopes: [Action])
    case tokenRevoked(token: ID<APIToken>)
    case appCreated
    case informationChanged(fields: [String])
    case appClosed
    case memberAdded(person: ID<Person>, role: MemberRole)
    case versionUploaded(version: ID<Version>, number: VersionNumber, package: String, errors: Int, warnings: Int)
    case versionDeleted(version: ID<Version>, number: VersionNumber)
    case experienceSet(version: ID<Version>, number: VersionNumber)
    case experienceCancelled(version: ID<Version>, number: VersionNumber)
    case experienceCodeRevoked
    case experienceOpened(until: Instant?)
    case previewMade(package: String)
    case versionChanged(version: ID<Version>, number: VersionNumber, fields: [String], isForwardOnly: Bool?)
    case versionSubmitted(
        version: ID<Version>,
        number: VersionNumber,
        submission: ID<Submission>,
        replaces: ID<GrayRelease>?,
        isExpress: Bool
    )
    case versionWithdrawn(version: ID<Version>, number: VersionNumber)
    case versionReturned(version: ID<Version>, number: VersionNumber)
    case reviewClaimed(version: ID<Version>, number: VersionNumber, submission: ID<Submission>)
    case reviewGivenBack(version: ID<Version>, number: VersionNumber, submission: ID<Submission>)
    case versionReviewed(
        version: ID<Version>,
        number: VersionNumber,
        submission: ID<Submission>,
        decision: ReviewDecision,
        reasons: [RejectionType]
    )
    case reviewTemplateSaved(template: ID<ReplyTemplate>)
    case reviewTemplateRemoved(template: ID<ReplyTemplate>)
    case grayStarted(gray: GrayRelease, number: VersionNumber, isAutomatic: Bool)
    case grayEnlarged(version: ID<Version>, number: VersionNumber, share: GrayShare, isScheduled: Bool)
    case grayEnded(version: ID<Version>, number: VersionNumber, status: VersionStatus)
    case grayReplaced(version: ID<Version>, number: VersionNumber, by: ID<Version>, byNumber: VersionNumber)
    case grayScheduleChanged(
        version: ID<Version>,
        number: VersionNumber,
        state: GraySchedule.State,
        steps: [GraySchedule.Step]
    )
    case versionReleased(version: ID<Version>, number: VersionNumber, replaced: ID<Version>?)
    case versionTakenOffline(version: ID<Version>, number: VersionNumber)
    case versionRolledBack(version: ID<Version>, number: VersionNumber, to: ID<Version>, toNumber: VersionNumber)
    case versionForcedOffline(version: ID<Version>, number: VersionNumber)
    case releaseRuleChanged(needsSecondPerson: Bool)
    case hostUserLinked(person: ID<Person>)
    case hostUserUnlinked(person: ID<Person>)
    case runtimeKeyRotated(key: String, isRevoked: Bool)

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case personAdded = "person.added"
        case personDisabled = "person.disabled"
        case personEnabled = "person.enabled"
        case profileChanged = "profile.changed"
        case passwordChanged = "password.changed"
        case tokenMade = "token.made"
        case tokenRevoked = "token.revoked"
        case appCreated = "app.created"
        case informationChanged = "app.information_changed"
        case appClosed = "app.closed"
        case memberAdded = "member.added"
        case versionUploaded = "version.uploaded"
        case versionDeleted = "version.deleted"
        case experienceSet = "experience.set"
        case experienceCancelled = "experience.cancelled"
        case experienceCodeRevoked = "experience.code_revoked"
        case experienceOpened = "experience.opened"
        case previewMade = "preview.made"
        case versionChanged = "version.changed"
        case versionSubmitted = "version.submitted"
        case versionWithdrawn = "version.withdrawn"
        case versionReturned = "version.returned"
        case reviewClaimed = "review.claimed"
        case reviewGivenBack = "review.given_back"
        case versionReviewed = "version.reviewed"
        case reviewTemplateSaved = "review.template_saved"
        case reviewTemplateRemoved = "review.template_removed"
        case grayStarted = "gray.started"
        case grayEnlarged = "gray.enlarged"
        case grayEnded = "gray.ended"
        case grayReplaced = "gray.replaced"
        case grayScheduleChanged = "gray.schedule_changed"
        case versionReleased = "version.released"
        case versionTakenOffline = "version.taken_offline"
        case versionRolledBack = "version.rolled_back"
        case versionForcedOffline = "version.forced_offline"
        case releaseRuleChanged = "app.release_rule_changed"
        case hostUserLinked = "host_user.linked"
        case hostUserUnlinked = "host_user.unlinked"
        case runtimeKeyRotated = "runtime.key_rotated"
    }

    /// The stable word, as stored and filtered by.
    package var word: String { key.rawValue }

    private var key: CodingKeys {
        switch self {
        case .personAdded: .personAdded
        case .personDisabled: .personDisabled
        case .personEnabled: .personEnabled
        case .profileChanged: .profileChanged
        case .passwordChanged: .passwordChanged
        case .tokenMade: .tokenMade
        case .tokenRevoked: .tokenRevoked
        case .appCreated: .appCreated
        case .informationChanged: .informationChanged
        case .appClosed: .appClosed
        case .memberAdded: .memberAdded
        case .versionUploaded: .versionUploaded
        case .versionDeleted: .versionDeleted
        case .experienceSet: .experienceSet
        case .experienceCancelled: .experienceCancelled
        case .experienceCodeRevoked: .experienceCodeRevoked
        case .experienceOpened: .experienceOpened
        case .previewMade: .previewMade
        case .versionChanged: .versionChanged
        case .versionSubmitted: .versionSubmitted
        case .versionWithdrawn: .versionWithdrawn
        case .versionReturned: .versionReturned
        case .reviewClaimed: .reviewClaimed
        case .reviewGivenBack: .reviewGivenBack
        case .versionReviewed: .versionReviewed
        case .reviewTemplateSaved: .reviewTemplateSaved
        case .reviewTemplateRemoved: .reviewTemplateRemoved
        case .grayStarted: .grayStarted
        case .grayEnlarged: .grayEnlarged
        case .grayEnded: .grayEnded
        case .grayReplaced: .grayReplaced
        case .grayScheduleChanged: .grayScheduleChanged
        case .versionReleased: .versionReleased
        case .versionTakenOffline: .versionTakenOffline
        case .versionRolledBack: .versionRolledBack
        case .versionForcedOffline: .versionForcedOffline
        case .releaseRuleChanged: .releaseRuleChanged
        case .hostUserLinked: .hostUserLinked
        case .hostUserUnlinked: .hostUserUnlinked
        case .runtimeKeyRotated: .runtimeKeyRotated
        }
    }
}
