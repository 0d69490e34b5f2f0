/// One act of submitting a version, from then until it is decided or withdrawn.
package enum Submission {}

/// A sentence that reviewers keep for rejections that come again.
package enum ReplyTemplate {}

/// What a reviewer decides. Raw values are the JSON API's words and are stored.
package enum ReviewDecision: String, CaseIterable, Sendable, Codable {
    case approve
    /// 准入不可营销: it may be released, but is not promoted.
    case approveBase = "approve_base"
    case reject

    package var action: VersionAction {
        switch self {
        case .approve: .approve
        case .approveBase: .approveBase
        case .reject: .reject
        }
    }

    /// The status that a version has after it.
    package var status: VersionStatus {
        switch self {
        case .approve: .approved
        case .approveBase: .approvedBase
        case .reject: .rejected
        }
    }

    package var words: Words {
        switch self {
        case .approve: Words("通过", "Approved")
        case .approveBase: Words("准入不可营销", "Approved, not promoted")
        case .reject: Words("驳回", "Rejected")
        }
    }
}
