import Domain
import Storage

/// What every change among the members shares.
extension Change {
    /// Holds the mini program until the transaction ends, and looks again at what the caller is in it: whoever was removed a
    /// moment ago may nothing any more, and counts are right.
    func hold(_ app: AuthorisedApp) throws -> AuthorisedApp {
        guard try InformationWrites(db: db).lock(app.id),
            let standing = try MembershipQueries(db).standing(of: app.caller.person, in: app.id)
        else { throw Refusal.notFound }
        return AuthorisedApp(
            id: app.id,
            name: standing.name,
            logo: standing.logo,
            role: standing.role,
            caller: app.caller
        )
    }

    /// Writes down that nobody answered in time. False when it was not open any more.
    @discardableResult
    func expire(_ invitation: InvitationRow) throws -> Bool {
        guard try InvitationWrites(db: db).close(invitation.id, as: .timeout, at: now) else { return false }
        let (person, app) = (invitation.person, invitation.app)
        _ = try MembershipWrites(db: db).move(person, in: app, from: .unconfirmed, to: .timeout, at: now)
        try record(
            .invitationExpired(
                person: person,
                role: invitation.role,
                invitation: invitation.id,
                invitedBy: invitation.invitedBy
            ),
            in: app
        )
        return true
    }

    /// Takes an open invitation back; the person has nothing to do with the mini program afterwards.
    func withdraw(_ invitation: InvitationRow) throws {
        guard try InvitationWrites(db: db).close(invitation.id, as: .withdrawn, at: now) else { return }
        try MembershipWrites(db: db).remove(invitation.person, from: invitation.app)
        try record(
            .invitationWithdrawn(person: invitation.person, role: invitation.role, invitation: invitation.id),
            in: invitation.app
        )
    }

    /// Ends what somebody may no longer have going: links and open invitations to roles that they may not invite to any more,
    /// and the hand-over that a person who left takes part in.
    ///
    /// - Parameter role: what they are from now on; nil when they are no member.
    func endWhatDepends(on person: ID<Person>, in app: ID<MiniProgram>, nowOf role: MemberRole?) throws {
        let roles = InvitationRules.roles(invitedBy: role)
        for link in try LinkWrites(db: db).end(of: person, in: app, besides: roles, at: now) {
            try record(.invitationLinkRevoked(link: link), in: app)
        }
        for invitation in try InvitationQueries(db).open(by: person, in: app) where !roles.contains(invitation.role) {
            try withdraw(invitation)
        }
        if role == nil, let handOver = try HandOverQueries(db).open(in: app),
            handOver.to == person || handOver.from == person,
            try HandOverWrites(db: db).close(handOver.id, as: .withdrawn, at: now)
        {
            try record(.handOverWithdrawn(handOver: handOver.id, person: handOver.to), in: app)
        }
    }
}

extension AuthorisedApp {
    /// Whether the caller may do something to a member who stands to them in `relation`.
    func allows(_ action: Action, _ relation: Relation) -> Bool {
        caller.decision(action, as: role, relation) == .allowed
    }

    func require(_ action: Action, _ relation: Relation) throws(Refusal) {
        try caller.require(action, as: role, relation)
    }
}
