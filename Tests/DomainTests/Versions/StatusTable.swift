import Domain

/// The platform's table of version states, typed from `mini-program-rules` once more, so that the program's own table has
/// something to be compared with. What is not written here must be refused.
enum StatusTable {
    struct Move {
        let from: String
        let action: VersionAction
        let to: Expected
        var channels: [ActionChannel] = ActionChannel.allCases
    }

    enum Expected: Equatable {
        case status(String)
        case beforeGray
        case gone
        case refused(String)
    }

    static let moves: [Move] = [
        Move(from: "INIT", action: .submit, to: .status("AUDITING")),
        Move(from: "AUDITING", action: .withdraw, to: .status("INIT")),
        Move(from: "AUDITING", action: .approve, to: .status("WAIT_RELEASE")),
        Move(from: "AUDITING", action: .approveBase, to: .status("BASE_AUDIT_PASS")),
        Move(from: "AUDITING", action: .reject, to: .status("AUDIT_REJECT")),
        Move(from: "WAIT_RELEASE", action: .returnToDevelopment, to: .status("INIT")),
        Move(from: "BASE_AUDIT_PASS", action: .returnToDevelopment, to: .status("INIT")),
        Move(from: "AUDIT_REJECT", action: .returnToDevelopment, to: .status("INIT")),
        Move(from: "WAIT_RELEASE", action: .startGray, to: .status("GRAY")),
        Move(from: "BASE_AUDIT_PASS", action: .startGray, to: .status("GRAY")),
        Move(from: "GRAY", action: .enlargeGray, to: .status("GRAY")),
        Move(from: "GRAY", action: .endGray, to: .beforeGray),
        Move(from: "GRAY", action: .release, to: .status("RELEASE")),
        Move(from: "WAIT_RELEASE", action: .release, to: .status("RELEASE"), channels: [.openPlatform]),
        Move(from: "BASE_AUDIT_PASS", action: .release, to: .status("RELEASE"), channels: [.openPlatform]),
        // Another one is released, or a hotfix takes over the gray cohort.
        Move(from: "RELEASE", action: .replace, to: .status("OFFLINE")),
        Move(from: "GRAY", action: .replace, to: .status("OFFLINE")),
        Move(from: "RELEASE", action: .takeOffline, to: .status("OFFLINE")),
        Move(from: "RELEASE", action: .rollBack, to: .status("OFFLINE")),
        Move(from: "OFFLINE", action: .restore, to: .status("RELEASE")),
        Move(from: "RELEASE", action: .forceOffline, to: .status("AUDIT_OFFLINE")),
        Move(from: "GRAY", action: .forceOffline, to: .status("AUDIT_OFFLINE")),
        Move(from: "INIT", action: .delete, to: .gone),
    ]

    /// What the platform answers to a move that its table does not have. Where the reference names no word, ours follows
    /// the pattern of its others.
    static func refusal(of action: VersionAction, through channel: ActionChannel) -> String {
        switch (action, channel) {
        case (.submit, _): "CAN_NOT_SUBMIT_WITHOUT_INIT"
        case (.withdraw, _), (.approve, _), (.approveBase, _), (.reject, _): "AUDITING_VERSION_NOT_EXIST"
        case (.returnToDevelopment, _): "CAN_NOT_BACK_DEV_WITHOUT_AUDIT"
        case (.startGray, _), (.enlargeGray, _): "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"
        case (.endGray, _): "CAN_NOT_END_GRAY_WITHOUT_GRAY"
        case (.replace, _): "GRAY_VERSION_NOT_EXIST"
        case (.release, .byHand): "CAN_NOT_ONLINE_WITHOUT_GRAY"
        case (.release, .openPlatform): "CAN_NOT_ONLINE_NOT_GRAY_OR_WAITRELEASE"
        case (.takeOffline, _), (.forceOffline, _): "CAN_NOT_OFFLINE_WITHOUT_ONLINE"
        case (.rollBack, _): "CAN_NOT_ROLLBACK_WITHOUT_ONLINE"
        case (.restore, _): "CAN_NOT_ROLLBACK_WITHOUT_OFFLINE"
        case (.delete, _): "CAN_NOT_DELETE_WITHOUT_DEV"
        }
    }

    static func expected(_ status: VersionStatus, _ action: VersionAction, _ channel: ActionChannel) -> Expected {
        let move = moves.first { $0.from == status.rawValue && $0.action == action && $0.channels.contains(channel) }
        return move?.to ?? .refused(refusal(of: action, through: channel))
    }
}
