import Domain

/// One member: who they are, what they did here, and what may be done.
struct MemberPage: Sendable {
    struct Choice: Sendable {
        let value: String
        let name: String
        let explanation: String
        let isChosen: Bool
    }

    static let lines = 30

    let tile: Tile
    let name: String
    let shownName: String
    let login: String
    let role: String
    let state: String
    /// A class of the badge.
    let kind: String
    let isDisabled: Bool
    let inviter: String
    let hasInviter: Bool
    let since: String
    let sinceLabel: String
    let until: String
    let hasUntil: Bool
    let isSelf: Bool
    let canManage: Bool
    let canNickname: Bool
    let nickname: String
    let nicknameNote: FieldNote
    let nicknamePath: String
    let most: Int
    let choices: [Choice]
    let hasChoices: Bool
    let rolePath: String
    let reason: String
    let hasReason: Bool
    let general: FieldNote
    let removePath: String
    let removeWords: String
    /// Who let an invitation expire can be invited again at once.
    let canInviteAgain: Bool
    let invitePath: String
    let leavePath: String
    let canLeave: Bool
    /// The owner's own page: they cannot leave, but hand over.
    let mustHandOver: Bool
    let handOverPath: String
    let activity: [ActivityLine]
    let hasActivity: Bool
    let hasMore: Bool
    let morePath: String

    init(
        _ row: MemberRow,
        _ rows: [ActivityRow],
        _ invitation: InvitationRow?,
        _ app: AuthorisedApp,
        _ time: PageTime,
        typed: String?,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        let rights = MemberRights(row, app)
        tile = Tile(name: row.name, picture: row.picture)
        name = row.name
        shownName = row.nickname.isEmpty ? row.name : row.nickname
        login = row.login
        role = row.role.words[language]
        state = row.state.words[language]
        kind = row.state == .valid ? "good" : row.state == .unconfirmed ? "warn" : row.state == .refused ? "bad" : ""
        isDisabled = row.isDisabled
        inviter = row.inviterName ?? ""
        hasInviter = row.inviterName != nil
        since = time.short(row.since, language)
        sinceLabel =
            switch row.state {
            case .valid: Words("加入时间", "Joined")[language]
            case .unconfirmed: Words("邀请时间", "Invited")[language]
            case .refused: Words("谢绝时间", "Declined")[language]
            case .timeout: Words("过期时间", "Expired")[language]
            }
        until = invitation.map { time.short($0.expiresAt, language) } ?? ""
        hasUntil = invitation != nil
        isSelf = rights.isSelf
        canManage = rights.canManage
        canNickname = rights.canManage || (rights.isSelf && row.role == .owner)
        nickname = typed ?? row.nickname
        nicknameNote = refusal.note("nickname", language)
        nicknamePath = "\(Paths.member(row.login, of: app.id))/nickname"
        most = InvitationRules.nicknameLength
        choices = rights.roles.map { role in
            Choice(
                value: role.rawValue,
                name: role.words[language],
                explanation: MemberWords.mayDo(role)[language],
                isChosen: role == row.role
            )
        }
        hasChoices = choices.count > 1
        rolePath = "\(Paths.member(row.login, of: app.id))/role"
        (mustHandOver, handOverPath) = (rights.isSelf && row.role == .owner, Paths.handOver(app.id))
        // What the owner cannot do is said where they would do it.
        reason = rights.canManage || mustHandOver ? "" : rights.reason?[language] ?? ""
        hasReason = !reason.isEmpty
        general = refusal.general(language)
        removePath = "\(Paths.member(row.login, of: app.id))/remove"
        removeWords =
            switch row.state {
            case .valid: Words("移除成员", "Remove this member")[language]
            case .unconfirmed: Words("撤回邀请", "Withdraw the invitation")[language]
            case .refused, .timeout: Words("移除这条记录", "Remove this entry")[language]
            }
        let invites = InvitationRules.action(inviting: row.role).map { app.allows($0) } ?? false
        canInviteAgain = row.state == .timeout && invites && !row.isDisabled
        invitePath = "\(Paths.invite(app.id))?login=\(row.login)&role=\(row.role)"
        leavePath = Paths.leave(app.id)
        canLeave = rights.isSelf && row.role != .owner
        let shown = rows.prefix(Self.lines)
        // What they did as an operator of the platform is not the members' to see.
        activity = shown.filter { $0.event.actorWords == nil }.map { ActivityLine($0, time, language) }
        hasActivity = !activity.isEmpty
        hasMore = rows.count > Self.lines
        morePath = "\(Paths.member(row.login, of: app.id))?before=\(shown.last?.sequence ?? 0)"
    }
}
