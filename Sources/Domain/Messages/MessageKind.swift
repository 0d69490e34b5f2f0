/// What a message says, without names and numbers: finer than the journal's word, since a search for 未通过 finds no approval.
/// Raw values are stored and never change.
package enum MessageKind: String, CaseIterable, Sendable {
    case personEnabled = "person.enabled"
    case dutiesChanged = "person.duties_changed"
    case personSignedOut = "person.signed_out"
    case personTokenRevoked = "person.token_revoked"
    case passwordChanged = "password.changed"
    case personRegistered = "person.registered"
    case resetLinkMade = "reset_link.made"
    case passwordReset = "password.reset"
    case factorAdded = "factor.added"
    case factorRemoved = "factor.removed"
    case recoveryCodesMade = "recovery_codes.made"
    case recoveryCodeUsed = "recovery_code.used"
    case deviceAdded = "device.added"
    case factorGuessed = "factor.guessed"
    case tokenMade = "token.made"
    case informationChanged = "app.information_changed"
    case appClosed = "app.closed"
    case versionUploaded = "version.uploaded"
    case experienceSet = "experience.set"
    case experienceCodeRevoked = "experience.code_revoked"
    case experienceOpened = "experience.opened"
    case experienceShut = "experience.shut"
    case forwardOnlySet = "version.forward_only"
    case forwardOnlyLifted = "version.forward_only_lifted"
    case versionSubmitted = "version.submitted"
    case versionWithdrawn = "version.withdrawn"
    case versionReturned = "version.returned"
    case versionApproved = "version.approved"
    case versionApprovedBase = "version.approved_base"
    case versionRejected = "version.rejected"
    case versionForcedOffline = "version.forced_offline"
    case grayStarted = "gray.started"
    case grayEnlarged = "gray.enlarged"
    case grayEnded = "gray.ended"
    case grayReplaced = "gray.replaced"
    case grayScheduleStopped = "gray.schedule_stopped"
    case guardStopped = "guard.stopped"
    case guardHeld = "guard.held"
    case hostSecretMade = "host_secret.made"
    case hostSecretRemoved = "host_secret.removed"
    case versionReleased = "version.released"
    case versionTakenOffline = "version.taken_offline"
    case versionRolledBack = "version.rolled_back"
    case releaseRuleChanged = "app.release_rule_changed"
    case memberAdded = "member.added"
    case memberInvited = "member.invited"
    case invitationAccepted = "invitation.accepted"
    case invitationDeclined = "invitation.declined"
    case invitationExpired = "invitation.expired"
    case memberRemoved = "member.removed"
    case memberLeft = "member.left"
    case memberRoleChanged = "member.role_changed"
    case memberJoined = "member.joined"
    case joinRequested = "join.requested"
    case joinApproved = "join.approved"
    case joinDeclined = "join.declined"
    case handOverOffered = "hand_over.offered"
    case handOverAccepted = "hand_over.accepted"
    case handOverDeclined = "hand_over.declined"
    case handOverExpired = "hand_over.expired"
    case noticePublished = "notice.published"
    case webhookGaveUp = "webhook.gave_up"
    case feedbackPassed = "feedback.passed"
    case feedbackReopened = "feedback.reopened"
    case feedbackDueSoon = "feedback.due_soon"
    case feedbackOverdue = "feedback.overdue"

    /// In a few words: what a search looks in, and what stands where a message is explained.
    package var words: Words {
        switch self {
        case .personEnabled: Words("账号恢复使用", "Account enabled again")
        case .dutiesChanged: Words("平台职责有变化", "Your duties changed")
        case .personSignedOut: Words("设备被管理员退出", "Signed out by an administrator")
        case .personTokenRevoked: Words("令牌被管理员吊销", "Token revoked by an administrator")
        case .passwordChanged: Words("密码已修改", "Password changed")
        case .personRegistered: Words("通过邀请链接注册", "Made an account by your link")
        case .resetLinkMade: Words("生成了重设密码的链接", "Link to reset your password")
        case .passwordReset: Words("密码已通过链接重设", "Password reset by a link")
        case .factorAdded: Words("开启了两步验证", "Second factor turned on")
        case .factorRemoved: Words("停用了两步验证", "Second factor turned off")
        case .recoveryCodesMade: Words("更换了恢复码", "New recovery codes")
        case .recoveryCodeUsed: Words("用了一个恢复码", "Recovery code used")
        case .deviceAdded: Words("新设备登录", "Sign-in from a new device")
        case .factorGuessed: Words("密码对，验证码一直不对", "Right password, wrong codes")
        case .tokenMade: Words("新建了访问令牌", "Access token made")
        case .informationChanged: Words("修改了基础信息", "Base information changed")
        case .appClosed: Words("小程序已注销", "Mini program closed")
        case .versionUploaded: Words("上传了版本", "Version uploaded")
        case .experienceSet: Words("新的体验版", "New experience version")
        case .experienceCodeRevoked: Words("体验版二维码已更换", "Experience code replaced")
        case .experienceOpened: Words("体验版已公开", "Experience version opened")
        case .experienceShut: Words("体验版不再公开", "Experience version closed to strangers")
        case .forwardOnlySet: Words("标记为只能向前", "Marked forward only")
        case .forwardOnlyLifted: Words("取消只能向前", "No longer forward only")
        case .versionSubmitted: Words("提交了审核", "Submitted for review")
        case .versionWithdrawn: Words("撤回了审核", "Withdrawn from review")
        case .versionReturned: Words("退回开发", "Returned to development")
        case .versionApproved: Words("审核通过", "Passed review")
        case .versionApprovedBase: Words("审核准入，不可营销", "Passed review, not promoted")
        case .versionRejected: Words("审核未通过", "Did not pass review")
        case .versionForcedOffline: Words("被平台强制下架", "Taken down by the platform")
        case .grayStarted: Words("开始灰度", "Gray release began")
        case .grayEnlarged: Words("灰度扩大", "Gray release enlarged")
        case .grayEnded: Words("灰度已结束", "Gray release ended")
        case .grayReplaced: Words("灰度版被替换", "Gray version replaced")
        case .grayScheduleStopped: Words("灰度计划停止了", "Gray schedule stopped")
        case .guardStopped: Words("自动止损", "Stopped by the guard")
        case .guardHeld: Words("计划的扩大在等待", "A planned step waits")
        case .hostSecretMade: Words("生成了宿主密钥", "Host secret made")
        case .hostSecretRemoved: Words("删除了宿主密钥", "Host secret removed")
        case .versionReleased: Words("已上架", "Released")
        case .versionTakenOffline: Words("已下架", "Taken offline")
        case .versionRolledBack: Words("已回滚", "Rolled back")
        case .releaseRuleChanged: Words("发布规则有变化", "Release rules changed")
        case .memberAdded: Words("添加你为成员", "You were added")
        case .memberInvited: Words("邀请你成为成员", "Invited you")
        case .invitationAccepted: Words("接受了邀请", "Accepted the invitation")
        case .invitationDeclined: Words("谢绝了邀请", "Declined the invitation")
        case .invitationExpired: Words("邀请过期了", "Invitation expired")
        case .memberRemoved: Words("把你移出了成员", "You were removed")
        case .memberLeft: Words("退出了小程序", "Left the mini program")
        case .memberRoleChanged: Words("改了你的角色", "Your role was changed")
        case .memberJoined: Words("通过邀请链接加入", "Joined by a link")
        case .joinRequested: Words("申请加入", "Asks to join")
        case .joinApproved: Words("加入申请通过了", "Request to join approved")
        case .joinDeclined: Words("加入申请没有通过", "Request to join declined")
        case .handOverOffered: Words("想把小程序转让给你", "Offers to hand the mini program over")
        case .handOverAccepted: Words("接受了转让", "Took the mini program over")
        case .handOverDeclined: Words("谢绝了转让", "Declined to take it over")
        case .handOverExpired: Words("转让过期了", "Hand-over expired")
        case .noticePublished: Words("产品通知", "Product notice")
        case .webhookGaveUp: Words("Webhook 没有送达", "Webhook not delivered")
        case .feedbackPassed: Words("有新的用户反馈", "New feedback from users")
        case .feedbackReopened: Words("已解决的问题又出现了", "A resolved problem came back")
        case .feedbackDueSoon: Words("反馈快到处理时限了", "Feedback is due soon")
        case .feedbackOverdue: Words("反馈超过处理时限了", "Feedback is overdue")
        }
    }
}

