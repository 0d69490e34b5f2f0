/// A group of journal words that a webhook can be told of. The raw values are stored; none has a dot, which every journal word
/// has, so that both can stand in one list.
package enum WebhookTopic: String, CaseIterable, Sendable, Codable {
    case versions, reviews, releases, members, information, feedback

    package var words: Words {
        switch self {
        case .versions: Words("版本与体验版", "Versions and experience")
        case .reviews: Words("审核", "Review")
        case .releases: Words("灰度与发布", "Gray releases and releases")
        case .members: Words("成员", "Members")
        case .information: Words("小程序信息", "The mini program itself")
        case .feedback: Words("用户反馈", "Feedback")
        }
    }

    package var explanation: Words {
        switch self {
        case .versions: Words("上传、删除、体验版的变化", "Uploads, deletions, changes of the experience version")
        case .reviews: Words("提审、撤回、审核结果", "Submissions, withdrawals, decisions")
        case .releases: Words("灰度、上架、回滚、下架", "Gray releases, releases, roll backs, going offline")
        case .members: Words("邀请、加入、移除、转让", "Invitations, joining, removal, hand-over")
        case .information: Words("基础信息修改、注销", "Changes of the base information, closing")
        case .feedback: Words("转来的反馈、处理进展、时限", "What is passed on, what becomes of it, deadlines")
        }
    }

    /// The journal words of this topic, in the journal's order.
    package var events: [JournalEvent.CodingKeys] {
        JournalEvent.CodingKeys.allCases.filter { $0.webhook == .topic(self) }
    }
}

/// What webhooks learn of a journal word.
package enum WebhookOutcome: Hashable, Sendable {
    case topic(WebhookTopic)
    /// Never sent; the text says why, for whoever reads the table.
    case never(because: String)
}

extension JournalEvent.CodingKeys {
    /// The table of webhooks. Exhaustive on purpose: a journal word cannot be added without its row.
    package var webhook: WebhookOutcome {
        switch self {
        case .versionUploaded, .versionDeleted, .versionChanged, .experienceSet, .experienceCancelled,
            .experienceCodeRevoked, .experienceOpened:
            .topic(.versions)
        case .versionSubmitted, .versionWithdrawn, .versionReturned, .reviewClaimed, .reviewGivenBack, .versionReviewed:
            .topic(.reviews)
        case .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .grayScheduleChanged, .versionReleased,
            .versionTakenOffline, .versionRolledBack, .versionForcedOffline, .releaseRuleChanged:
            .topic(.releases)
        case .memberAdded, .memberInvited, .invitationAccepted, .invitationDeclined, .invitationExpired,
            .invitationWithdrawn, .memberRemoved, .memberLeft, .memberRoleChanged, .memberNicknamed,
            .invitationLinkMade, .invitationLinkRevoked, .memberJoined, .joinRequested, .joinApproved, .joinDeclined,
            .handOverOffered, .handOverAccepted, .handOverDeclined, .handOverWithdrawn, .handOverExpired:
            .topic(.members)
        case .guardStopped, .guardPassed, .guardHeld, .guardOverruled, .guardActionChanged: .topic(.releases)
        case .hostSecretMade, .hostSecretRemoved: .never(because: "It is between the host app and this installation.")
        case .informationChanged, .appClosed: .topic(.information)
        case .feedbackPassed, .feedbackGrew, .feedbackReopened, .feedbackProcessing, .feedbackResolved,
            .feedbackReplied,
            .feedbackAlarmed:
            .topic(.feedback)
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed:
            .never(because: "Members learn of it when it is passed on.")
        case .appCreated: .never(because: "There is no webhook before there is a mini program.")
        case .previewMade: .never(because: "A preview is for whoever holds its link.")
        case .personAdded, .personDisabled, .personEnabled, .profileChanged, .passwordChanged, .tokenMade,
            .tokenRevoked, .factorAdded, .factorRemoved, .recoveryCodesMade,
            .recoveryCodeUsed, .deviceAdded, .factorGuessed,
            .hostUserLinked, .hostUserUnlinked:
            .never(because: "It is about a person, in no mini program.")
        case .dutiesChanged, .personSignedOut, .personTokenRevoked:
            .never(because: "It is about a person, in no mini program.")
        case .reviewTemplateSaved, .reviewTemplateRemoved: .never(because: "A reviewer's own tool.")
        case .personRegistered, .resetLinkMade, .passwordReset:
            .never(because: "It is about a person, in no mini program.")
        case .settingsChanged, .accountLinkMade, .accountLinkRevoked:
            .never(because: "It is about the installation, in no mini program.")
        case .runtimeKeyRotated: .never(because: "It is about the installation; host apps learn it from the keys.")
        case .noticePublished, .noticeWithdrawn: .never(because: "Notices reach people, in no mini program.")
        case .webhookMade, .webhookChanged, .webhookRemoved, .webhookGaveUp:
            .never(because: "A webhook told of webhooks would be told of itself.")
        }
    }

    /// The words that a webhook can be told of.
    package static var sent: [JournalEvent.CodingKeys] {
        allCases.filter { if case .topic = $0.webhook { true } else { false } }
    }
}

/// The events that a webhook was made for: topics and single journal words.
package struct WebhookEvents: Hashable, Sendable {
    /// Topics first, then words, each in their order.
    package let names: [String]

    /// Nil where one is unknown or never sent, or where there are none.
    package init?(_ names: some Collection<String>) {
        let given = Set(names)
        let known = WebhookTopic.allCases.map(\.rawValue) + JournalEvent.CodingKeys.sent.map(\.rawValue)
        guard !given.isEmpty, given.isSubset(of: known) else { return nil }
        self.names = known.filter(given.contains)
    }

    /// Every topic.
    package static let everything = WebhookEvents(topics: WebhookTopic.allCases)

    package init(topics: [WebhookTopic]) { names = topics.map(\.rawValue) }

    /// As stored.
    package init?(stored text: String) { self.init(text.split(separator: " ").map(String.init)) }

    package var stored: String { names.joined(separator: " ") }

    package func contains(_ word: String) -> Bool {
        guard case .topic(let topic)? = JournalEvent.CodingKeys(rawValue: word)?.webhook else { return false }
        return names.contains(topic.rawValue) || names.contains(word)
    }
}
