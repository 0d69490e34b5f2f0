extension JournalEvent {
    /// The people whom the event names: to whom it happened, and who had a part in it. Whoever did it stands in the entry.
    ///
    /// Exhaustive on purpose: an event cannot be added without saying by whose name its entry is found.
    package var people: [ID<Person>] {
        switch self {
        case .personAdded(let person, _), .personDisabled(let person, _), .personEnabled(let person),
            .profileChanged(let person), .passwordChanged(let person), .memberAdded(let person, _),
            .hostUserLinked(let person), .hostUserUnlinked(let person):
            [person]
        case .dutiesChanged(let person, _, _), .personSignedOut(let person, _), .personTokenRevoked(let person, _):
            [person]
        case .factorAdded(let person), .factorRemoved(let person), .recoveryCodesMade(let person),
            .recoveryCodeUsed(let person, _), .deviceAdded(let person), .factorGuessed(let person):
            [person]
        case .personRegistered(let person, _, _, let inviter): [person] + [inviter].compactMap(\.self)
        case .resetLinkMade(_, let person, _): [person]
        case .passwordReset(_, let person, let maker): [person] + [maker].compactMap(\.self)
        case .accountLinkMade, .accountLinkRevoked, .settingsChanged: []
        case .memberInvited(let person, _, _, _), .invitationWithdrawn(let person, _, _),
            .memberRemoved(let person, _), .memberLeft(let person, _), .memberRoleChanged(let person, _, _),
            .memberNicknamed(let person), .joinRequested(_, let person), .joinApproved(_, let person, _),
            .joinDeclined(_, let person), .handOverOffered(_, let person, _), .handOverWithdrawn(_, let person):
            [person]
        case .invitationAccepted(let person, _, _, let inviter), .invitationDeclined(let person, _, _, let inviter),
            .invitationExpired(let person, _, _, let inviter), .memberJoined(let person, _, _, let inviter):
            [person, inviter]
        case .handOverAccepted(_, let from, let person), .handOverDeclined(_, let from, let person),
            .handOverExpired(_, let from, let person):
            [person, from]
        case .tokenMade(let person, _, _): [person].compactMap(\.self)
        case .tokenRevoked, .appCreated, .informationChanged, .appClosed, .invitationLinkMade,
            .invitationLinkRevoked:
            []
        case .versionUploaded, .versionDeleted, .experienceSet, .experienceCancelled, .experienceCodeRevoked,
            .experienceOpened, .previewMade, .versionChanged, .versionSubmitted, .versionWithdrawn, .versionReturned,
            .reviewClaimed, .reviewGivenBack, .versionReviewed, .reviewTemplateSaved, .reviewTemplateRemoved,
            .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .grayScheduleChanged, .versionReleased,
            .versionTakenOffline, .versionRolledBack, .versionForcedOffline, .releaseRuleChanged:
            []
        case .guardStopped, .guardPassed, .guardHeld, .guardOverruled, .guardActionChanged: []
        case .hostSecretMade, .hostSecretRemoved: []
        case .runtimeKeyRotated, .noticePublished, .noticeWithdrawn, .webhookMade, .webhookChanged, .webhookRemoved,
            .webhookGaveUp:
            []
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed, .feedbackGrew,
            .feedbackReopened, .feedbackProcessing, .feedbackResolved, .feedbackReplied, .feedbackAlarmed:
            []
        }
    }
}
