/// What can happen between a person and a mini program.
package enum MembershipMove: String, CaseIterable, Sendable {
    /// Somebody invites them by their login.
    case invite
    case accept
    case decline
    /// Seven days went by without an answer.
    case expire
    /// Whoever may manage them takes the invitation back.
    case withdraw
    case remove
    case leave
    /// They come in by a link, or are admitted after they asked.
    case join
}

extension MemberState {
    /// The one table of memberships: what a move makes of a state, where nil is somebody who has nothing to do with the mini
    /// program. Throws the refusal that says what to do instead.
    ///
    /// Source: `mini-program-rules`, Members: "they confirm in a message", "a refused invitation is deleted before a new one";
    /// DESIGN, "Invitations expire after 7 days (TIMEOUT), are answered once".
    package static func state(after move: MembershipMove, from state: MemberState?) throws(Refusal) -> MemberState? {
        switch (move, state) {
        case (.invite, nil), (.invite, .timeout): return .unconfirmed
        case (.invite, .unconfirmed): throw .invitationOpen
        case (.invite, .valid): throw .memberExists
        case (.invite, .refused): throw .memberRefused

        case (.accept, .unconfirmed): return .valid
        case (.decline, .unconfirmed): return .refused
        case (.expire, .unconfirmed): return .timeout
        case (.withdraw, .unconfirmed): return nil
        case (.accept, _), (.decline, _), (.expire, _), (.withdraw, _): throw .noOpenInvitation

        case (.remove, .some): return nil
        case (.remove, nil): throw .notFound

        case (.leave, .valid): return nil
        case (.leave, _): throw .notFound

        case (.join, .valid): throw .memberExists
        case (.join, _): return .valid
        }
    }
}
