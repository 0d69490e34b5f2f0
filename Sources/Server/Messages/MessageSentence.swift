import Domain

extension JournalEvent {
    /// What happened, as its recipient reads it.
    ///
    /// - Parameters:
    ///   - who: the name of the one who did it, or to whom it happened; nil where nobody is named.
    ///   - count: how many alike the message stands for; the event is the newest of them.
    func messageTitle(who: String?, count: Int) -> Words {
        if let title = accountTitle(who, count) { return title }
        let who = Words(who ?? "有人", who ?? "Somebody")
        switch self {
        case .personEnabled: return Words("你的账号已恢复使用", "Your account is enabled again")
        case .passwordChanged: return Words("你的密码已修改", "Your password was changed")
        case .dutiesChanged(_, let given, let taken): return Self.dutiesTitle(given: given, taken: taken)
        case .personSignedOut(_, let sessions):
            return Words("系统管理员退出了你的 \(sessions) 台设备", "A system administrator signed you out: \(sessions)")
        case .personTokenRevoked:
            return Words("系统管理员吊销了你的一个令牌", "A system administrator revoked a token of yours")
        case .factorAdded: return Words("你的账号开启了两步验证", "Your account has a second factor now")
        case .factorRemoved: return Words("你的账号停用了两步验证", "Your second factor was turned off")
        case .recoveryCodesMade:
            return Words("恢复码已更换，旧的都失效了", "New recovery codes were made; the old ones are worthless")
        case .recoveryCodeUsed(_, let left):
            return left == 0
                ? Words("恢复码用完了，请生成新的", "The last recovery code was used. Make new ones")
                : Words("用掉了一个恢复码，还剩 \(left) 个", "A recovery code was used; \(left) left")
        case .deviceAdded:
            return Words("你的账号在一台新设备上登录了，是你吗？", "Your account was signed in to from a new device. Was it you?")
        case .factorGuessed:
            return Words(
                "有人用对了你的密码，但验证码一直不对。不是你的话，请马上改密码",
                "Somebody knows your password and gave wrong codes again and again. If it was not you, change it now"
            )
        case .tokenMade(.some, _, _):
            return Words("你的账号新建了一个访问令牌，是你吗？", "An access token was made for your account. Was it you?")
        case .noticePublished: return MessageKind.noticePublished.words
        case .appClosed: return Words("小程序已注销", "The mini program was closed")
        case .informationChanged:
            return count == 1
                ? Words("\(who.zh)\(activity.zh)", "\(who.en) \(activity.en)")
                : Words("基础信息有 \(count) 次修改", "The base information was changed \(count) times")
        case .releaseRuleChanged(let needsSecondPerson):
            return needsSecondPerson
                ? Words("上架要由另一个人操作", "Releases now need a second person")
                : Words("上架不再需要另一个人", "Releases need no second person any more")
        case .webhookGaveUp: return Words("Webhook 连续 24 小时没有送达", "A webhook was not reached for 24 hours")
        case .versionUploaded, .experienceSet, .experienceCodeRevoked, .experienceOpened, .versionChanged,
            .versionSubmitted, .versionWithdrawn, .versionReturned, .versionReviewed, .versionForcedOffline:
            return versionTitle(who, count)
        case .grayStarted, .grayEnlarged, .grayEnded, .grayReplaced, .grayScheduleChanged, .versionReleased,
            .versionTakenOffline, .versionRolledBack:
            return releaseTitle(who)
        case .guardStopped, .guardHeld, .hostSecretMade, .hostSecretRemoved: return guardTitle
        case .memberAdded, .memberInvited, .invitationAccepted, .invitationDeclined, .invitationExpired,
            .memberRemoved, .memberLeft, .memberRoleChanged, .memberJoined, .joinRequested, .joinApproved,
            .joinDeclined, .handOverOffered, .handOverAccepted, .handOverDeclined, .handOverExpired:
            return memberTitle(who, count)
        case .feedbackPassed, .feedbackReopened, .feedbackAlarmed: return feedbackTitle(count)
        // These make no messages.
        case .personAdded, .personDisabled, .profileChanged, .tokenMade, .tokenRevoked, .hostUserLinked,
            .hostUserUnlinked, .appCreated, .versionDeleted, .experienceCancelled, .previewMade, .reviewTemplateSaved,
            .reviewTemplateRemoved, .runtimeKeyRotated, .noticeWithdrawn, .reviewClaimed, .reviewGivenBack,
            .invitationWithdrawn, .memberNicknamed, .invitationLinkMade, .invitationLinkRevoked, .handOverWithdrawn,
            .webhookMade, .webhookChanged, .webhookRemoved, .settingsChanged,
            .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackGrew, .feedbackProcessing,
            .feedbackResolved,
            .feedbackReplied,
            .accountLinkMade, .accountLinkRevoked, .personRegistered, .resetLinkMade, .passwordReset,
            .guardPassed, .guardOverruled, .guardActionChanged:
            return activity
        }
    }

