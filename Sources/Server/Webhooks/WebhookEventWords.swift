import Domain

extension JournalEvent.CodingKeys {
    /// What a webhook's event is called where it is chosen and listed; the word itself for what is never sent.
    var eventName: Words {
        switch self {
        case .versionUploaded: Words("上传版本", "Uploaded")
        case .versionDeleted: Words("删除版本", "Deleted")
        case .versionChanged: Words("修改版本说明", "Description changed")
        case .experienceSet: Words("设为体验版", "Experience version set")
        case .experienceCancelled: Words("取消体验版", "Experience version ended")
        case .experienceCodeRevoked: Words("更换体验码", "Experience code replaced")
        case .experienceOpened: Words("体验版公开范围", "Experience access changed")
        case .versionSubmitted: Words("提交审核", "Submitted")
        case .versionWithdrawn: Words("撤回审核", "Withdrawn")
        case .versionReturned: Words("退回开发", "Returned to development")
        case .reviewClaimed: Words("开始审核", "Review begun")
        case .reviewGivenBack: Words("放回审核队列", "Review given back")
        case .versionReviewed: Words("审核结果", "Decision")
        case .grayStarted: Words("开始灰度", "Gray release begun")
        case .grayEnlarged: Words("扩大灰度", "Gray release enlarged")
        case .grayEnded: Words("结束灰度", "Gray release ended")
        case .grayReplaced: Words("替换灰度版本", "Gray version replaced")
        case .grayScheduleChanged: Words("灰度计划变化", "Schedule changed")
        case .hostSecretMade: Words("生成宿主密钥", "Host secret made")
        case .hostSecretRemoved: Words("删除宿主密钥", "Host secret removed")
        case .guardStopped: Words("自动止损", "Stopped by the guard")
        case .guardPassed: Words("灰度监控认为可以继续", "The guard says go on")
        case .guardHeld: Words("计划的扩大在等待", "A planned step waits")
        case .guardOverruled: Words("仍然继续灰度", "Gone on in spite of the guard")
        case .guardActionChanged: Words("自动止损方式变化", "What the guard does changed")
        case .versionReleased: Words("上架", "Released")
        case .versionTakenOffline: Words("下架", "Taken offline")
        case .versionRolledBack: Words("回滚", "Rolled back")
        case .versionForcedOffline: Words("被强制下架", "Taken down by force")
        case .releaseRuleChanged: Words("发布设置", "Release settings changed")
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed, .feedbackPassed, .feedbackGrew, .feedbackReopened,
            .feedbackProcessing, .feedbackResolved, .feedbackReplied, .feedbackAlarmed:
            feedbackEventName
        default: memberEventName
        }
    }

    private var memberEventName: Words {
        switch self {
        case .memberAdded: Words("添加成员", "Member added")
        case .memberInvited: Words("邀请成员", "Invited")
        case .invitationAccepted: Words("接受邀请", "Invitation accepted")
        case .invitationDeclined: Words("谢绝邀请", "Invitation declined")
        case .invitationExpired: Words("邀请过期", "Invitation expired")
        case .invitationWithdrawn: Words("撤回邀请", "Invitation withdrawn")
        case .memberRemoved: Words("移除成员", "Member removed")
        case .memberLeft: Words("成员退出", "Member left")
        case .memberRoleChanged: Words("角色变化", "Role changed")
        case .memberNicknamed: Words("改备注名", "Nickname changed")
        case .invitationLinkMade: Words("生成邀请链接", "Invitation link made")
        case .invitationLinkRevoked: Words("停用邀请链接", "Invitation link revoked")
        case .memberJoined: Words("通过链接加入", "Joined by link")
        case .joinRequested: Words("申请加入", "Asked to join")
        case .joinApproved: Words("同意加入", "Admitted")
        case .joinDeclined: Words("拒绝加入", "Not admitted")
        case .handOverOffered: Words("发起转让", "Hand-over offered")
        case .handOverAccepted: Words("接受转让", "Handed over")
        case .handOverDeclined: Words("谢绝转让", "Hand-over declined")
        case .handOverWithdrawn: Words("撤回转让", "Hand-over withdrawn")
        case .handOverExpired: Words("转让过期", "Hand-over expired")
        case .informationChanged: Words("修改基础信息", "Base information changed")
        case .appClosed: Words("注销小程序", "Closed")
        default: Words(rawValue, rawValue)
        }
    }
}

extension DeliveryRow {
    var eventName: Words {
        JournalEvent.CodingKeys(rawValue: word)?.eventName ?? Words("测试消息", "Test")
    }
}

extension WebhookEvents {
    /// `版本与体验版、审核，另有 2 种` for a list.
    var summary: Words {
        let topics = WebhookTopic.allCases.filter { names.contains($0.rawValue) }
        let single = names.compactMap { JournalEvent.CodingKeys(rawValue: $0)?.eventName }
        if topics.count == WebhookTopic.allCases.count { return Words("所有事件", "All events") }
        let words = topics.map(\.words) + single.prefix(3)
        let rest = single.count - min(single.count, 3)
        return Words(
            words.map(\.zh).joined(separator: "、") + (rest > 0 ? "，另有 \(rest) 种" : ""),
            words.map(\.en).joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
        )
    }
}
