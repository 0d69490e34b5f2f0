import Domain
import Storage

/// How somebody without an account comes in.
package enum RegistrationWay: Sendable, Hashable {
    /// As anybody may where registration is open.
    case open
    /// By an operator's link: into the installation.
    case accountLink(code: String)
    /// By a member's link: into the installation and into a mini program.
    case memberLink(code: String)
}

/// What a way leads to, as it stands at a moment.
struct RegistrationGate: Sendable {
    enum Leads: Sendable {
        case nowhere
        case byAccountLink(AccountLinkRow)
        case intoApp(LinkRow)
    }

    let leads: Leads
    /// Why nobody can make an account this way; nil while one can.
    let refusal: Refusal?

    /// - Throws: `LINK_UNKNOWN` for a code that was never given out, or whose mini program is gone.
    init(_ way: RegistrationWay, at now: Instant, _ db: any Reading) throws {
        let isOpen = try InstallationQueries(db).settings().registration == .open
        switch way {
        case .open: (leads, refusal) = (.nowhere, isOpen ? nil : .registrationClosed)
        case .accountLink(let code):
            guard let link = try AccountLinkQueries(db).link(code: code) else { throw Refusal.linkUnknown }
            (leads, refusal) = (.byAccountLink(link), link.state(at: now).refusal)
        case .memberLink(let code):
            guard let link = try LinkQueries(db).link(code: code) else { throw Refusal.linkUnknown }
            leads = .intoApp(link)
            if !link.works(at: now) {
                refusal = link.over(at: now)
            } else {
                refusal = isOpen || Self.makesAccounts(link.makerRole) ? nil : .linkForAccountsOnly
            }
        }
    }

    /// Whoever runs a mini program answers for those whom they bring; a developer's link takes in people who are here already.
    static func makesAccounts(_ role: MemberRole?) -> Bool { role.map { $0 >= .administrator } ?? false }
}

extension LinkRow {
    /// Why it lets nobody in any more. What its maker may no longer invite to is said as the link being over.
    func over(at now: Instant) -> Refusal {
        let state = AccountLinkState(
            used: used,
            of: uses,
            expires: expiresAt,
            ended: endedAt,
            isMakerInCharge: true,
            at: now
        )
        return state.refusal ?? .linkOver
    }
}

extension Refusal {
    static let registrationClosed = Refusal(
        code: "REGISTRATION_CLOSED",
        status: 403,
        words: Words(
            "这里要有邀请才能注册。请向系统管理员，或小程序的所有者、管理员要一个邀请链接。",
            "An account needs an invitation here. Ask a system administrator, or the owner or an administrator of a mini program, for a link."
        )
    )

    static let linkUnknown = Refusal(
        code: "LINK_UNKNOWN",
        status: 404,
        words: Words(
            "没有这个邀请链接。请检查链接是否完整，或向邀请人要一个新的。",
            "There is no such link. Is it complete? If so, ask for a new one where you got it."
        )
    )

    static let linkForAccountsOnly = Refusal(
        code: "LINK_FOR_ACCOUNTS_ONLY",
        status: 403,
        words: Words(
            "这个链接由开发成员生成，只有已有账号的人能用它加入。还没有账号的话，请让小程序的所有者或管理员发一个链接。",
            "A developer made this link: it lets in people who have an account. Without one, ask the owner or an administrator for a link."
        )
    )
}
