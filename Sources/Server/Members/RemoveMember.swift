import Domain
import Storage

/// Takes somebody out of a mini program: a member, an open invitation, or the entry of one that was declined or ran out.
///
/// What they could open until then closes at once: pages and tokens work through the membership, run keys ask for it at each
/// file.
package struct RemoveMember: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `NOT_FOUND`, `OWNER_IS_FIXED`, 403 where somebody else invited them.
    package func callAsFunction(login: String, from app: AuthorisedApp) async throws {
        try await platform.change(by: try app.person()) { change in
            let held = try change.hold(app)
            guard let member = try MembershipQueries(change.db).standing(ofLogin: login, in: app.id) else {
                throw Refusal.notFound
            }
            guard let action = InvitationRules.action(managing: member.role) else { throw Refusal.ownerIsFixed }
            try held.require(action, member.relation(to: app.caller.person))
            let next = try MemberState.state(
                after: member.state == .unconfirmed ? .withdraw : .remove,
                from: member.state
            )
            guard next == nil else { return }
            try change.end(member, in: app.id)
        }
    }
}

extension Change {
    fileprivate func end(_ member: MembershipQueries.Standing, in app: ID<MiniProgram>) throws {
        let invitations = InvitationQueries(db)
        switch member.state {
        case .unconfirmed:
            if let open = try invitations.open(of: member.person, in: app) { return try withdraw(open) }
        case .valid:
            try record(.memberRemoved(person: member.person, role: member.role), in: app)
            try MembershipWrites(db: db).remove(member.person, from: app)
            return try endWhatDepends(on: member.person, in: app, nowOf: nil)
        case .refused, .timeout:
            if let last = try invitations.latest(of: member.person, in: app) {
                try record(
                    .invitationWithdrawn(person: member.person, role: member.role, invitation: last.id),
                    in: app
                )
            }
        }
        try MembershipWrites(db: db).remove(member.person, from: app)
    }
}
