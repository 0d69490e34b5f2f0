package import Domain

/// One example of every event, as it could happen. A new event gets one here, and with it a line in the golden file.
package enum EventExamples {
    private static let person = ID<Person>(rawValue: "01kaqx5v0e00000000000000p1")
    private static let version = ID<Version>(rawValue: "01kaqx5v0e00000000000000v1")
    private static let token = ID<APIToken>(rawValue: "01kaqx5v0e00000000000000t1")
    private static let number = VersionNumber(1, 2, 3)
    private static let other = ID<Version>(rawValue: "01kaqx5v0e00000000000000v0")
    private static let submission = ID<Submission>(rawValue: "01kaqx5v0e00000000000000s1")
    private static let template = ID<ReplyTemplate>(rawValue: "01kaqx5v0e00000000000000r1")
    private static let grayRelease = GrayRelease(
        id: ID(rawValue: "01kaqx5v0e00000000000000g1"),
        version: version,
        salt: CohortSalt(bytes: [UInt8](0..<16))!,
        share: GrayShare(ppm: 100_000)!
    )
    private static let package = String(repeating: "0f", count: 32)

    package static let all: [JournalEvent] =
        [
            .personAdded(person: person, duties: [.reviewer, .administrator]),
            .personDisabled(person: person, reason: .left),
            .personDisabled(person: person, reason: nil),
            .personEnabled(person: person),
            .profileChanged(person: person),
            .passwordChanged(person: person),
            .personRegistered(
                person: person,
                accountLink: ID(rawValue: "01kaqx5v0e00000000000000a1"),
                memberLink: nil,
                invitedBy: person
            ),
            .personRegistered(
                person: person,
                accountLink: nil,
                memberLink: ID(rawValue: "01kaqx5v0e00000000000000l1"),
                invitedBy: person
            ),
            .personRegistered(person: person, accountLink: nil, memberLink: nil, invitedBy: nil),
            .accountLinkMade(
                link: ID(rawValue: "01kaqx5v0e00000000000000a1"),
                uses: 10,
                expires: Instant(milliseconds: 1_795_426_200_000)
            ),
            .accountLinkRevoked(link: ID(rawValue: "01kaqx5v0e00000000000000a1")),
            .resetLinkMade(
                link: ID(rawValue: "01kaqx5v0e00000000000000k1"),
                person: person,
                expires: Instant(milliseconds: 1_795_426_200_000)
            ),
            .passwordReset(link: ID(rawValue: "01kaqx5v0e00000000000000k1"), person: person, madeBy: person),
            .settingsChanged(settings: [.registration, .operatorsNeedSecondFactor]),
            .factorAdded(person: person),
            .factorRemoved(person: person),
            .recoveryCodesMade(person: person),
            .recoveryCodeUsed(person: person, left: 7),
            .deviceAdded(person: person),
            .factorGuessed(person: person),
            .tokenMade(person: person, token: token, scopes: [.versionUpload, .versionView]),
            .tokenMade(person: nil, token: token, scopes: [.versionUpload, .versionView]),
            .tokenRevoked(token: token),
            .appCreated,
            .informationChanged(fields: ["name", "slogan"]),
            .appClosed,
            .memberAdded(person: person, role: .developer),
            .versionUploaded(version: version, number: number, package: package, errors: 1, warnings: 2),
            .versionDeleted(version: version, number: number),
            .experienceSet(version: version, number: number),
            .experienceCancelled(version: version, number: number),
            .experienceCodeRevoked,
            .experienceOpened(until: Instant(milliseconds: 1_795_426_200_000)),
            .experienceOpened(until: nil),
            .previewMade(package: package),
        ] + people + review + gray + guarding + release + members + messages + feedback

    private static let people: [JournalEvent] = [
        .dutiesChanged(person: person, given: [.reviewer, .official], taken: [.administrator]),
        .dutiesChanged(person: person, given: [.moderator], taken: []),
        .dutiesChanged(person: person, given: [], taken: [.assessor]),
        .personSignedOut(person: person, sessions: 2),
        .personTokenRevoked(person: person, token: token),
    ]

    private static let review: [JournalEvent] = [
        .versionChanged(version: version, number: number, fields: ["description"], isForwardOnly: nil),
        .versionChanged(version: version, number: number, fields: ["forward_only"], isForwardOnly: true),
        .versionSubmitted(
            version: version,
            number: number,
            submission: submission,
            replaces: grayRelease.id,
            isExpress: true
        ),
        .versionSubmitted(version: version, number: number, submission: submission, replaces: nil, isExpress: false),
        .versionWithdrawn(version: version, number: number),
        .versionReturned(version: version, number: number),
        .reviewClaimed(version: version, number: number, submission: submission),
        .reviewGivenBack(version: version, number: number, submission: submission),
        .versionReviewed(
            version: version,
            number: number,
            submission: submission,
            decision: .reject,
            reasons: [.whiteScreen, .categoryMismatch]
        ),
        .reviewTemplateSaved(template: template),
        .reviewTemplateRemoved(template: template),
    ]

    private static let gray: [JournalEvent] = [
        .grayStarted(gray: grayRelease, number: number, isAutomatic: false),
        .grayEnlarged(version: version, number: number, share: .everyone, isScheduled: true),
        .grayEnded(version: version, number: number, status: .approvedBase),
        .grayReplaced(version: version, number: number, by: other, byNumber: VersionNumber(1, 2, 4)),
        .grayScheduleChanged(
            version: version,
            number: number,
            state: .running,
            steps: [GraySchedule.Step(at: Instant(milliseconds: 1_795_426_200_000), share: .everyone)]
        ),
    ]

    private static let guardEvidence = GuardEvidence(
        cause: .launchFailure,
        grayUsers: 110,
        grayFailures: 11,
        controlUsers: 990,
        controlFailures: 20,
        factor: 612,
        needed: 500
    )

    private static let guarding: [JournalEvent] = [
        .guardStopped(version: version, number: number, evidence: guardEvidence, action: .pause),
        .guardStopped(version: version, number: number, evidence: guardEvidence, action: .end),
        .guardStopped(version: version, number: number, evidence: guardEvidence, action: .tell),
        .guardPassed(version: version, number: number, evidence: guardEvidence),
        .guardHeld(version: version, number: number, share: .everyone),
        .guardOverruled(version: version, number: number, causes: [.launchFailure, .breaker]),
        .guardActionChanged(version: version, number: number, action: .tell),
        .hostSecretMade(isReplaced: true),
        .hostSecretRemoved,
    ]

    private static let release: [JournalEvent] = [
        .versionReleased(version: version, number: number, replaced: other),
        .versionReleased(version: version, number: number, replaced: nil),
        .versionTakenOffline(version: version, number: number),
        .versionRolledBack(version: version, number: number, to: other, toNumber: VersionNumber(1, 2, 2)),
        .versionForcedOffline(version: version, number: number),
        .releaseRuleChanged(needsSecondPerson: true),
        .hostUserLinked(person: person),
        .hostUserUnlinked(person: person),
        .runtimeKeyRotated(key: "0a1b2c3d", isRevoked: false),
    ]

    private static let inviter = ID<Person>(rawValue: "01kaqx5v0e00000000000000p3")
    private static let invitation = ID<Invitation>(rawValue: "01kaqx5v0e00000000000000i1")
    private static let link = ID<InvitationLink>(rawValue: "01kaqx5v0e00000000000000l1")
    private static let request = ID<JoinRequest>(rawValue: "01kaqx5v0e00000000000000j1")
    private static let handOver = ID<HandOver>(rawValue: "01kaqx5v0e00000000000000h1")
    private static let end = Instant(milliseconds: 1_796_031_000_000)

    private static let members: [JournalEvent] = [
        .memberInvited(person: person, role: .developer, invitation: invitation, expires: end),
        .invitationAccepted(person: person, role: .developer, invitation: invitation, invitedBy: inviter),
        .invitationDeclined(person: person, role: .experiencer, invitation: invitation, invitedBy: inviter),
        .invitationExpired(person: person, role: .administrator, invitation: invitation, invitedBy: inviter),
        .invitationWithdrawn(person: person, role: .developer, invitation: invitation),
        .memberRemoved(person: person, role: .developer),
        .memberLeft(person: person, role: .experiencer),
        .memberRoleChanged(person: person, from: .developer, to: .administrator),
        .memberNicknamed(person: person),
        .invitationLinkMade(link: link, role: .experiencer, uses: 20, expires: end),
        .invitationLinkRevoked(link: link),
        .memberJoined(person: person, role: .experiencer, link: link, invitedBy: inviter),
        .joinRequested(request: request, person: person),
        .joinApproved(request: request, person: person, role: .experiencer),
        .joinDeclined(request: request, person: person),
        .handOverOffered(handOver: handOver, person: person, expires: end),
        .handOverAccepted(handOver: handOver, from: inviter, person: person),
        .handOverDeclined(handOver: handOver, from: inviter, person: person),
        .handOverWithdrawn(handOver: handOver, person: person),
        .handOverExpired(handOver: handOver, from: inviter, person: person),
    ]

    private static let issue = ID<FeedbackIssue>(rawValue: "01kaqx5v0e00000000000000f1")

    private static let feedback: [JournalEvent] = [
        .feedbackConfirmed(app: ID(rawValue: "2021004288173306"), issue: issue, kind: .payment, reports: 12),
        .feedbackJoined(app: ID(rawValue: "2021004288173306"), issue: issue, kind: .payment, reports: 3),
        .feedbackDismissed(
            app: ID(rawValue: "2021004288173306"),
            kind: .suggestion,
            reason: .meaningless,
            reports: 2
        ),
        .feedbackPassed(issue: issue, kind: .payment, reports: 12, isUrgent: false),
        .feedbackPassed(issue: issue, kind: .payment, reports: 1, isUrgent: true),
        .feedbackGrew(issue: issue, kind: .payment, reports: 3, total: 15),
        .feedbackReopened(issue: issue, kind: .payment, number: VersionNumber(1, 4, 0), reports: 2),
        .feedbackProcessing(issue: issue, kind: .payment),
        .feedbackResolved(issue: issue, kind: .payment, number: VersionNumber(1, 4, 0)),
        .feedbackReplied(issue: issue, kind: .payment, reply: ID(rawValue: "01kaqx5v0e00000000000000f2")),
        .feedbackAlarmed(issue: issue, kind: .payment, alarm: .warning, due: end),
        .feedbackAlarmed(issue: issue, kind: .payment, alarm: .over, due: end),
    ]

    private static let messages: [JournalEvent] = [
        .noticePublished(notice: ID(rawValue: "01kaqx5v0e00000000000000n1")),
        .noticeWithdrawn(notice: ID(rawValue: "01kaqx5v0e00000000000000n1")),
        .webhookMade(webhook: ID(rawValue: "01kaqx5v0e00000000000000w1")),
        .webhookChanged(webhook: ID(rawValue: "01kaqx5v0e00000000000000w1"), fields: ["address", "events"]),
        .webhookRemoved(webhook: ID(rawValue: "01kaqx5v0e00000000000000w1")),
        .webhookGaveUp(webhook: ID(rawValue: "01kaqx5v0e00000000000000w1")),
    ]

    package static let recipients = [ID<Person>(rawValue: "01kaqx5v0e00000000000000p2")]
}
