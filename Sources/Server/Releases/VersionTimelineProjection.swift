package import Domain
package import Storage

/// Fills each version's timeline: everything that happened to it, from its upload on.
package struct VersionTimelineProjection: Projection {
    package let name = "version_timeline"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        for version in payload.event.versions {
            try ReleaseHistoryWrites(db: db).add(entry, of: version)
        }
    }

    package func clear(in db: any Writing) throws { try ReleaseHistoryWrites(db: db).clearTimelines() }
}

extension JournalEvent {
    /// The versions whose life this belongs to.
    fileprivate var versions: [ID<Version>] {
        switch self {
        case .versionUploaded(let version, _, _, _, _), .versionDeleted(let version, _),
            .experienceSet(let version, _), .experienceCancelled(let version, _), .versionChanged(let version, _, _, _),
            .versionSubmitted(let version, _, _, _, _), .versionWithdrawn(let version, _),
            .versionReturned(let version, _), .reviewClaimed(let version, _, _), .reviewGivenBack(let version, _, _),
            .versionReviewed(let version, _, _, _, _), .grayEnlarged(let version, _, _, _),
            .grayEnded(let version, _, _), .grayScheduleChanged(let version, _, _, _),
            .versionTakenOffline(let version, _), .versionForcedOffline(let version, _):
            [version]
        case .guardStopped(let version, _, _, _), .guardPassed(let version, _, _), .guardHeld(let version, _, _),
            .guardOverruled(let version, _, _), .guardActionChanged(let version, _, _):
            [version]
        case .grayStarted(let gray, _, _): [gray.version]
        case .grayReplaced(let version, _, let by, _): [version, by]
        case .versionReleased(let version, _, let replaced): [version] + [replaced].compactMap(\.self)
        case .versionRolledBack(let version, _, let target, _): [version, target]
        case .dutiesChanged, .personSignedOut, .personTokenRevoked: []
        case .personAdded, .personDisabled, .personEnabled, .profileChanged, .passwordChanged, .tokenMade,
            .factorAdded, .factorRemoved, .recoveryCodesMade, .recoveryCodeUsed, .deviceAdded, .factorGuessed,
            .tokenRevoked, .appCreated, .informationChanged, .appClosed, .memberAdded, .experienceCodeRevoked,
            .experienceOpened, .previewMade, .reviewTemplateSaved, .reviewTemplateRemoved, .releaseRuleChanged,
            .hostUserLinked,
            .hostUserUnlinked, .runtimeKeyRotated, .memberInvited, .invitationAccepted, .invitationDeclined,
            .invitationExpired, .invitationWithdrawn, .memberRemoved, .memberLeft, .memberRoleChanged, .memberNicknamed,
            .invitationLinkMade, .invitationLinkRevoked, .memberJoined, .joinRequested, .joinApproved, .joinDeclined,
            .handOverOffered, .handOverAccepted, .handOverDeclined, .handOverWithdrawn, .handOverExpired,
            .noticePublished, .noticeWithdrawn, .webhookMade, .webhookChanged, .webhookRemoved, .webhookGaveUp,
            .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed, .feedbackGrew, .feedbackReopened,
            .feedbackProcessing, .feedbackResolved, .feedbackReplied, .feedbackAlarmed,
            .hostSecretMade, .hostSecretRemoved,
            .settingsChanged, .personRegistered, .accountLinkMade, .accountLinkRevoked, .resetLinkMade, .passwordReset:
            []
        }
    }
}
