package import Domain

/// Invites everybody in a pasted list, one after the other, and says what became of each.
package struct InviteMany: Sendable {
    /// What became of one login.
    package struct Outcome: Sendable {
        package let login: String
        /// Nil where they were invited.
        package let refusal: Refusal?
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: what stands in the way of the whole list; at `logins` where it is empty or too long.
    package func callAsFunction(logins text: String, as role: MemberRole, to app: AuthorisedApp) async throws
        -> [Outcome]
    {
        guard let action = InvitationRules.action(inviting: role) else { throw Refusal.notInvitedToOwn }
        try app.require(action)
        var outcomes: [Outcome] = []
        for login in try LoginList.logins(in: text) {
            do {
                try await InviteMember(platform: platform)(login: login, as: role, to: app)
                outcomes.append(Outcome(login: login, refusal: nil))
            } catch let refusal as Refusal {
                outcomes.append(Outcome(login: login, refusal: refusal))
            }
        }
        return outcomes
    }
}
