package import Domain
import Storage

/// Lets somebody in who asked, or does not: an administrator decides, once.
package struct DecideJoinRequest: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter role: experience member or developer; nil declines.
    /// - Throws: `NOT_FOUND` for outsiders; `ALREADY_…` when it was decided before; `MEMBER_QUOTA_REACHED`.
    package func callAsFunction(_ request: ID<JoinRequest>, as role: MemberRole?, by caller: Caller) async throws {
        if let role, !InvitationRules.openRoles.contains(role) { throw Refusal.notAdmittedAs }
        guard let found = try await platform.engine.read({ try JoinRequestQueries($0).request(request) }) else {
            throw caller.person == nil ? Refusal.signInRequired : Refusal.notFound
        }
        let app = try await platform.authorise(found.app, for: .memberAdmit, by: caller)
        let decider = try app.person()
        try await platform.change(by: decider) { change in
            try change.hold(app).require(.memberAdmit)
            guard try JoinRequestWrites(db: change.db).decide(request, as: role, by: decider, at: change.now) else {
                let state = try MembershipQueries(change.db).state(of: request, at: change.now)
                throw Refusal.alreadyAnswered(state ?? .withdrawn)
            }
            guard let role else {
                try change.record(.joinDeclined(request: request, person: found.person), in: app.id)
                return
            }
            let members = MembershipQueries(change.db)
            let standing = try members.standing(of: found.person, near: app.id)
            _ = try MemberState.state(after: .join, from: standing?.state)
            // Admitting answers an open invitation as well.
            if let open = try InvitationQueries(change.db).open(of: found.person, in: app.id) {
                try change.withdraw(open)
            }
            try MemberQuota.standard.check(role, taken: members.taken(role, in: app.id))
            try MembershipWrites(db: change.db).join(found.person, app.id, as: role, by: decider, at: change.now)
            try change.record(.joinApproved(request: request, person: found.person, role: role), in: app.id)
        }
    }
}

extension Refusal {
    static let notAdmittedAs = Refusal.invalid([
        FieldProblem(
            field: "role",
            words: Words("请选择体验成员或开发成员。", "Choose experience member or developer.")
        )
    ])
}
