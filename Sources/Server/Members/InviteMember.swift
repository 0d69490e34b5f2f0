package import Domain
import Storage

/// Invites an account to become a member: it gets a message and has seven days to answer.
package struct InviteMember: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    private static let day: Int64 = 86_400

    /// - Throws: `INVALID` at `login`, `role` or `nickname`; `MEMBER_EXISTS`, `INVITATION_OPEN`, `MEMBER_REFUSED`,
    ///   `ADMINISTRATOR_CAN_NOT_BE_INVITED`, `JOIN_REQUEST_OPEN`, `MEMBER_QUOTA_REACHED`, `INVITATIONS_USED_UP`, `TOO_MANY_REQUESTS`.
    @discardableResult
    package func callAsFunction(
        login typed: String,
        as role: MemberRole,
        nickname: String = "",
        to app: AuthorisedApp
    ) async throws -> ID<Invitation> {
        guard let action = InvitationRules.action(inviting: role) else { throw Refusal.notInvitedToOwn }
        try app.require(action)
        let inviter = try app.person()
        try platform.limiter.take(.invitations, of: inviter.rawValue, at: platform.world.now())
        let (login, nickname) = (try LoginName(typed), try InvitationRules.nickname(nickname))
        let id = platform.world.newID(Invitation.self)
        return try await platform.change(by: inviter) { change in
            try change.hold(app).require(action)
            guard let person = try PersonQueries(change.db).enabledPerson(login: login.text) else {
                throw Refusal.accountUnknown
            }
            try checkState(of: person, as: role, in: app, change)
            let members = MembershipQueries(change.db)
            try MemberQuota.standard.check(role, taken: members.taken(role, in: app.id))
            try InvitationWrites(db: change.db).lock(inviter)
            let start = change.now.adding(seconds: -Self.day)
            try MemberQuota.standard.checkDay(sent: InvitationQueries(change.db).sent(by: inviter, since: start))
            let end = InvitationRules.expires(from: change.now)
            try MembershipWrites(db: change.db).ask(
                person,
                to: app.id,
                as: role,
                nickname: nickname,
                by: inviter,
                at: change.now
            )
            try InvitationWrites(db: change.db).add(
                id,
                person,
                to: app.id,
                as: role,
                by: inviter,
                at: change.now,
                until: end
            )
            try change.record(.memberInvited(person: person, role: role, invitation: id, expires: end), in: app.id)
            return id
        }
    }

    private func checkState(
        of person: ID<Person>,
        as role: MemberRole,
        in app: AuthorisedApp,
        _ change: Change
    ) throws {
        let members = MembershipQueries(change.db)
        var standing = try members.standing(of: person, near: app.id)
        if let open = try InvitationQueries(change.db).open(of: person, in: app.id), open.expiresAt <= change.now {
            try change.expire(open)
            standing = try members.standing(of: person, near: app.id)
        }
        if let standing, standing.state == .valid, standing.role >= .administrator, role < standing.role {
            throw Refusal.administratorNotLess
        }
        _ = try MemberState.state(after: .invite, from: standing?.state)
        if try JoinRequestQueries(change.db).latest(of: person, in: app.id)?.state == .open {
            throw Refusal.joinRequestOpen
        }
    }
}

extension Refusal {
    static let accountUnknown = Refusal.invalid([
        FieldProblem(
            field: "login",
            words: Words(
                "没有这个登录名的账号，请核对；还没有账号的人，请平台的系统管理员先添加。",
                "No account has this login. Check it; a system administrator adds people who have none yet."
            )
        )
    ])
}
