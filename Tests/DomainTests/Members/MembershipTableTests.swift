import Domain
import Testing

/// The table of memberships, written out: every move from every state.
@Suite struct `The table of memberships` {
    private enum Outcome: Equatable, CustomStringConvertible {
        case becomes(MemberState?)
        case refused(String)

        var description: String {
            switch self {
            case .becomes(let state): "→ \(state?.rawValue ?? "nobody")"
            case .refused(let code): "refused: \(code)"
            }
        }
    }

    private static let states: [MemberState?] = [nil, .unconfirmed, .valid, .refused, .timeout]

    /// By move, in the order of `states`.
    private static let table: [MembershipMove: [Outcome]] = [
        .invite: [
            .becomes(.unconfirmed), .refused("INVITATION_OPEN"), .refused("MEMBER_EXISTS"), .refused("MEMBER_REFUSED"),
            .becomes(.unconfirmed),
        ],
        .accept: answered(.valid),
        .decline: answered(.refused),
        .expire: answered(.timeout),
        .withdraw: answered(nil),
        .remove: [.refused("NOT_FOUND"), .becomes(nil), .becomes(nil), .becomes(nil), .becomes(nil)],
        .leave: [
            .refused("NOT_FOUND"), .refused("NOT_FOUND"), .becomes(nil), .refused("NOT_FOUND"), .refused("NOT_FOUND"),
        ],
        .join: [
            .becomes(.valid), .becomes(.valid), .refused("MEMBER_EXISTS"), .becomes(.valid), .becomes(.valid),
        ],
    ]

    /// Only an open invitation is answered.
    private static func answered(_ state: MemberState?) -> [Outcome] {
        let over = Outcome.refused("INVITATION_OVER")
        return [over, .becomes(state), over, over, over]
    }

    @Test(arguments: MembershipMove.allCases)
    func `answers every move from every state`(move: MembershipMove) throws {
        let row = try #require(Self.table[move])
        for (state, expected) in zip(Self.states, row) {
            var outcome: Outcome
            do {
                outcome = .becomes(try MemberState.state(after: move, from: state))
            } catch {
                outcome = .refused(error.code)
            }
            #expect(outcome == expected, "\(move) from \(state?.rawValue ?? "nobody")")
        }
    }

    @Test func `speaks the reference's words, with ours on pages`() {
        #expect(MemberState.allCases.map(\.rawValue) == ["UNCONFIRMED", "VALID", "REFUSED", "TIMEOUT"])
        #expect(MemberState.allCases.map(\.words.zh) == ["待确认", "已加入", "已拒绝", "已过期"])
        #expect(MemberState.allCases.filter(\.takesPlace) == [.unconfirmed, .valid])
    }

    @Test func `an invitation runs out after seven days to the millisecond`() {
        let start = Instant(milliseconds: 1_768_874_400_000)
        let end = InvitationRules.expires(from: start)
        #expect(end.seconds(since: start) == 7 * 86_400)
        #expect(AnswerState.open.at(Instant(milliseconds: end.milliseconds - 1), expires: end) == .open)
        #expect(AnswerState.open.at(end, expires: end) == .timeout)
        #expect(AnswerState.open.at(end, expires: nil) == .open)
        for state in AnswerState.allCases where state != .open { #expect(state.at(end, expires: end) == state) }
    }
}
