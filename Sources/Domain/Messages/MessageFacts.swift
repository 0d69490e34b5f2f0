/// What a message is found by, taken from the event alone.
extension JournalEvent {
    /// The version that it says something about.
    package var messageNumber: VersionNumber? {
        switch self {
        case .versionUploaded(_, let number, _, _, _), .experienceSet(_, let number),
            .versionChanged(_, let number, _, _), .versionSubmitted(_, let number, _, _, _),
            .versionWithdrawn(_, let number), .versionReturned(_, let number),
            .versionReviewed(_, let number, _, _, _), .grayStarted(_, let number, _),
            .grayEnlarged(_, let number, _, _), .grayEnded(_, let number, _), .grayReplaced(_, _, _, let number),
            .guardStopped(_, let number, _, _), .guardHeld(_, let number, _),
            .grayScheduleChanged(_, let number, _, _), .versionReleased(_, let number, _),
            .versionTakenOffline(_, let number), .versionForcedOffline(_, let number),
            .versionRolledBack(_, _, _, let number):
            number
        case .feedbackReopened(_, _, let number, _): number
        default: nil
        }
    }

    /// The person whom it happened to, or through whom, where that is neither the one who did it nor the recipient.
    package var messageSubject: ID<Person>? {
        switch self {
        case .invitationExpired(let person, _, _, _), .handOverExpired(_, _, let person): person
        case .passwordReset(_, _, let maker): maker
        default: nil
        }
    }

    /// The one word of a closed list that the sentence ends with: a role, or the first reason of a refusal.
    package var messageDetail: MessageDetail? {
        switch self {
        case .versionReviewed(_, _, _, .reject, let reasons): reasons.first.map(MessageDetail.reason)
        case .memberAdded(_, let role), .memberInvited(_, let role, _, _), .invitationAccepted(_, let role, _, _),
            .memberRoleChanged(_, _, let role), .memberJoined(_, let role, _, _), .joinApproved(_, _, let role):
            .role(role)
        case .feedbackPassed(_, let kind, _, _), .feedbackReopened(_, let kind, _, _),
            .feedbackAlarmed(_, let kind, _, _):
            .feedback(kind)
        default: nil
        }
    }
}

/// A word of a closed list in a message; stored as `reason:white_screen`, `feedback:payment` or `role:developer`.
package enum MessageDetail: Hashable, Sendable {
    case role(MemberRole)
    case reason(RejectionType)
    case feedback(FeedbackKind)

    package static let all =
        MemberRole.allCases.map(Self.role) + RejectionType.allCases.map(Self.reason)
        + FeedbackKind.allCases.map(Self.feedback)

    package var stored: String {
        switch self {
        case .role(let role): "role:\(role.rawValue)"
        case .reason(let reason): "reason:\(reason.rawValue)"
        case .feedback(let kind): "feedback:\(kind.rawValue)"
        }
    }

    package var words: Words {
        switch self {
        case .role(let role): role.words
        case .reason(let reason): reason.words
        case .feedback(let kind): kind.words
        }
    }
}