extension JournalEvent {
    /// What its message says; nil for what the table gives no message.
    package var messageKind: MessageKind? {
        switch self {
        case .personEnabled: .personEnabled
        case .dutiesChanged: .dutiesChanged
        case .personSignedOut: .personSignedOut
        case .personTokenRevoked: .personTokenRevoked
        case .passwordChanged: .passwordChanged
        case .personRegistered: message.rule == nil ? nil : .personRegistered
        case .resetLinkMade: .resetLinkMade
        case .passwordReset: .passwordReset
        case .factorAdded: .factorAdded
        case .factorRemoved: .factorRemoved
        case .recoveryCodesMade: .recoveryCodesMade
        case .recoveryCodeUsed: .recoveryCodeUsed
        case .deviceAdded: .deviceAdded
        case .factorGuessed: .factorGuessed
        case .tokenMade(let person, _, _): person == nil ? nil : .tokenMade
        case .informationChanged: .informationChanged
        case .appClosed: .appClosed
        case .versionUploaded: .versionUploaded
        case .experienceSet: .experienceSet
        case .experienceCodeRevoked: .experienceCodeRevoked
        case .experienceOpened(let until): until == nil ? .experienceShut : .experienceOpened
        case .versionChanged(_, _, _, let isForwardOnly):
            isForwardOnly.map { $0 ? .forwardOnlySet : .forwardOnlyLifted }
        case .versionSubmitted: .versionSubmitted
        case .versionWithdrawn: .versionWithdrawn
        case .versionReturned: .versionReturned
        case .versionReviewed(_, _, _, .approve, _): .versionApproved
        case .versionReviewed(_, _, _, .approveBase, _): .versionApprovedBase
        case .versionReviewed(_, _, _, .reject, _): .versionRejected
        case .versionForcedOffline: .versionForcedOffline
        case .grayStarted: .grayStarted
        case .grayEnlarged: .grayEnlarged
        case .grayEnded: .grayEnded
        case .grayReplaced: .grayReplaced
        case .grayScheduleChanged(_, _, let state, _): state == .stopped ? .grayScheduleStopped : nil
        case .guardStopped: .guardStopped
        case .guardHeld: .guardHeld
        case .hostSecretMade: .hostSecretMade
        case .hostSecretRemoved: .hostSecretRemoved
        case .versionReleased: .versionReleased
        case .versionTakenOffline: .versionTakenOffline
        case .versionRolledBack: .versionRolledBack
        case .releaseRuleChanged: .releaseRuleChanged
        case .memberAdded: .memberAdded
        case .memberInvited: .memberInvited
        case .invitationAccepted: .invitationAccepted
        case .invitationDeclined: .invitationDeclined
        case .invitationExpired: .invitationExpired
        case .memberRemoved: .memberRemoved
        case .memberLeft: .memberLeft
        case .memberRoleChanged: .memberRoleChanged
        case .memberJoined: .memberJoined
        case .joinRequested: .joinRequested
        case .joinApproved: .joinApproved
        case .joinDeclined: .joinDeclined
        case .handOverOffered: .handOverOffered
        case .handOverAccepted: .handOverAccepted
        case .handOverDeclined: .handOverDeclined
        case .handOverExpired: .handOverExpired
        case .noticePublished: .noticePublished
        case .webhookGaveUp: .webhookGaveUp
        case .feedbackPassed: .feedbackPassed
        case .feedbackReopened: .feedbackReopened
        case .feedbackAlarmed(_, _, .warning, _): .feedbackDueSoon
        case .feedbackAlarmed(_, _, .over, _): .feedbackOverdue
        case .personAdded, .personDisabled, .profileChanged, .tokenRevoked, .hostUserLinked,
            .hostUserUnlinked, .appCreated, .versionDeleted, .experienceCancelled, .previewMade, .reviewTemplateSaved,
            .reviewTemplateRemoved, .runtimeKeyRotated, .noticeWithdrawn, .reviewClaimed, .reviewGivenBack,
            .invitationWithdrawn, .memberNicknamed, .invitationLinkMade, .invitationLinkRevoked, .handOverWithdrawn,
            .webhookMade, .webhookChanged, .webhookRemoved, .settingsChanged,
            .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackGrew, .feedbackProcessing,
            .feedbackResolved,
            .feedbackReplied,
            .accountLinkMade, .accountLinkRevoked,
            .guardPassed, .guardOverruled, .guardActionChanged:
            nil
        }
    }
}
