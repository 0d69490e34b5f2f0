/// What a member is in one mini program. The order is the order of trust.
package enum MemberRole: String, CaseIterable, Sendable, Codable, Comparable {
    case experiencer, developer, administrator, owner

    package static func < (left: Self, right: Self) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }

    package var words: Words {
        switch self {
        case .owner: Words("所有者", "Owner")
        case .administrator: Words("管理员", "Administrator")
        case .developer: Words("开发成员", "Developer")
        case .experiencer: Words("体验成员", "Experience member")
        }
    }
}

/// What a platform operator is trusted with.
package enum Duty: String, CaseIterable, Sendable, Codable {
    case reviewer, assessor, official, moderator, administrator

    package var words: Words {
        switch self {
        case .reviewer: Words("审核员", "Reviewer")
        case .assessor: Words("反馈评估员", "Feedback assessor")
        case .official: Words("官方人员", "Official")
        case .moderator: Words("社区管理员", "Moderator")
        case .administrator: Words("系统管理员", "System administrator")
        }
    }
}

/// One of the hats that a caller can wear towards what an action is about.
package enum Role: Hashable, Sendable {
    case anonymous
    case signedIn
    case member(MemberRole)
    case `operator`(Duty)

    /// Every role, in the order of the printed matrix.
    package static let all: [Role] =
        [.anonymous, .signedIn] + MemberRole.allCases.map(Role.member) + Duty.allCases.map(Role.operator)

    var isMember: Bool { if case .member = self { true } else { false } }

    package var name: String {
        switch self {
        case .anonymous: "anonymous"
        case .signedIn: "signed-in"
        case .member(let role): role.rawValue
        case .operator(let duty): "operator:\(duty.rawValue)"
        }
    }
}

/// How the caller stands to the person or thing acted upon.
package enum Relation: String, CaseIterable, Sendable {
    case itself = "self"
    case invitedByMe = "invited-by-me"
    case other
}
