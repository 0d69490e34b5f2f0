import Domain

/// 邀请成员: by login, many at once, or by a link.
struct InvitePage: Sendable {
    struct Role: Sendable {
        let value: String
        let name: String
        let explanation: String
        /// How many more there may be; empty where there is no limit.
        let room: String
        let hasRoom: Bool
        let isChosen: Bool
        let isClosed: Bool
        /// Why it cannot be chosen.
        let reason: String
    }

    struct Choice: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    struct Outcome: Sendable {
        let login: String
        let words: String
        let isDone: Bool
    }

    /// Which of the three ways stands open.
    enum Way: String, Sendable { case one, many, link }

    /// Whether a link of theirs lets people make an account.
    let makesAccounts: Bool
    let action: String
    let manyAction: String
    let linkAction: String
    let isOne: Bool
    let isMany: Bool
    let isLink: Bool
    let login: String
    let loginNote: FieldNote
    let nickname: String
    let nicknameNote: FieldNote
    let logins: String
    let loginsNote: FieldNote
    let roles: [Role]
    let linkRoles: [Role]
    let roleNote: FieldNote
    let closed: String
    let hasClosed: Bool
    let uses: String
    let usesNote: FieldNote
    let hours: [Choice]
    let hoursNote: FieldNote
    let general: FieldNote
    let outcomes: [Outcome]
    let hasOutcomes: Bool
    let outcomeWords: String
    let mostNickname: Int
    let mostLogins: Int
    let back: String

    /// - Parameter form: what was typed, where it was refused.
    init(
        _ way: Way,
        _ counts: MemberListQueries.Counts,
        _ app: AuthorisedApp,
        form: FormFields? = nil,
        _ refusal: Refusal? = nil,
        outcomes: [InviteMany.Outcome] = [],
        _ language: Language
    ) {
        makesAccounts = RegistrationGate.makesAccounts(app.role)
        action = Paths.invite(app.id)
        manyAction = "\(Paths.invite(app.id))/many"
        linkAction = Paths.invitationLinks(app.id)
        (isOne, isMany, isLink) = (way == .one, way == .many, way == .link)
        login = form?["login"] ?? ""
        nickname = form?["nickname"] ?? ""
        // Only those that could not be invited stay in the box.
        let left = outcomes.filter { $0.refusal != nil }.map(\.login)
        logins = outcomes.isEmpty ? form?["logins"] ?? "" : left.joined(separator: "\n")
        func reason(_ role: MemberRole) -> String {
            let decision =
                InvitationRules.action(inviting: role).map { app.caller.decision($0, as: app.role) } ?? .hidden
            if case .refused(let words) = decision { return words[language] }
            guard decision == .allowed, let places = MemberQuota.standard.places(for: role),
                counts.taken(role) >= places
            else { return "" }
            return Refusal.quotaReached(role, places).words[language]
        }
        func role(_ role: MemberRole, chosen: String?) -> Role {
            let (taken, places) = (counts.taken(role), MemberQuota.standard.places(for: role))
            let reason = reason(role)
            let room = places.map {
                Words("余 \(max(0, $0 - taken)) 位", "\(max(0, $0 - taken)) left")[language]
            }
            return Role(
                value: role.rawValue,
                name: role.words[language],
                explanation: MemberWords.mayDo(role)[language],
                room: room ?? "",
                hasRoom: room != nil && reason.isEmpty,
                isChosen: role.rawValue == chosen && reason.isEmpty,
                isClosed: !reason.isEmpty,
                reason: reason
            )
        }
        // What was chosen, or else the first that can be.
        func roles(_ list: [MemberRole]) -> [Role] {
            let chosen = form?["role"] ?? list.first { reason($0).isEmpty }?.rawValue
            return list.map { role($0, chosen: chosen) }
        }
        self.roles = roles([.experiencer, .developer, .administrator])
        linkRoles = roles(InvitationRules.openRoles)
        roleNote = refusal.note("role", language)
        hasClosed = app.invitableRoles.isEmpty
        closed =
            hasClosed ? Words("你的角色不能邀请成员，请联系管理员。", "Your role may not invite. Ask an administrator.")[language] : ""
        loginNote = refusal.note("login", language)
        nicknameNote = refusal.note("nickname", language)
        loginsNote = refusal.note("logins", language)
        uses = form?["uses"] ?? "10"
        usesNote = refusal.note("uses", language)
        let hour = form?["hours"] ?? "168"
        hours = [
            ("1", Words("1 小时", "1 hour")), ("24", Words("1 天", "1 day")), ("168", Words("7 天", "7 days")),
            ("720", Words("30 天", "30 days")),
        ].map { Choice(value: $0.0, name: $0.1[language], isChosen: $0.0 == hour) }
        hoursNote = refusal.note("hours", language)
        general = refusal.general(language)
        self.outcomes = outcomes.map { outcome in
            Outcome(
                login: outcome.login,
                words: outcome.refusal?.words[language]
                    ?? Words("已邀请，等对方确认", "Invited; they have not answered yet")[language],
                isDone: outcome.refusal == nil
            )
        }
        hasOutcomes = !outcomes.isEmpty
        let done = outcomes.count { $0.refusal == nil }
        outcomeWords =
            Words(
                "已邀请 \(done) 人，\(outcomes.count - done) 人没有成功",
                "Invited: \(done). Not invited: \(outcomes.count - done)"
            )[language]
        mostNickname = InvitationRules.nicknameLength
        mostLogins = InvitationRules.mostLogins
        back = Paths.members(app.id)
    }
}

/// A link to join, as a ticket with its QR code.
struct InvitationLinkPage: Sendable {
    /// Whether people without an account make one on the way.
    let makesAccounts: Bool
    let tile: Tile
    let name: String
    let role: String
    let link: String
    let picture: String
    let uses: String
    let percent: Int
    let remaining: String
    let maker: String
    let works: Bool
    /// Why it does not work any more.
    let ended: String
    let again: String
    let hasAgain: Bool
    let revokePath: String
    let canRevoke: Bool
    let back: String
}
