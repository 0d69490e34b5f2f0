import Domain

/// Somebody as a webhook's JSON names them.
struct WebhookPerson: Encodable, Sendable {
    let id: String
    let login: String
    let name: String
}

/// What is particular to an event, in the words of the JSON API. What an event does not have is left out.
struct WebhookData: Encodable, Sendable {
    var version: String?
    var package: String?
    var errors: Int?
    var warnings: Int?
    var fields: [String]?
    var until: String?
    var isExpress: Bool?
    var decision: ReviewDecision?
    var reasons: [RejectionType]?
    var percent: Double?
    var isScheduled: Bool?
    var status: VersionStatus?
    var schedule: [Step]?
    var scheduleState: GraySchedule.State?
    /// The version that takes over.
    var byVersion: String?
    var toVersion: String?
    var needsSecondPerson: Bool?
    /// What the guard decided by, did, or was overruled in.
    var evidence: Evidence?
    var action: GuardAction?
    var causes: [GuardCause]?
    var person: WebhookPerson?
    var role: MemberRole?
    var formerRole: MemberRole?
    var invitedBy: WebhookPerson?
    var uses: Int?
    var expiresAt: String?

    struct Evidence: Encodable, Sendable {
        let figure: GuardCause
        let grayUsers: Int
        let grayFailures: Int
        let controlUsers: Int
        let controlFailures: Int
        let factor: Int
        let needed: Int

        init(_ it: GuardEvidence) {
            (figure, factor, needed) = (it.cause, it.factor, it.needed)
            (grayUsers, grayFailures) = (it.grayUsers, it.grayFailures)
            (controlUsers, controlFailures) = (it.controlUsers, it.controlFailures)
        }

        private enum CodingKeys: String, CodingKey {
            case figure, factor, needed
            case grayUsers = "gray_users"
            case grayFailures = "gray_failures"
            case controlUsers = "control_users"
            case controlFailures = "control_failures"
        }
    }

    struct Step: Encodable, Sendable {
        let at: String
        let percent: Double
    }

    private enum CodingKeys: String, CodingKey {
        case version, package, errors, warnings, fields, until, decision, reasons, percent, status, schedule, person,
            role,
            uses, evidence, action, causes
        case isExpress = "is_express"
        case isScheduled = "is_scheduled"
        case scheduleState = "schedule_state"
        case byVersion = "by_version"
        case toVersion = "to_version"
        case needsSecondPerson = "needs_second_person"
        case formerRole = "former_role"
        case invitedBy = "invited_by"
        case expiresAt = "expires_at"
    }

    /// - Parameter named: finds a person that the event names; nil where they are gone.
    init(_ event: JournalEvent, named: (ID<Person>) -> WebhookPerson?) {
        version = event.versionNumber?.description
        switch event {
        case .versionUploaded(_, _, let package, let errors, let warnings):
            (self.package, self.errors, self.warnings) = (package, errors, warnings)
        case .informationChanged(let fields), .versionChanged(_, _, let fields, _): self.fields = fields
        case .experienceOpened(let until): self.until = until?.rfc3339
        case .versionSubmitted(_, _, _, _, let isExpress): self.isExpress = isExpress
        case .versionReviewed(_, _, _, let decision, let reasons): (self.decision, self.reasons) = (decision, reasons)
        case .grayStarted(let gray, _, _): percent = gray.share.percent
        case .grayEnlarged(_, _, let share, let isScheduled): (percent, self.isScheduled) = (share.percent, isScheduled)
        case .grayEnded(_, _, let status): self.status = status
        case .grayReplaced(_, _, _, let number): byVersion = number.description
        case .grayScheduleChanged(_, _, let state, let steps):
            scheduleState = state
            schedule = steps.map { Step(at: $0.at.rfc3339, percent: $0.share.percent) }
        case .guardStopped(_, _, let it, let action): (evidence, self.action) = (Evidence(it), action)
        case .guardPassed(_, _, let it): evidence = Evidence(it)
        case .guardHeld(_, _, let share): percent = share.percent
        case .guardOverruled(_, _, let causes): self.causes = causes
        case .guardActionChanged(_, _, let action): self.action = action
        case .versionRolledBack(_, _, _, let number): toVersion = number.description
        case .releaseRuleChanged(let needed): needsSecondPerson = needed
        case .invitationLinkMade(_, let role, let uses, let expires):
            (self.role, self.uses, expiresAt) = (role, uses, expires.rfc3339)
        case .memberRoleChanged(_, let old, let new): (formerRole, role) = (old, new)
        case .memberInvited(_, let role, _, let expires): (self.role, expiresAt) = (role, expires.rfc3339)
        case .handOverOffered(_, _, let expires): expiresAt = expires.rfc3339
        case .memberAdded(_, let role), .memberRemoved(_, let role), .memberLeft(_, let role),
            .joinApproved(_, _, let role), .invitationWithdrawn(_, let role, _):
            self.role = role
        case .invitationAccepted(_, let role, _, let inviter), .invitationDeclined(_, let role, _, let inviter),
            .invitationExpired(_, let role, _, let inviter), .memberJoined(_, let role, _, let inviter):
            (self.role, invitedBy) = (role, named(inviter))
        default: break
        }
        person = event.concerned.flatMap(named)
    }
}

extension JournalEvent {
    /// The version that it is about.
    var versionNumber: VersionNumber? {
        switch self {
        case .versionUploaded(_, let number, _, _, _), .versionDeleted(_, let number), .experienceSet(_, let number),
            .experienceCancelled(_, let number), .versionChanged(_, let number, _, _),
            .versionSubmitted(_, let number, _, _, _), .versionWithdrawn(_, let number),
            .versionReturned(_, let number),
            .reviewClaimed(_, let number, _), .reviewGivenBack(_, let number, _),
            .versionReviewed(_, let number, _, _, _), .grayStarted(_, let number, _),
            .grayEnlarged(_, let number, _, _),
            .grayEnded(_, let number, _), .grayReplaced(_, let number, _, _), .grayScheduleChanged(_, let number, _, _),
            .guardStopped(_, let number, _, _), .guardPassed(_, let number, _), .guardHeld(_, let number, _),
            .guardOverruled(_, let number, _), .guardActionChanged(_, let number, _),
            .versionReleased(_, let number, _), .versionTakenOffline(_, let number),
            .versionRolledBack(_, let number, _, _), .versionForcedOffline(_, let number):
            number
        default: nil
        }
    }

    /// The member, or whoever may become one, that it is about.
    var concerned: ID<Person>? {
        switch self {
        case .memberAdded(let person, _), .memberInvited(let person, _, _, _), .invitationAccepted(let person, _, _, _),
            .invitationDeclined(let person, _, _, _), .invitationExpired(let person, _, _, _),
            .invitationWithdrawn(let person, _, _), .memberRemoved(let person, _), .memberLeft(let person, _),
            .memberRoleChanged(let person, _, _), .memberNicknamed(let person), .memberJoined(let person, _, _, _),
            .joinRequested(_, let person), .joinApproved(_, let person, _), .joinDeclined(_, let person),
            .handOverOffered(_, let person, _), .handOverAccepted(_, _, let person),
            .handOverDeclined(_, _, let person),
            .handOverWithdrawn(_, let person), .handOverExpired(_, _, let person):
            person
        default: nil
        }
    }

    /// Who invited them.
    var inviter: ID<Person>? {
        switch self {
        case .invitationAccepted(_, _, _, let inviter), .invitationDeclined(_, _, _, let inviter),
            .invitationExpired(_, _, _, let inviter), .memberJoined(_, _, _, let inviter):
            inviter
        default: nil
        }
    }
}
