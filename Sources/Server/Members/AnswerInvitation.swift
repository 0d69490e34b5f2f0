package import Domain
import Storage

/// Accepts or declines an invitation: by the invited account only, once, within seven days.
package struct AnswerInvitation: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `NOT_FOUND` for everybody else; `ALREADY_…` says what was answered before, perhaps on another device.
    package func callAsFunction(_ invitation: ID<Invitation>, accepts: Bool, by caller: Caller) async throws {
        try caller.require(.invitationAnswer, as: nil, .itself)
        try await platform.change(by: caller.person) { change in
            let queries = InvitationQueries(change.db)
            guard let asked = try queries.invitation(invitation), asked.person == caller.person else {
                throw Refusal.notFound
            }
            // Others who change members of this mini program wait here; what they did is seen below.
            try InformationWrites(db: change.db).lock(asked.app)
            guard let current = try queries.invitation(invitation) else { throw Refusal.notFound }
            let state = current.state.at(change.now, expires: current.expiresAt)
            let answer = accepts ? AnswerState.accepted : .declined
            guard state == .open, try InvitationWrites(db: change.db).close(invitation, as: answer, at: change.now)
            else {
                throw Refusal.alreadyAnswered(state)
            }
            let (person, app) = (current.person, current.app)
            let next = try MemberState.state(after: accepts ? .accept : .decline, from: .unconfirmed) ?? .valid
            guard
                try MembershipWrites(db: change.db).move(person, in: app, from: .unconfirmed, to: next, at: change.now)
            else { throw Refusal.alreadyAnswered(.withdrawn) }
            try JoinRequestWrites(db: change.db).withdraw(of: person, in: app, at: change.now)
            let (role, inviter) = (current.role, current.invitedBy)
            try change.record(
                accepts
                    ? .invitationAccepted(person: person, role: role, invitation: invitation, invitedBy: inviter)
                    : .invitationDeclined(person: person, role: role, invitation: invitation, invitedBy: inviter),
                in: app
            )
        }
    }
}
