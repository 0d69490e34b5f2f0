/// What the journal's words are about, in the groups in which people look for them.
package enum JournalTopic: String, CaseIterable, Sendable {
    case people, apps, members, versions, reviews, releases, feedback, platform

    package var words: Words {
        switch self {
        case .people: Words("账号与人员", "Accounts and people")
        case .apps: Words("小程序与 Webhook", "Mini programs and webhooks")
        case .members: Words("成员与邀请", "Members and invitations")
        case .versions: Words("版本与体验版", "Versions and experience")
        case .reviews: Words("审核", "Review")
        case .releases: Words("灰度、上架与下架", "Gray, release, offline")
        case .feedback: Words("用户反馈", "Feedback")
        case .platform: Words("平台", "Platform")
        }
    }

    /// The stored words of the topic, in the order of the journal's table.
    package var stored: [JournalEvent.CodingKeys] { JournalEvent.CodingKeys.allCases.filter { $0.topic == self } }
}

extension JournalEvent.CodingKeys {
    /// Exhaustive on purpose: a word cannot be added without saying where it is looked for.
    package var topic: JournalTopic {
        switch self {
        case .personAdded, .personDisabled, .personEnabled, .profileChanged, .passwordChanged, .tokenMade,
            .tokenRevoked, .hostUserLinked, .hostUserUnlinked:
            .people
        case .dutiesChanged, .personSignedOut, .personTokenRevoked: .people
        case .factorAdded, .factorRemoved, .recoveryCodesMade, .recoveryCodeUsed, .deviceAdded, .factorGuessed: .people
        case .personRegistered, .accountLinkMade, .accountLinkRevoked, .resetLinkMade, .passwordReset: .people
        case .appCreated, .informationChanged, .appClosed, .webhookMade, .webhookChanged, .webhookRemoved,
            .webhookGaveUp:
            .apps
        case .memberAdded, .memberInvited, .invitationAccepted, .invitationDeclined, .invitationExpired,
            .invitationWithdrawn, .memberRemoved, .memberLeft, .memberRoleChanged, .memberNicknamed,
            .invitationLinkMade, .invitationLinkRevoked, .memberJoined, .joinRequested, .joinApproved, .joinDeclined,
            .handOverOffered, .handOverAccepted, .handOverDeclined, .handOverWithdrawn, .handOverExpired:
            .members
        case .versionUploaded, .versionDeleted, .versionChanged, .experienceSet, .experienceCancelled,
            .experienceCodeRevoked, .experienceOpened, .previewMade:
            .versions
        case .versionSubmitted, .versionWithdrawn, .versionReturned, .reviewClaimed, .reviewGivenBack,
            .versionReviewed, .reviewTemplateSaved, .reviewTemplateRemoved:
            .reviews
        case .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .grayScheduleChanged, .versionReleased,
            .versionTakenOffline, .versionRolledBack, .versionForcedOffline, .releaseRuleChanged:
            .releases
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed, .feedbackGrew,
            .feedbackReopened, .feedbackProcessing, .feedbackResolved, .feedbackReplied, .feedbackAlarmed:
            .feedback
        case .guardStopped, .guardPassed, .guardHeld, .guardOverruled, .guardActionChanged: .releases
        case .hostSecretMade, .hostSecretRemoved: .releases
        case .settingsChanged, .runtimeKeyRotated, .noticePublished, .noticeWithdrawn: .platform
        }
    }
}
