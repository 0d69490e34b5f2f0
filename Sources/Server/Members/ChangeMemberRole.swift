package import Domain

/// Makes a member something else. Whoever does it must be allowed to manage what they are and what they become.
package struct ChangeMemberRole: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `OWNER_IS_FIXED`, `INVITATION_OPEN` while they have not joined, `MEMBER_QUOTA_REACHED`, 403.
    package func callAsFunction(login: String, to role: MemberRole, in app: AuthorisedApp) async throws {
        guard let wanted = InvitationRules.action(managing: role) else { throw Refusal.notInvitedToOwn }
        try await platform.change(by: try app.person()) { change in
            let held = try change.hold(app)
            let members = MembershipQueries(change.db)
            guard let member = try members.standing(ofLogin: login, in: app.id) else { throw Refusal.notFound }
            guard let present = InvitationRules.action(managing: member.role) else { throw Refusal.ownerIsFixed }
            let relation = member.relation(to: app.caller.person)
            try held.require(present, relation)
            try held.require(wanted, relation)
            guard member.state == .valid else {
                throw member.state == .unconfirmed ? Refusal.invitationOpen : Refusal.noOpenInvitation
            }
            if member.role == role { return }
            try MemberQuota.standard.check(role, taken: members.taken(role, in: app.id))
            try MembershipWrites(db: change.db).setRole(role, of: member.person, in: app.id)
            try change.record(.memberRoleChanged(person: member.person, from: member.role, to: role), in: app.id)
            try change.endWhatDepends(on: member.person, in: app.id, nowOf: role)
        }
    }
}
