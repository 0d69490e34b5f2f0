import Domain

/// The one thing that a message asks for, as it stands now.
enum MessageStep: Sendable {
    case link(Words, String)
    /// Waits for an answer in the message.
    case invitation, joinRequest, handOver
    /// What became of it instead of buttons.
    case said(Words)

    /// Nil where there is nothing to do, or nothing any more: the version was deleted, the person belongs to it no longer.
    static func of(_ row: MessageRow, for caller: Caller, _ answers: MessageAnswers) -> MessageStep? {
        if let announcement = row.announcement { return announcement.step }
        guard let next = row.event.message.rule?.next else { return nil }
        switch next {
        case .openWebhook(let webhook) where row.app == nil:
            return .link(Words("查看 Webhook", "See the webhook"), "\(Paths.ownWebhooks)/\(webhook)")
        case .openDevices: return .link(Words("检查登录的设备", "Check the devices"), Paths.devices)
        case .openPassword: return .link(Words("自己改密码，让链接作废", "Change it yourself: the link is void"), Paths.password)
        case .openAccountLink(let link):
            guard caller.decision(.personInvite) == .allowed else { return nil }
            return .link(Words("查看邀请链接", "See the link"), Paths.accountLink(link))
        case .openSecurity: return .link(Words("查看账号安全", "See your security"), Paths.security)
        case .openTokens: return .link(Words("查看访问令牌", "See the tokens"), Paths.tokens)
        case .answerInvitation, .answerJoinRequest, .answerHandOver: return answer(next, row, caller, answers)
        case .openApp, .openMembers, .openInformation, .openVersion, .openOutcome, .startGray, .openGray,
            .openExperience, .openExperienceSettings, .openReleaseRules, .openWebhook, .openFeedback:
            guard let app = row.app, !app.isClosed else { return nil }
            return link(next, app, row.status, caller)
        }
    }

    private static func link(_ next: NextStep, _ app: MessageRow.App, _ status: VersionStatus?, _ caller: Caller)
        -> MessageStep?
    {
        func may(_ action: Action, _ zh: String, _ en: String, _ path: String) -> MessageStep? {
            caller.decision(action, as: app.role) == .allowed ? .link(Words(zh, en), path) : nil
        }
        func version(_ number: VersionNumber) -> MessageStep? {
            status.flatMap { _ in may(.versionView, "查看版本", "See the version", Paths.version(number, of: app.id)) }
        }
        switch next {
        case .openApp: return may(.appView, "打开小程序", "Open it", Paths.app(app.id))
        case .openMembers: return may(.memberView, "查看成员", "See the members", Paths.members(app.id))
        case .openInformation:
            return may(.appView, "查看基础信息", "See the base information", Paths.information(app.id))
        case .openVersion(let number): return version(number)
        case .openOutcome(let number):
            return status.flatMap { _ in may(.versionView, "看原因", "See why", Paths.review(number, of: app.id)) }
        case .startGray(let number):
            let isReady = status?.possibleActions.contains(.startGray) ?? false
            let step = may(.versionGray, "开始灰度", "Start the gray release", ReleasePaths.gray(number, of: app.id))
            return isReady ? step ?? version(number) : version(number)
        case .openGray(let number):
            guard status == .gray else { return version(number) }
            return may(.versionView, "查看灰度", "See the gray release", ReleasePaths.gray(number, of: app.id))
        case .openExperience:
            return app.role == nil
                ? nil : app.experienceCode.map { .link(Words("打开体验版", "Open it"), Paths.experience($0)) }
        case .openExperienceSettings:
            return may(.versionView, "体验版设置", "Experience settings", Paths.experienceSettings(app.id))
        case .openReleaseRules: return may(.versionView, "查看发布规则", "See the rules", ReleasePaths.rules(app.id))
        case .openWebhook(let webhook):
            return may(.webhookManage, "查看 Webhook", "See the webhook", "\(Paths.app(app.id))/webhooks/\(webhook)")
        case .openFeedback(let issue):
            return may(.feedbackView, "查看反馈", "See the feedback", Paths.feedbackIssue(issue, of: app.id))
        case .answerInvitation, .answerJoinRequest, .answerHandOver, .openDevices, .openPassword, .openAccountLink,
            .openSecurity, .openTokens:
            return nil
        }
    }

    private static func answer(
        _ next: NextStep,
        _ row: MessageRow,
        _ caller: Caller,
        _ answers: MessageAnswers
    ) -> MessageStep? {
        guard let state = answers.state(of: next) else { return nil }
        if row.app?.isClosed ?? true { return .said(Words("小程序已注销", "The mini program is closed")) }
        guard state == .open else { return .said(state.words) }
        switch next {
        case .answerInvitation: return .invitation
        case .answerHandOver: return .handOver
        case .answerJoinRequest:
            let decision = caller.decision(.memberAdmit, as: row.app?.role)
            return decision == .allowed ? .joinRequest : .said(Words("由管理员处理", "Left to the administrators"))
        default: return nil
        }
    }
}
