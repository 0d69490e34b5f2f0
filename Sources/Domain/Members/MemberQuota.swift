/// How many may belong to a mini program, and how many invitations a person may send.
///
/// Source: `mini-program-rules`, Members: 30 developers, 50 experience members. Administrators are not counted. The number of
/// invitations a day is ours: enough for a whole team at once (80 places), and too few to write to strangers in bulk.
package struct MemberQuota: Sendable, Equatable {
    package let developers: Int
    package let experiencers: Int
    /// Invitations that one person may send within any 24 hours, over all mini programs.
    package let invitationsADay: Int

    package static let standard = MemberQuota(developers: 30, experiencers: 50, invitationsADay: 100)

    package init(developers: Int, experiencers: Int, invitationsADay: Int) {
        (self.developers, self.experiencers) = (developers, experiencers)
        self.invitationsADay = invitationsADay
    }

    /// The places for a role; nil where they are not counted.
    package func places(for role: MemberRole) -> Int? {
        switch role {
        case .developer: developers
        case .experiencer: experiencers
        case .administrator, .owner: nil
        }
    }

    /// Throws when one more of a role would be too many.
    ///
    /// - Parameter taken: members of that role and open invitations to it.
    package func check(_ role: MemberRole, taken: Int) throws(Refusal) {
        guard let places = places(for: role), taken >= places else { return }
        throw .quotaReached(role, places)
    }

    /// - Parameter sent: invitations of the last 24 hours.
    package func checkDay(sent: Int) throws(Refusal) {
        if sent >= invitationsADay { throw .invitationsUsedUp(invitationsADay) }
    }
}
