import Domain
import HTTPTypes

/// Who may do what with a version in which state, and what the others are told; typed from `mini-program-rules` and DESIGN,
/// "Who may", once more.
enum AccessTable {
    enum Caller: String, CaseIterable, Sendable {
        case anonymous, stranger, experiencer, developer, administrator, owner
        case reviewer, assessor, official, moderator, systemAdministrator
        /// A reviewer who belongs to the mini program.
        case reviewingDeveloper

        var role: MemberRole? {
            switch self {
            case .experiencer: .experiencer
            case .developer, .reviewingDeveloper: .developer
            case .administrator: .administrator
            case .owner: .owner
            case .anonymous, .stranger, .reviewer, .assessor, .official, .moderator, .systemAdministrator: nil
            }
        }

        var duties: Set<Duty> {
            switch self {
            case .reviewer, .reviewingDeveloper: [.reviewer]
            case .assessor: [.assessor]
            case .official: [.official]
            case .moderator: [.moderator]
            case .systemAdministrator: [.administrator]
            case .anonymous, .stranger, .experiencer, .developer, .administrator, .owner: []
            }
        }
    }

    /// Where 2.0.0 stands. Beside a released one, 1.0.0 was released before it.
    enum Scene: String, CaseIterable, Sendable {
        case development, inReview, rejected, approved, approvedBase, gray, released, offline, takenDown
        /// Passed, and submitted to take over 1.5.0, which is gray.
        case replacement
    }

    enum Deed: String, CaseIterable, Sendable {
        case submit, withdraw, returnToDevelopment, claim, approve, approveBase, reject, gray, endGray, replace,
            release,
            offline, forceOffline, rollBack, describe, setExperience, cancelExperience, delete
    }

    /// Nil when it is done.
    struct Answer: Equatable, CustomStringConvertible {
        let status: Int
        let code: String

        var description: String { "\(status) \(code)" }

        init(_ status: Int, _ code: String) { (self.status, self.code) = (status, code) }
    }

    static func answer(_ caller: Caller, _ deed: Deed, _ scene: Scene) -> Answer? {
        if !allowed(deed).contains(caller) {
            switch caller {
            case .anonymous: return Answer(401, "SIGN_IN_REQUIRED")
            // They may not know that there is such a mini program.
            case .stranger: return Answer(404, "NOT_FOUND")
            default: return Answer(403, "FORBIDDEN")
            }
        }
        return refusal(deed, scene).map { Answer(409, $0) }
    }

    private static func allowed(_ deed: Deed) -> Set<Caller> {
        switch deed {
        case .submit, .withdraw, .returnToDevelopment, .gray, .endGray, .replace, .release, .rollBack, .describe,
            .setExperience, .cancelExperience, .delete:
            [.developer, .administrator, .owner, .reviewingDeveloper]
        case .offline: [.administrator, .owner]
        // Nobody reviews for a mini program that they belong to.
        case .claim, .approve, .approveBase, .reject: [.reviewer]
        case .forceOffline: [.reviewer, .systemAdministrator]
        }
    }

    private static func refusal(_ deed: Deed, _ scene: Scene) -> String? {
        switch deed {
        case .submit: scene == .development ? nil : "CAN_NOT_SUBMIT_WITHOUT_INIT"
        case .withdraw, .claim, .approve, .approveBase, .reject:
            scene == .inReview ? nil : "AUDITING_VERSION_NOT_EXIST"
        case .returnToDevelopment:
            [.rejected, .approved, .approvedBase, .replacement].contains(scene) ? nil : "CAN_NOT_BACK_DEV_WITHOUT_AUDIT"
        case .gray:
            switch scene {
            case .approved, .approvedBase, .gray: nil
            case .replacement: "GRAY_VERSION_EXIST"
            default: "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"
            }
        case .endGray: scene == .gray ? nil : "CAN_NOT_END_GRAY_WITHOUT_GRAY"
        case .replace:
            switch scene {
            case .replacement: nil
            case .approved, .approvedBase: "GRAY_VERSION_NOT_EXIST"
            default: "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"
            }
        case .release: scene == .gray ? nil : "CAN_NOT_ONLINE_WITHOUT_GRAY"
        case .offline: scene == .released ? nil : "CAN_NOT_OFFLINE_WITHOUT_ONLINE"
        case .forceOffline: scene == .released || scene == .gray ? nil : "CAN_NOT_OFFLINE_WITHOUT_ONLINE"
        case .rollBack: scene == .released ? nil : "CAN_NOT_ROLLBACK_WITHOUT_ONLINE"
        case .describe: nil
        case .setExperience: scene == .development ? nil : "CAN_NOT_SET_EXPERIENCE_WITHOUT_INIT"
        case .cancelExperience: "NOT_EXPERIENCE_VERSION"
        case .delete: scene == .development ? nil : "CAN_NOT_DELETE_WITHOUT_DEV"
        }
    }

    /// The status of 2.0.0 afterwards, `gone` when it was deleted.
    static func status(after deed: Deed, _ scene: Scene) -> String {
        switch deed {
        case .submit: "AUDITING"
        case .withdraw, .returnToDevelopment: "INIT"
        case .claim: "AUDITING"
        case .approve, .endGray: "WAIT_RELEASE"
        case .approveBase: "BASE_AUDIT_PASS"
        case .reject: "AUDIT_REJECT"
        case .gray, .replace: "GRAY"
        case .release: "RELEASE"
        case .offline, .rollBack: "OFFLINE"
        case .forceOffline: "AUDIT_OFFLINE"
        case .delete: "gone"
        case .describe, .setExperience, .cancelExperience: status(scene).rawValue
        }
    }

    static func status(_ scene: Scene) -> VersionStatus {
        switch scene {
        case .development: .development
        case .inReview: .inReview
        case .rejected: .rejected
        case .approved, .replacement: .approved
        case .approvedBase: .approvedBase
        case .gray: .gray
        case .released: .released
        case .offline: .offline
        case .takenDown: .takenDown
        }
    }
}
