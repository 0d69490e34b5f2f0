/// Where a version stands between upload and the public. Raw values are the reference's words and are stored; they never
/// change.
package enum VersionStatus: String, CaseIterable, Sendable, Codable {
    case development = "INIT"
    case inReview = "AUDITING"
    case rejected = "AUDIT_REJECT"
    case approved = "WAIT_RELEASE"
    case approvedBase = "BASE_AUDIT_PASS"
    case gray = "GRAY"
    case released = "RELEASE"
    case offline = "OFFLINE"
    case takenDown = "AUDIT_OFFLINE"

    /// As pages show it.
    package var words: Words {
        switch self {
        case .development: Words("开发中", "In development")
        case .inReview: Words("审核中", "In review")
        case .rejected: Words("审核驳回", "Rejected")
        case .approved: Words("待上架", "Approved")
        case .approvedBase: Words("准入不可营销", "Approved, not promoted")
        case .gray: Words("灰度中", "Gray release")
        case .released: Words("已上架", "Released")
        case .offline: Words("已下架", "Offline")
        case .takenDown: Words("被强制下架", "Taken down")
        }
    }
}

/// What somebody did to move a version along.
package enum VersionAction: String, CaseIterable, Sendable {
    case submit, withdraw, approve, reject, release, delete, restore, replace
    case approveBase = "approve_base"
    case returnToDevelopment = "return"
    case startGray = "start_gray"
    case enlargeGray = "enlarge_gray"
    case endGray = "end_gray"
    case takeOffline = "take_offline"
    case rollBack = "roll_back"
    case forceOffline = "force_offline"
}

extension VersionAction {
    /// As buttons and sentences call it.
    package var words: Words {
        switch self {
        case .submit: Words("提审", "Submit")
        case .withdraw: Words("撤回审核", "Withdraw")
        case .approve: Words("通过审核", "Approve")
        case .approveBase: Words("仅准入", "Approve base only")
        case .reject: Words("驳回", "Reject")
        case .returnToDevelopment: Words("退回开发", "Return to development")
        case .startGray: Words("灰度", "Start a gray release")
        case .enlargeGray: Words("扩大灰度", "Enlarge the gray release")
        case .endGray: Words("结束灰度", "End the gray release")
        case .release: Words("上架", "Release")
        case .replace: Words("被替换", "Be replaced")
        case .takeOffline: Words("下架", "Take offline")
        case .rollBack: Words("回滚", "Roll back")
        case .restore: Words("恢复上架", "Restore")
        case .forceOffline: Words("强制下架", "Take down by force")
        case .delete: Words("删除", "Delete")
        }
    }

    /// Whether a member takes it; the rest is decided by the platform or follows from an action on another version.
    var isTaken: Bool {
        switch self {
        case .approve, .approveBase, .reject, .replace, .restore, .forceOffline: false
        case .submit, .withdraw, .returnToDevelopment, .startGray, .enlargeGray, .endGray, .release, .takeOffline,
            .rollBack, .delete:
            true
        }
    }
}

/// By which way an action comes: the open platform may release what was never gray.
package enum ActionChannel: String, CaseIterable, Sendable { case byHand = "by_hand", openPlatform = "open_platform" }
