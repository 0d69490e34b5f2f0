import Domain

struct MemberJSON: Encodable {
    let login: String
    let name: String
    let nickname: String
    let role: MemberRole
    /// In the reference's words.
    let state: MemberState
    let invitedBy: String?
    let since: String
    let invitationID: String?
    let expiresAt: String?
    /// Whether the caller may change or remove them, and why not.
    let canManage: Bool
    let reason: String?

    init(_ row: MemberRow, _ invitation: InvitationRow?, _ app: AuthorisedApp, _ language: Language) {
        let rights = MemberRights(row, app)
        (login, name, nickname) = (row.login, row.name, row.nickname)
        (role, state) = (row.role, row.state)
        invitedBy = row.inviterName
        since = row.since.rfc3339
        invitationID = invitation?.id.rawValue
        expiresAt = invitation?.expiresAt.rfc3339
        canManage = rights.canManage
        reason = rights.canManage ? nil : rights.reason?[language]
    }

    private enum CodingKeys: String, CodingKey {
        case login, name, nickname, role, state, since, reason
        case invitedBy = "invited_by"
        case invitationID = "invitation_id"
        case expiresAt = "expires_at"
        case canManage = "can_manage"
    }
}

struct InvitationLinkJSON: Encodable {
    let id: String
    let url: String
    let role: MemberRole
    let uses: Int
    let used: Int
    let madeBy: String
    let expiresAt: String
    let works: Bool

    init(_ row: LinkRow, at now: Instant, _ settings: Settings) {
        id = row.id.rawValue
        url = settings.publicURL + Paths.join(row.code)
        (role, uses, used) = (row.role, row.uses, row.used)
        madeBy = row.makerName
        expiresAt = row.expiresAt.rfc3339
        works = row.works(at: now)
    }

    private enum CodingKeys: String, CodingKey {
        case id, url, role, uses, used, works
        case madeBy = "made_by"
        case expiresAt = "expires_at"
    }
}

struct JoinRequestJSON: Encodable {
    let id: String
    let login: String
    let name: String
    let note: String
    let askedAt: String

    init(_ row: JoinRequestRow) {
        (id, login, name, note) = (row.id.rawValue, row.login, row.name, row.note)
        askedAt = row.askedAt.rfc3339
    }

    private enum CodingKeys: String, CodingKey {
        case id, login, name, note
        case askedAt = "asked_at"
    }
}

/// What became of one login of a list.
struct InviteOutcomeJSON: Encodable {
    let login: String
    let invited: Bool
    let code: String?
    let detail: String?

    init(_ outcome: InviteMany.Outcome, _ language: Language) {
        login = outcome.login
        invited = outcome.refusal == nil
        code = outcome.refusal?.code
        detail = outcome.refusal?.words[language]
    }
}

/// How an invitation or a hand-over stands after it was answered.
struct AnswerJSON: Encodable {
    let id: String
    let state: AnswerState
}
