import Domain

/// One line of what happened in a mini program.
struct ActivityLine: Sendable {
    let who: String
    let what: String
    let when: String
    /// RFC 3339, for the script that keeps relative times true.
    let moment: String
    /// A class of the timeline.
    let kind: String

    init(_ row: ActivityRow, _ time: PageTime, _ language: Language) {
        who = row.event.actorWords?[language] ?? row.actorName ?? Words("系统", "The system")[language]
        what = row.event.activity[language]
        when = time.short(row.at, language)
        moment = row.at.rfc3339
        kind = row.event.activityKind
    }
}

/// What happened in a mini program, in pages.
struct ActivityPage: Sendable {
    static let size = 40

    let lines: [ActivityLine]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String
}

extension JournalEvent {
    /// The event as the second half of a sentence that begins with who did it.
    var activity: Words {
        switch self {
        case .appCreated: Words("创建了小程序", "created the mini program")
        case .appClosed: Words("注销了小程序", "closed the mini program")
        case .informationChanged(let fields): Self.changed(fields)
        case .memberAdded, .memberInvited, .invitationAccepted, .invitationDeclined, .invitationExpired,
            .invitationWithdrawn, .memberRemoved, .memberLeft, .memberRoleChanged, .memberNicknamed,
            .invitationLinkMade, .invitationLinkRevoked, .memberJoined, .joinRequested, .joinApproved, .joinDeclined,
            .handOverOffered, .handOverAccepted, .handOverDeclined, .handOverWithdrawn, .handOverExpired:
            memberActivity
        case .versionUploaded(_, let number, _, let errors, _):
            errors == 0
                ? Words("上传了 \(number)", "uploaded \(number)")
                : Words("上传了 \(number)，检查出 \(errors) 处错误", "uploaded \(number), errors: \(errors)")
        case .versionDeleted(_, let number): Words("删除了 \(number)", "deleted \(number)")
        case .experienceSet(_, let number): Words("把 \(number) 设为体验版", "made \(number) the experience version")
        case .experienceCancelled(_, let number):
            Words("取消了体验版 \(number)", "ended the experience version \(number)")
        case .experienceCodeRevoked: Words("换了体验版二维码", "replaced the experience code")
        case .experienceOpened(let until):
            until == nil
                ? Words("关闭了体验版的公开访问", "closed the experience version to strangers")
                : Words("把体验版公开给有链接的人", "opened the experience version to anyone with the link")
        case .previewMade: Words("生成了预览", "made a preview")
        case .versionChanged, .versionSubmitted, .versionWithdrawn, .versionReturned, .reviewClaimed, .reviewGivenBack,
            .versionReviewed, .reviewTemplateSaved, .reviewTemplateRemoved:
            reviewActivity
        case .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .grayScheduleChanged, .versionReleased,
            .versionTakenOffline, .versionRolledBack, .versionForcedOffline, .releaseRuleChanged:
            releaseActivity
        case .hostSecretMade, .hostSecretRemoved: guardActivity
        case .guardStopped, .guardPassed, .guardHeld, .guardOverruled, .guardActionChanged: guardActivity
        case .webhookMade: Words("添加了 Webhook", "added a webhook")
        case .webhookChanged: Words("修改了 Webhook", "changed a webhook")
        case .webhookRemoved: Words("删除了 Webhook", "removed a webhook")
        case .webhookGaveUp: Words("的 Webhook 连续 24 小时没有送达", "could not deliver to a webhook for 24 hours")
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed, .feedbackGrew, .feedbackReopened,
            .feedbackProcessing, .feedbackResolved, .feedbackReplied, .feedbackAlarmed:
            feedbackActivity
        case .noticePublished: Words("发布了产品通知", "published a product notice")
        case .noticeWithdrawn: Words("撤回了产品通知", "withdrew a product notice")
        case .personRegistered, .accountLinkMade, .accountLinkRevoked, .resetLinkMade, .passwordReset: accountActivity
        case .settingsChanged: Words("修改了平台设置", "changed the installation's settings")
        case .factorAdded: Words("开启了两步验证", "turned the second factor on")
        case .factorRemoved: Words("停用了两步验证", "turned a second factor off")
        case .recoveryCodesMade: Words("更换了恢复码", "made new recovery codes")
        case .recoveryCodeUsed: Words("用了一个恢复码", "used a recovery code")
        case .deviceAdded: Words("在新设备上登录了", "signed in from a new device")
        case .factorGuessed: Words("密码正确，验证码连续不对", "wrong codes after the right password, again and again")
        case .personAdded, .personDisabled, .personEnabled, .profileChanged, .passwordChanged, .tokenMade,
            .tokenRevoked, .hostUserLinked, .hostUserUnlinked, .runtimeKeyRotated, .dutiesChanged, .personSignedOut,
            .personTokenRevoked:
            personActivity
        }
    }

    /// What stands in the place of the person who did it: reviewers are never named to members, and what follows from a
    /// review by itself was done by nobody.
    var actorWords: Words? {
        switch self {
        case .reviewClaimed, .reviewGivenBack, .versionReviewed, .versionForcedOffline:
            Words("平台审核员", "A platform reviewer")
        case .grayStarted(_, _, isAutomatic: true): Words("系统", "The system")
        // Assessors are not named to members, and what users do has no name.
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed: Words("平台", "The platform")
        case .feedbackGrew, .feedbackReopened: Words("用户", "Users")
        default: nil
        }
    }

    var activityKind: String {
        switch self {
        case .versionUploaded, .experienceSet, .versionSubmitted: "now"
        case .versionDeleted, .appClosed, .versionTakenOffline, .versionForcedOffline, .versionRolledBack: "bad"
        case .versionReviewed(_, _, _, let decision, _): decision == .reject ? "bad" : "good"
        case .appCreated, .versionReleased: "good"
        case .feedbackResolved: "good"
        case .feedbackReopened, .feedbackAlarmed: "bad"
        case .feedbackPassed, .feedbackProcessing: "now"
        case .guardStopped: "bad"
        case .guardPassed: "good"
        case .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .guardHeld, .guardOverruled: "gray"
        default: ""
        }
    }

    private static func changed(_ fields: [String]) -> Words {
        let labels = fields.compactMap { InformationField(rawValue: $0)?.label }
        guard !labels.isEmpty, labels.count <= 3 else {
            return Words("修改了基础信息 \(fields.count) 项", "changed \(fields.count) fields of the base information")
        }
        let english = labels.map { $0.en.hasPrefix("English") ? $0.en : $0.en.lowercased() }
        return Words(
            "修改了\(labels.map(\.zh).joined(separator: "、"))",
            "changed the \(english.dropLast().joined(separator: ", "))\(english.count > 1 ? " and " : "")\(english.last ?? "")"
        )
    }
}