    private static func dutiesTitle(given: [Duty], taken: [Duty]) -> Words {
        func list(_ duties: [Duty]) -> Words {
            Words(
                duties.map(\.words.zh).joined(separator: "、"),
                duties.map { $0.words.en.lowercased() }.joined(separator: ", ")
            )
        }
        let (new, old) = (list(given), list(taken))
        if taken.isEmpty { return Words("你有了新的平台职责：\(new.zh)", "You have new duties: \(new.en)") }
        if given.isEmpty { return Words("你不再担任：\(old.zh)", "Duties taken from you: \(old.en)") }
        return Words(
            "你的平台职责：新增\(new.zh)，取消\(old.zh)",
            "Your duties changed: new \(new.en); taken \(old.en)"
        )
    }

    private func versionTitle(_ who: Words, _ count: Int) -> Words {
        switch self {
        case .versionUploaded(_, let number, _, let errors, _):
            if count > 1 {
                return Words("上传了 \(count) 个版本，最新 \(number)", "\(count) versions were uploaded, last \(number)")
            }
            return errors == 0
                ? Words("\(who.zh)上传了 \(number)", "\(who.en) uploaded \(number)")
                : Words("\(who.zh)上传了 \(number)，有 \(errors) 处错误", "\(who.en) uploaded \(number), errors: \(errors)")
        case .experienceSet(_, let number):
            return count == 1
                ? Words("\(number) 是新的体验版", "\(number) is the new experience version")
                : Words("体验版换了 \(count) 次，现在是 \(number)", "\(count) new experience versions, now \(number)")
        case .experienceCodeRevoked: return Words("体验版二维码已更换", "The experience code was replaced")
        case .experienceOpened(let until):
            return until == nil
                ? Words("体验版不再公开", "The experience version is closed to strangers")
                : Words("体验版已公开给有链接的人", "The experience version is open to anyone with the link")
        case .versionChanged: return Words("\(who.zh)\(activity.zh)", "\(who.en) \(activity.en)")
        case .versionSubmitted(_, let number, _, let replaces, let isExpress):
            let (zh, en) = (replaces == nil ? "" : "，用来替换灰度版", replaces == nil ? "" : " to replace the gray version")
            return Words(
                "\(who.zh)提交了 \(number) 审核\(zh)\(isExpress ? "（加急）" : "")",
                "\(who.en) submitted \(number)\(en)\(isExpress ? " (express)" : "")"
            )
        case .versionWithdrawn(_, let number):
            return Words("\(who.zh)撤回了 \(number) 的审核", "\(who.en) withdrew \(number) from review")
        case .versionReturned(_, let number):
            return Words("\(who.zh)把 \(number) 退回开发", "\(who.en) returned \(number) to development")
        case .versionReviewed(_, let number, _, .approve, _):
            return Words("\(number) 审核通过", "\(number) passed review")
        case .versionReviewed(_, let number, _, .approveBase, _):
            return Words("\(number) 审核准入，不可营销", "\(number) passed review, not promoted")
        case .versionReviewed(_, let number, _, .reject, let reasons):
            let first = reasons.first?.words ?? RejectionType.other.words
            let more =
                reasons.count > 1 ? Words("等 \(reasons.count) 项", " and \(reasons.count - 1) more") : Words("", "")
            return Words(
                "\(number) 审核未通过：\(first.zh)\(more.zh)",
                "\(number) did not pass review: \(first.en.lowercasedFirst)\(more.en)"
            )
        case .versionForcedOffline(_, let number):
            return Words("\(number) 被平台强制下架", "\(number) was taken down by the platform")
        default: return activity
        }
    }

    private func releaseTitle(_ who: Words) -> Words {
        switch self {
        case .grayStarted(let gray, let number, let isAutomatic):
            return Words(
                "\(number) 开始灰度，\(gray.share)% 用户可用\(isAutomatic ? "（审核通过后自动开始）" : "")",
                "\(number) is gray at \(gray.share)%\(isAutomatic ? " (by itself once passed)" : "")"
            )
        case .grayEnlarged(_, let number, let share, let isScheduled):
            return Words(
                "\(number) 灰度扩大到 \(share)%\(isScheduled ? "（按计划）" : "")",
                "\(number) is gray at \(share)% now\(isScheduled ? " (as scheduled)" : "")"
            )
        case .grayEnded(_, let number, _): return Words("\(number) 的灰度已结束", "The gray release of \(number) ended")
        case .grayReplaced(_, let number, _, let by):
            return Words("灰度版 \(number) 由 \(by) 替换", "The gray version \(number) was replaced by \(by)")
        case .grayScheduleChanged(_, let number, _, _):
            return Words("\(number) 的灰度计划停止了", "The gray schedule of \(number) stopped")
        case .versionReleased(_, let number, _): return Words("\(number) 已上架，全部用户可用", "\(number) is released to all")
        case .versionTakenOffline(_, let number):
            return Words("\(who.zh)下架了 \(number)", "\(who.en) took \(number) offline")
        case .versionRolledBack(_, let number, _, let target):
            return Words("\(number) 已回滚到 \(target)", "\(number) was rolled back to \(target)")
        default: return activity
        }
    }
}

extension String {
    /// `White screen` in the middle of a sentence; `API errors` stays.
    fileprivate var lowercasedFirst: String {
        guard let first, dropFirst().first?.isLowercase ?? false else { return self }
        return first.lowercased() + dropFirst()
    }
}
