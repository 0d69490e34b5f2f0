extension JournalEvent {
    /// The table of messages: for every event its recipients, category, urgency and next step, or why it makes no message.
    ///
    /// Exhaustive on purpose: an event cannot be added without its row. Printed into a golden file and reviewed there.
    package var message: MessageOutcome {
        switch self {
        case .personAdded: .none(because: "The first page that they see greets them.")
        case .personDisabled: .none(because: "Who is disabled cannot read it.")
        case .personEnabled(let person): .message(MessageRule(.people([person]), .system))
        case .dutiesChanged(let person, _, _):
            .message(MessageRule(.people([person]), .system, isUrgent: true))
        case .personSignedOut(let person, _):
            .message(MessageRule(.people([person]), .system, next: .openDevices))
        case .personTokenRevoked(let person, _):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openTokens))
        case .profileChanged: .none(because: "They changed it themselves.")
        case .passwordChanged(let person):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openDevices, tellsActor: true))
        case .factorAdded(let person), .factorRemoved(let person), .recoveryCodesMade(let person),
            .recoveryCodeUsed(let person, _):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openSecurity, tellsActor: true))
        case .deviceAdded(let person):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openDevices, tellsActor: true))
        case .factorGuessed(let person):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openSecurity, tellsActor: true))
        case .tokenMade(let person?, _, _):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openTokens, tellsActor: true))
        case .tokenMade: .none(because: "It was made before tokens said whose they are.")
        case .tokenRevoked, .hostUserLinked, .hostUserUnlinked:
            .none(because: "They did it themselves; the list shows it.")
        case .personRegistered(_, let link?, _, let maker?):
            .message(MessageRule(.people([maker]), .system, next: .openAccountLink(link), isGrouped: true))
        case .personRegistered(_, _, .some, _): .none(because: "That they joined is told already.")
        case .personRegistered: .none(because: "Nobody invited them.")
        case .accountLinkMade, .accountLinkRevoked: .none(because: "The list of links shows it.")
        case .resetLinkMade(_, let person, _):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openPassword, tellsActor: true))
        case .passwordReset(_, let person, _):
            .message(MessageRule(.people([person]), .system, isUrgent: true, next: .openDevices, tellsActor: true))
        case .settingsChanged: .none(because: "The page of settings shows it, with who changed it.")
        case .appCreated: .none(because: "Who made it stands in front of it.")
        case .informationChanged:
            .message(MessageRule(.members(from: .administrator), .system, next: .openInformation, isGrouped: true))
        case .appClosed: .message(MessageRule(.members(from: .experiencer), .system, isUrgent: true))
        case .versionUploaded(_, let number, _, _, _):
            .message(MessageRule(.members(from: .developer), .system, next: .openVersion(number), isGrouped: true))
        case .versionDeleted: .none(because: "A development version less leaves nothing to do.")
        case .experienceSet:
            .message(MessageRule(.members(from: .experiencer), .system, next: .openExperience, isGrouped: true))
        case .experienceCancelled: .none(because: "The experience page says it to whoever opens it.")
        case .experienceCodeRevoked:
            .message(MessageRule(.members(from: .developer), .system, next: .openExperienceSettings))
        case .experienceOpened:
            .message(MessageRule(.members(from: .administrator), .system, next: .openExperienceSettings))
        case .previewMade: .none(because: "Who made it holds the link.")
        case .reviewTemplateSaved, .reviewTemplateRemoved: .none(because: "A reviewer's own tool.")
        case .runtimeKeyRotated: .none(because: "Host apps learn it from /runtime/v1/keys.")
        case .noticePublished, .noticeWithdrawn:
            .none(because: "Notices are delivered to their audience in the background.")
        case .versionChanged, .versionSubmitted, .versionWithdrawn, .versionReturned, .reviewClaimed, .reviewGivenBack,
            .versionReviewed, .versionForcedOffline:
            reviewMessage
        case .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .grayScheduleChanged, .versionReleased,
            .versionTakenOffline, .versionRolledBack, .releaseRuleChanged:
            releaseMessage
        case .guardStopped, .guardPassed, .guardHeld, .guardOverruled, .guardActionChanged: guardMessage
        case .hostSecretMade, .hostSecretRemoved:
            .message(MessageRule(.members(from: .administrator), .system, isUrgent: true, next: .openReleaseRules))
        case .memberAdded, .memberInvited, .invitationAccepted, .invitationDeclined, .invitationExpired,
            .invitationWithdrawn, .memberRemoved, .memberLeft, .memberRoleChanged, .memberNicknamed,
            .invitationLinkMade, .invitationLinkRevoked, .memberJoined, .joinRequested, .joinApproved, .joinDeclined,
            .handOverOffered, .handOverAccepted, .handOverDeclined, .handOverWithdrawn, .handOverExpired:
            memberMessage
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed, .feedbackGrew, .feedbackReopened,
            .feedbackProcessing, .feedbackResolved, .feedbackReplied, .feedbackAlarmed:
            feedbackMessage
        case .webhookMade, .webhookChanged, .webhookRemoved: .none(because: "The list of webhooks shows it.")
        case .webhookGaveUp(let webhook):
            .message(
                MessageRule(.members(from: .administrator), .system, isUrgent: true, next: .openWebhook(webhook))
            )
        }
    }

    private var reviewMessage: MessageOutcome {
        func row(_ next: NextStep?, isUrgent: Bool = false) -> MessageOutcome {
            .message(MessageRule(.members(from: .developer), .review, isUrgent: isUrgent, next: next))
        }
        return switch self {
        case .versionChanged(_, _, _, nil): .none(because: "Texts of a version; its page shows them.")
        case .versionChanged(_, let number, _, _), .versionSubmitted(_, let number, _, _, _),
            .versionWithdrawn(_, let number), .versionReturned(_, let number):
            row(.openVersion(number))
        case .versionReviewed(_, let number, _, .reject, _): row(.openOutcome(number), isUrgent: true)
        case .versionReviewed(_, let number, _, _, _): row(.startGray(number))
        case .versionForcedOffline(_, let number): row(.openOutcome(number), isUrgent: true)
        default: .none(because: "The version's page shows how far the review is; there is nothing to do.")
        }
    }

    private var releaseMessage: MessageOutcome {
        func row(_ next: NextStep, isUrgent: Bool = false, isGrouped: Bool = false) -> MessageOutcome {
            .message(
                MessageRule(.members(from: .developer), .system, isUrgent: isUrgent, next: next, isGrouped: isGrouped)
            )
        }
        return switch self {
        case .grayStarted(_, let number, _): row(.openGray(number))
        case .grayEnlarged(_, let number, _, _): row(.openGray(number), isGrouped: true)
        case .grayEnded(_, let number, _): row(.openVersion(number))
        case .grayReplaced(_, _, _, let number): row(.openGray(number))
        case .grayScheduleChanged(_, let number, .stopped, _): row(.openGray(number), isUrgent: true)
        case .versionReleased(_, let number, _): row(.openVersion(number))
        case .versionTakenOffline(_, let number): row(.openVersion(number), isUrgent: true)
        case .versionRolledBack(_, _, _, let number): row(.openVersion(number), isUrgent: true)
        case .releaseRuleChanged:
            .message(MessageRule(.members(from: .administrator), .system, next: .openReleaseRules))
        default: .none(because: "The schedule stands on the gray release's page.")
        }
    }

    private var guardMessage: MessageOutcome {
        func row(_ number: VersionNumber, isUrgent: Bool) -> MessageOutcome {
            .message(
                MessageRule(.members(from: .developer), .system, isUrgent: isUrgent, next: .openGray(number))
            )
        }
        return switch self {
        case .guardStopped(_, let number, _, _): row(number, isUrgent: true)
        case .guardHeld(_, let number, _): row(number, isUrgent: false)
        default: .none(because: "The gray release's page shows it.")
        }
    }

    private var memberMessage: MessageOutcome {
        func row(_ people: [ID<Person>], _ next: NextStep?, isUrgent: Bool = false, isGrouped: Bool = false)
            -> MessageOutcome
        {
            .message(MessageRule(.people(people), .system, isUrgent: isUrgent, next: next, isGrouped: isGrouped))
        }
        return switch self {
        case .memberAdded(let person, _), .memberRoleChanged(let person, _, _), .joinApproved(_, let person, _):
            row([person], .openApp)
        case .memberInvited(let person, _, let invitation, _):
            row([person], .answerInvitation(invitation), isUrgent: true)
        case .invitationAccepted(_, _, _, let inviter), .memberJoined(_, _, _, let inviter):
            row([inviter], .openMembers, isGrouped: true)
        case .invitationDeclined(_, _, _, let inviter), .invitationExpired(_, _, _, let inviter):
            row([inviter], .openMembers, isGrouped: true)
        case .memberRemoved(let person, _): row([person], nil, isUrgent: true)
        case .memberLeft: .message(MessageRule(.members(from: .administrator), .system, next: .openMembers))
        case .joinRequested(let request, _):
            .message(
                MessageRule(
                    .members(from: .administrator),
                    .system,
                    isUrgent: true,
                    next: .answerJoinRequest(request)
                )
            )
        case .joinDeclined(_, let person): row([person], nil)
        case .handOverOffered(let handOver, let person, _):
            row([person], .answerHandOver(handOver), isUrgent: true)
        case .handOverAccepted:
            .message(MessageRule(.members(from: .administrator), .system, isUrgent: true, next: .openMembers))
        case .handOverDeclined(_, let owner, _), .handOverExpired(_, let owner, _): row([owner], .openMembers)
        case .invitationWithdrawn, .handOverWithdrawn:
            .none(because: "The message with the invitation says that it was withdrawn.")
        default: .none(because: "The list of members shows it.")
        }
    }
}
