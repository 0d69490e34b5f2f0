/// Where a move leads.
package enum VersionDestination: Equatable, Sendable {
    case status(VersionStatus)
    /// The status that the version had before its gray release began, kept beside it.
    case beforeGray
    /// Gone for good.
    case deleted
}

/// The refusal of a move, with the platform's code for it.
package struct IllegalMove: Error, Equatable, Sendable {
    package let from: VersionStatus
    package let action: VersionAction
    package let code: String
}

extension VersionStatus {
    /// Every legal move by hand, in one table; what is not listed is refused.
    ///
    /// Source: the table of version states in `mini-program-rules`. `replace` is what happens to a gray version when its
    /// hotfix takes over, and to a released one when another is released; `restore` is the rollback target's side of a
    /// roll back.
    private static let moves: [VersionStatus: [VersionAction: VersionDestination]] = [
        .development: [.submit: .status(.inReview), .delete: .deleted],
        .inReview: [
            .withdraw: .status(.development), .approve: .status(.approved), .approveBase: .status(.approvedBase),
            .reject: .status(.rejected),
        ],
        .rejected: [.returnToDevelopment: .status(.development)],
        .approved: [.returnToDevelopment: .status(.development), .startGray: .status(.gray)],
        .approvedBase: [.returnToDevelopment: .status(.development), .startGray: .status(.gray)],
        .gray: [
            .enlargeGray: .status(.gray), .endGray: .beforeGray, .release: .status(.released),
            .replace: .status(.offline), .forceOffline: .status(.takenDown),
        ],
        .released: [
            .takeOffline: .status(.offline), .rollBack: .status(.offline), .replace: .status(.offline),
            .forceOffline: .status(.takenDown),
        ],
        .offline: [.restore: .status(.released)],
    ]

    /// Where `action` leads from here.
    ///
    /// This is legality by status alone: who may is `Policy`'s, and what else the rules ask (base information, other
    /// versions, shares) stands with the use cases.
    package func destination(
        of action: VersionAction,
        through channel: ActionChannel = .byHand
    ) throws(IllegalMove) -> VersionDestination {
        if let destination = Self.moves[self]?[action] { return destination }
        let isApproved = self == .approved || self == .approvedBase
        if action == .release, channel == .openPlatform, isApproved { return .status(.released) }
        throw IllegalMove(from: self, action: action, code: action.refusalCode(through: channel))
    }

    /// What the table allows by hand from here; pages take their buttons from this, after asking the policy.
    package var possibleActions: [VersionAction] { VersionAction.allCases.filter { Self.moves[self]?[$0] != nil } }
}

extension VersionAction {
    /// The platform's word for "not from this status".
    func refusalCode(through channel: ActionChannel) -> String {
        switch self {
        case .submit: "CAN_NOT_SUBMIT_WITHOUT_INIT"
        case .withdraw, .approve, .approveBase, .reject: "AUDITING_VERSION_NOT_EXIST"
        case .returnToDevelopment: "CAN_NOT_BACK_DEV_WITHOUT_AUDIT"
        case .startGray, .enlargeGray: "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"
        case .endGray: "CAN_NOT_END_GRAY_WITHOUT_GRAY"
        case .replace: "GRAY_VERSION_NOT_EXIST"
        case .release:
            channel == .byHand ? "CAN_NOT_ONLINE_WITHOUT_GRAY" : "CAN_NOT_ONLINE_NOT_GRAY_OR_WAITRELEASE"
        case .takeOffline, .forceOffline: "CAN_NOT_OFFLINE_WITHOUT_ONLINE"
        case .rollBack: "CAN_NOT_ROLLBACK_WITHOUT_ONLINE"
        case .restore: "CAN_NOT_ROLLBACK_WITHOUT_OFFLINE"
        case .delete: "CAN_NOT_DELETE_WITHOUT_DEV"
        }
    }
}
