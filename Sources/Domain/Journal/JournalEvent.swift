/// What happened, as the journal keeps it for ever.
///
/// The coding keys are the stored words; they and the payload's keys never change. A payload holds ids, numbers and words,
/// never names, texts or logins, so that a person can be forgotten without breaking the chain.
package enum JournalEvent: Codable, Hashable, Sendable {
    case personAdded(person: ID<Person>, duties: [Duty])
    case personDisabled(person: ID<Person>, reason: DisableReason?)
    case personEnabled(person: ID<Person>)
    case dutiesChanged(person: ID<Person>, given: [Duty], taken: [Duty])
    case personSignedOut(person: ID<Person>, sessions: Int)
    case personTokenRevoked(person: ID<Person>, token: ID<APIToken>)
    case profileChanged(person: ID<Person>)
    case passwordChanged(person: ID<Person>)
    /// How they came: by an operator's link, a member's link, or neither where registration is open.
    case personRegistered(
        person: ID<Person>,
        accountLink: ID<AccountLink>?,
        memberLink: ID<InvitationLink>?,
        invitedBy: ID<Person>?
    )
    case accountLinkMade(link: ID<AccountLink>, uses: Int, expires: Instant)
    case accountLinkRevoked(link: ID<AccountLink>)
    case resetLinkMade(link: ID<ResetLink>, person: ID<Person>, expires: Instant)
    /// Done by whoever held the link, so by nobody known; who made it is named.
    case passwordReset(link: ID<ResetLink>, person: ID<Person>, madeBy: ID<Person>?)
    case settingsChanged(settings: [InstallationSettings.Name])
    case factorAdded(person: ID<Person>)
    case factorRemoved(person: ID<Person>)
    case recoveryCodesMade(person: ID<Person>)
    case recoveryCodeUsed(person: ID<Person>, left: Int)
    case deviceAdded(person: ID<Person>)
    /// Somebody gave the right password and wrong codes, again and again; done by nobody known.
    case factorGuessed(person: ID<Person>)
    /// Whose it is has been said since tokens make a message.
    case tokenMade(person: ID<Person>?, token: ID<APIToken>, scopes: [Action])
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
    /// Evidence against a gray release was enough, and this was done.
    case guardStopped(version: ID<Version>, number: VersionNumber, evidence: GuardEvidence, action: GuardAction)
    /// The gray version is not worse by what matters.
    case guardPassed(version: ID<Version>, number: VersionNumber, evidence: GuardEvidence)
    /// A planned enlargement to this share waits.
    case guardHeld(version: ID<Version>, number: VersionNumber, share: GrayShare)
    /// Somebody goes on in spite of these, or of not knowing enough. The reason stands in `guard_decision`.
    case guardOverruled(version: ID<Version>, number: VersionNumber, causes: [GuardCause])
    case guardActionChanged(version: ID<Version>, number: VersionNumber, action: GuardAction)
    case hostSecretMade(isReplaced: Bool)
    case hostSecretRemoved
    case versionReleased(version: ID<Version>, number: VersionNumber, replaced: ID<Version>?)
    case versionTakenOffline(version: ID<Version>, number: VersionNumber)
    case versionRolledBack(version: ID<Version>, number: VersionNumber, to: ID<Version>, toNumber: VersionNumber)
    case versionForcedOffline(version: ID<Version>, number: VersionNumber)
    case releaseRuleChanged(needsSecondPerson: Bool)
    case hostUserLinked(person: ID<Person>)
    case hostUserUnlinked(person: ID<Person>)
    case runtimeKeyRotated(key: String, isRevoked: Bool)
    case memberInvited(person: ID<Person>, role: MemberRole, invitation: ID<Invitation>, expires: Instant)
    case invitationAccepted(person: ID<Person>, role: MemberRole, invitation: ID<Invitation>, invitedBy: ID<Person>)
    case invitationDeclined(person: ID<Person>, role: MemberRole, invitation: ID<Invitation>, invitedBy: ID<Person>)
    case invitationExpired(person: ID<Person>, role: MemberRole, invitation: ID<Invitation>, invitedBy: ID<Person>)
    case invitationWithdrawn(person: ID<Person>, role: MemberRole, invitation: ID<Invitation>)
    case memberRemoved(person: ID<Person>, role: MemberRole)
    case memberLeft(person: ID<Person>, role: MemberRole)
    case memberRoleChanged(person: ID<Person>, from: MemberRole, to: MemberRole)
    case memberNicknamed(person: ID<Person>)
    case invitationLinkMade(link: ID<InvitationLink>, role: MemberRole, uses: Int, expires: Instant)
    case invitationLinkRevoked(link: ID<InvitationLink>)
    case memberJoined(person: ID<Person>, role: MemberRole, link: ID<InvitationLink>, invitedBy: ID<Person>)
    case joinRequested(request: ID<JoinRequest>, person: ID<Person>)
    case joinApproved(request: ID<JoinRequest>, person: ID<Person>, role: MemberRole)
    case joinDeclined(request: ID<JoinRequest>, person: ID<Person>)
    case handOverOffered(handOver: ID<HandOver>, person: ID<Person>, expires: Instant)
    case handOverAccepted(handOver: ID<HandOver>, from: ID<Person>, person: ID<Person>)
    case handOverDeclined(handOver: ID<HandOver>, from: ID<Person>, person: ID<Person>)
    case handOverWithdrawn(handOver: ID<HandOver>, person: ID<Person>)
    case handOverExpired(handOver: ID<HandOver>, from: ID<Person>, person: ID<Person>)
    case noticePublished(notice: ID<Notice>)
    case noticeWithdrawn(notice: ID<Notice>)
    case webhookMade(webhook: ID<Webhook>)
    case webhookChanged(webhook: ID<Webhook>, fields: [String])
    case webhookRemoved(webhook: ID<Webhook>)
    case webhookGaveUp(webhook: ID<Webhook>)
    /// What assessors decide is in no mini program's activity: its members learn of it when it is passed on.
    case feedbackConfirmed(app: ID<MiniProgram>, issue: ID<FeedbackIssue>, kind: FeedbackKind, reports: Int)
    case feedbackJoined(app: ID<MiniProgram>, issue: ID<FeedbackIssue>, kind: FeedbackKind, reports: Int)
    case feedbackDismissed(app: ID<MiniProgram>, kind: FeedbackKind, reason: FeedbackDismissal, reports: Int)
    case feedbackPassed(issue: ID<FeedbackIssue>, kind: FeedbackKind, reports: Int, isUrgent: Bool)
    case feedbackGrew(issue: ID<FeedbackIssue>, kind: FeedbackKind, reports: Int, total: Int)
    case feedbackReopened(issue: ID<FeedbackIssue>, kind: FeedbackKind, number: VersionNumber, reports: Int)
    case feedbackProcessing(issue: ID<FeedbackIssue>, kind: FeedbackKind)
    case feedbackResolved(issue: ID<FeedbackIssue>, kind: FeedbackKind, number: VersionNumber)
    case feedbackReplied(issue: ID<FeedbackIssue>, kind: FeedbackKind, reply: ID<FeedbackReply>)
    case feedbackAlarmed(issue: ID<FeedbackIssue>, kind: FeedbackKind, alarm: FeedbackAlarm, due: Instant)

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case personAdded = "person.added"
        case personDisabled = "person.disabled"
        case personEnabled = "person.enabled"
        case dutiesChanged = "person.duties_changed"
        case personSignedOut = "person.signed_out"
        case personTokenRevoked = "person.token_revoked"
        case profileChanged = "profile.changed"
        case passwordChanged = "password.changed"
        case personRegistered = "person.registered"
        case accountLinkMade = "account_link.made"
        case accountLinkRevoked = "account_link.revoked"
        case resetLinkMade = "reset_link.made"
        case passwordReset = "password.reset"
        case settingsChanged = "settings.changed"
        case factorAdded = "factor.added"
        case factorRemoved = "factor.removed"
        case recoveryCodesMade = "recovery_codes.made"
        case recoveryCodeUsed = "recovery_code.used"
        case deviceAdded = "device.added"
        case factorGuessed = "factor.guessed"
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
        case guardStopped = "guard.stopped"
        case guardPassed = "guard.passed"
        case guardHeld = "guard.held"
        case guardOverruled = "guard.overruled"
        case guardActionChanged = "guard.action_changed"
        case hostSecretMade = "host_secret.made"
        case hostSecretRemoved = "host_secret.removed"
        case versionReleased = "version.released"
        case versionTakenOffline = "version.taken_offline"
        case versionRolledBack = "version.rolled_back"
        case versionForcedOffline = "version.forced_offline"
        case releaseRuleChanged = "app.release_rule_changed"
        case hostUserLinked = "host_user.linked"
        case hostUserUnlinked = "host_user.unlinked"
        case runtimeKeyRotated = "runtime.key_rotated"
        case memberInvited = "member.invited"
        case invitationAccepted = "invitation.accepted"
        case invitationDeclined = "invitation.declined"
        case invitationExpired = "invitation.expired"
        case invitationWithdrawn = "invitation.withdrawn"
        case memberRemoved = "member.removed"
        case memberLeft = "member.left"
        case memberRoleChanged = "member.role_changed"
        case memberNicknamed = "member.nicknamed"
        case invitationLinkMade = "invitation_link.made"
        case invitationLinkRevoked = "invitation_link.revoked"
        case memberJoined = "member.joined"
        case joinRequested = "join.requested"
        case joinApproved = "join.approved"
        case joinDeclined = "join.declined"
        case handOverOffered = "hand_over.offered"
        case handOverAccepted = "hand_over.accepted"
        case handOverDeclined = "hand_over.declined"
        case handOverWithdrawn = "hand_over.withdrawn"
        case handOverExpired = "hand_over.expired"
        case noticePublished = "notice.published"
        case noticeWithdrawn = "notice.withdrawn"
        case webhookMade = "webhook.made"
        case webhookChanged = "webhook.changed"
        case webhookRemoved = "webhook.removed"
        case webhookGaveUp = "webhook.gave_up"
        case feedbackConfirmed = "feedback.confirmed"
        case feedbackJoined = "feedback.joined"
        case feedbackDismissed = "feedback.dismissed"
        case feedbackPassed = "feedback.passed"
        case feedbackGrew = "feedback.grew"
        case feedbackReopened = "feedback.reopened"
        case feedbackProcessing = "feedback.processing"
        case feedbackResolved = "feedback.resolved"
        case feedbackReplied = "feedback.replied"
        case feedbackAlarmed = "feedback.alarmed"
    }

    /// The stable word, as stored and filtered by.
    package var word: String { key.rawValue }

    private var key: CodingKeys {
        switch self {
        case .personAdded: .personAdded
        case .personDisabled: .personDisabled
        case .personEnabled: .personEnabled
        case .dutiesChanged: .dutiesChanged
        case .personSignedOut: .personSignedOut
        case .personTokenRevoked: .personTokenRevoked
        case .profileChanged: .profileChanged
        case .passwordChanged: .passwordChanged
        case .personRegistered: .personRegistered
        case .accountLinkMade: .accountLinkMade
        case .accountLinkRevoked: .accountLinkRevoked
        case .resetLinkMade: .resetLinkMade
        case .passwordReset: .passwordReset
        case .settingsChanged: .settingsChanged
        case .factorAdded: .factorAdded
        case .factorRemoved: .factorRemoved
        case .recoveryCodesMade: .recoveryCodesMade
        case .recoveryCodeUsed: .recoveryCodeUsed
        case .deviceAdded: .deviceAdded
        case .factorGuessed: .factorGuessed
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
        case .guardStopped: .guardStopped
        case .guardPassed: .guardPassed
        case .guardHeld: .guardHeld
        case .guardOverruled: .guardOverruled
        case .guardActionChanged: .guardActionChanged
        case .hostSecretMade: .hostSecretMade
        case .hostSecretRemoved: .hostSecretRemoved
        case .versionReleased: .versionReleased
        case .versionTakenOffline: .versionTakenOffline
        case .versionRolledBack: .versionRolledBack
        case .versionForcedOffline: .versionForcedOffline
        case .releaseRuleChanged: .releaseRuleChanged
        case .hostUserLinked: .hostUserLinked
        case .hostUserUnlinked: .hostUserUnlinked
        case .runtimeKeyRotated: .runtimeKeyRotated
        case .memberInvited: .memberInvited
        case .invitationAccepted: .invitationAccepted
        case .invitationDeclined: .invitationDeclined
        case .invitationExpired: .invitationExpired
        case .invitationWithdrawn: .invitationWithdrawn
        case .memberRemoved: .memberRemoved
        case .memberLeft: .memberLeft
        case .memberRoleChanged: .memberRoleChanged
        case .memberNicknamed: .memberNicknamed
        case .invitationLinkMade: .invitationLinkMade
        case .invitationLinkRevoked: .invitationLinkRevoked
        case .memberJoined: .memberJoined
        case .joinRequested: .joinRequested
        case .joinApproved: .joinApproved
        case .joinDeclined: .joinDeclined
        case .handOverOffered: .handOverOffered
        case .handOverAccepted: .handOverAccepted
        case .handOverDeclined: .handOverDeclined
        case .handOverWithdrawn: .handOverWithdrawn
        case .handOverExpired: .handOverExpired
        case .noticePublished: .noticePublished
        case .noticeWithdrawn: .noticeWithdrawn
        case .webhookMade: .webhookMade
        case .webhookChanged: .webhookChanged
        case .webhookRemoved: .webhookRemoved
        case .webhookGaveUp: .webhookGaveUp
        case .feedbackConfirmed: .feedbackConfirmed
        case .feedbackJoined: .feedbackJoined
        case .feedbackDismissed: .feedbackDismissed
        case .feedbackPassed: .feedbackPassed
        case .feedbackGrew: .feedbackGrew
        case .feedbackReopened: .feedbackReopened
        case .feedbackProcessing: .feedbackProcessing
        case .feedbackResolved: .feedbackResolved
        case .feedbackReplied: .feedbackReplied
        case .feedbackAlarmed: .feedbackAlarmed
        }
    }
}
