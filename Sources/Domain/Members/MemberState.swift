/// How somebody stands to a mini program. Raw values are the reference's words and are stored; they never change.
///
/// Source: `mini-program-rules`, Members.
package enum MemberState: String, CaseIterable, Sendable, Codable {
    case unconfirmed = "UNCONFIRMED"
    case valid = "VALID"
    case refused = "REFUSED"
    case timeout = "TIMEOUT"

    package var words: Words {
        switch self {
        case .unconfirmed: Words("待确认", "Unconfirmed")
        case .valid: Words("已加入", "Joined")
        case .refused: Words("已拒绝", "Declined")
        case .timeout: Words("已过期", "Expired")
        }
    }

    /// Whether it takes one of the places that a mini program has: members, and those who may still say yes.
    package var takesPlace: Bool { self == .unconfirmed || self == .valid }
}

/// What became of something that somebody is asked: an invitation, a request to join, a hand-over.
package enum AnswerState: String, CaseIterable, Sendable, Codable {
    case open = "OPEN"
    case accepted = "ACCEPTED"
    case declined = "DECLINED"
    case withdrawn = "WITHDRAWN"
    case timeout = "TIMEOUT"

    /// What it is at a moment: what ran out is over also before the clock has written it down.
    package func at(_ now: Instant, expires: Instant?) -> AnswerState {
        guard self == .open, let expires, expires <= now else { return self }
        return .timeout
    }

    package var words: Words {
        switch self {
        case .open: Words("等待答复", "Waiting for an answer")
        case .accepted: Words("已接受", "Accepted")
        case .declined: Words("已谢绝", "Declined")
        case .withdrawn: Words("已撤回", "Withdrawn")
        case .timeout: Words("已过期", "Expired")
        }
    }
}
