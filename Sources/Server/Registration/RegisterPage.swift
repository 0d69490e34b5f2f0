import Domain

/// Where somebody without an account comes in: who asks them to what, and the two ways on, an account of their own or the one
/// they have.
struct RegisterPage: Sendable {
    /// What was typed; never the password.
    struct Typed: Sendable {
        var name = ""
        var login = ""
    }

    let hasApp: Bool
    let tile: Tile
    let heading: String
    let lead: String
    let badge: String
    let points: [String]
    let until: String
    let hasUntil: Bool
    /// Whether an account can be made here.
    let canRegister: Bool
    /// Whether whoever has one can use the link: a developer's link does not make accounts, but lets people in.
    let canSignIn: Bool
    /// Why no account can be made.
    let closed: String
    let icon: String
    let action: String
    let next: String
    let submit: String
    let signInWords: String
    let name: String
    let login: String
    let nameNote: FieldNote
    let loginNote: FieldNote
    let passwordNote: FieldNote
    let general: FieldNote
    let nameMin: String
    let nameMax: String
    let least: String

    /// What the page is about, found out by the route.
    struct Subject: Sendable {
        let gate: RegistrationGate
        /// The mini program and the inviter of a member's link.
        let shown: InvitationQueries.Shown?
        let action: String
        /// Where one goes after signing in instead.
        let next: String
    }

    init(
        _ subject: Subject,
        typed: Typed,
        _ refusal: Refusal?,
        _ time: PageTime,
        _ language: Language
    ) {
        let gate = subject.gate
        var (lead, heading) = (Words("建立一个账号，开始使用", "Make an account to begin"), Words("开发者助手", "Steward"))
        var (end, points): (Instant?, [Words]) = (nil, [])
        switch gate.leads {
        case .nowhere where gate.refusal != nil:
            lead = Words("小程序从上传到上线，都在手上", "Your mini programs, from upload to release")
        case .nowhere: break
        case .byAccountLink(let link):
            lead =
                link.makerName.map { Words("\($0)邀请你使用", "\($0) invites you to use it") }
                ?? Words("邀请你使用", "You are invited to use it")
            end = link.expiresAt
        case .intoApp(let link):
            lead = MemberWords.invitation(by: link.makerName, as: link.role)
            heading = Words(subject.shown?.appName ?? "", subject.shown?.appName ?? "")
            (end, points) = (link.expiresAt, MemberWords.points(link.role))
        }
        hasApp = subject.shown != nil
        tile = Tile(name: subject.shown?.appName ?? "", picture: subject.shown?.appLogo)
        self.heading = heading[language]
        self.lead = lead[language]
        canRegister = gate.refusal == nil
        canSignIn = gate.refusal == nil || gate.refusal == .linkForAccountsOnly || gate.refusal == .registrationClosed
        if case .intoApp(let link) = gate.leads { badge = link.role.words[language] } else { badge = "" }
        self.points = canSignIn ? points.map { $0[language] } : []
        until = end.map { Words("\(time.short($0, .zh)) 前有效", "Until \(time.short($0, .en))")[language] } ?? ""
        hasUntil = canSignIn && end != nil
        closed = gate.refusal?.words[language] ?? ""
        icon = canSignIn ? "lock" : "clock"
        action = subject.action
        next = subject.next
        submit =
            hasApp
            ? Words("建立账号并加入", "Make the account and join")[language]
            : Words("建立账号并进入", "Make the account and enter")[language]
        signInWords =
            hasApp ? Words("登录后加入", "Sign in to join")[language] : Words("登录", "Sign in")[language]
        (name, login) = (typed.name, typed.login)
        nameNote = refusal.note("name", language)
        loginNote = refusal.note("login", language)
        passwordNote = refusal.note("password", language)
        general = gate.refusal == nil ? refusal.general(language) : .none
        (nameMin, nameMax) = (String(PersonName.lengths.lowerBound), String(PersonName.lengths.upperBound))
        least = String(PasswordRule.lengths.lowerBound)
    }
}
