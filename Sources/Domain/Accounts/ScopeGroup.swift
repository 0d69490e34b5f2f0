/// The permissions that a token can be given, in the groups in which people choose them.
package enum ScopeGroup: String, CaseIterable, Sendable, Codable {
    case read, upload, release, manage, account, `operator`

    /// Where an action is chosen; nil for what no token may do or anybody may.
    ///
    /// Exhaustive on purpose: an action cannot be added without saying which token may do it.
    package static func group(of action: Action) -> ScopeGroup? {
        switch action {
        case .installationRead, .installationSetUp, .personRegister, .passwordReset, .sessionStart, .sessionEnd,
            .sessionConfirm, .passwordChange, .experienceOpen,
            .runtimeAsk, .runtimeReport, .feedbackFollow, .memberHandOver:
            nil
        case .profileRead, .appList, .appView, .versionView, .runtimeExplain, .memberView, .messageRead, .feedbackView,
            .insightsView, .errorView:
            .read
        case .versionUpload, .versionSetExperience, .versionPreview: .upload
        case .versionDelete, .versionSubmit, .versionWithdraw, .versionGray, .versionRelease, .versionRollBack,
            .versionTakeOffline, .versionDescribe:
            .release
        case .appCreate, .appEdit, .appClose, .experienceManage, .releaseRules, .memberInviteExperiencer,
            .memberInviteDeveloper, .memberInviteAdministrator, .memberManageExperiencer, .memberManageDeveloper,
            .memberManageAdministrator, .memberAdmit, .webhookManage, .feedbackHandle:
            .manage
        case .sessionManage, .factorManage: .account
        case .profileEdit, .tokenManage, .hostUserManage, .memberLeave, .invitationAnswer, .joinRequest, .messageManage:
            .account
        case .personRead, .personChangeDuties, .personSignOut, .personRemoveFactor: .operator
        case .installationMetrics, .installationSettings, .personInvite, .personAdd, .personDisable, .personSetPassword,
            .journalRead,
            .versionReview,
            .versionForceOffline, .reviewList, .reviewTemplates, .runtimeKeyRotate, .noticeWrite, .feedbackList,
            .feedbackAssess:
            .operator
        }
    }

    package var actions: Set<Action> { Set(Action.allCases.filter { Self.group(of: $0) == self }) }

    package var words: Words {
        switch self {
        case .read: Words("查看", "Read")
        case .upload: Words("上传和体验版", "Upload and experience version")
        case .release: Words("提审与发布", "Submit and release")
        case .manage: Words("管理小程序", "Manage mini programs")
        case .account: Words("我的账号", "My account")
        case .operator: Words("平台事务", "Operator's work")
        }
    }

    /// What it allows, for the form in which it is chosen.
    package var explanation: Words {
        switch self {
        case .read: Words("小程序、版本、成员、反馈和消息", "Mini programs, versions, members, feedback and messages")
        case .upload: Words("上传代码包、设体验版、做预览；构建机需要它", "Upload packages, set the experience version, make previews")
        case .release: Words("提审、灰度、上架、回滚、下架、删除版本", "Submit, gray, release, roll back, take offline, delete")
        case .manage:
            Words(
                "创建、修改基础信息、成员、Webhook、处理反馈、注销",
                "Create, change base information, members, webhooks, handle feedback, close"
            )
        case .account:
            Words(
                "改称呼和头像，管理令牌、设备和两步验证，答复邀请，处理消息",
                "Change name and picture, manage tokens, devices and the second factor, answer invitations, handle messages"
            )
        case .operator: Words("审核、反馈评估、人员、产品通知、操作日志", "Review, feedback, people, notices, journal")
        }
    }
}
