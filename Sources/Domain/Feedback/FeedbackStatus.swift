/// Where feedback is. A report of its own is `received`, `confirmed`, `duplicate` or `dismissed`; the problem that confirmed
/// reports belong to goes on from `confirmed`. Raw values are stored and part of the JSON API; they never change.
package enum FeedbackStatus: String, CaseIterable, Sendable, Codable {
    /// Waits for an assessor.
    case received
    /// To be passed on at the next daily run.
    case confirmed
    /// Says what another report has said: it belongs to the same problem.
    case duplicate
    /// Not taken up, with a reason.
    case dismissed
    /// The mini program's members see it; its clock runs.
    case passed
    case processing
    case resolved
    /// Reported again on the version that should have resolved it, or on a later one.
    case reopened

    /// What a report itself can be.
    package static let ofReports: [FeedbackStatus] = [.received, .confirmed, .duplicate, .dismissed]
    /// What a problem can be.
    package static let ofIssues: [FeedbackStatus] = [.confirmed, .passed, .processing, .resolved, .reopened]
    /// What members have to do something about.
    package static let open: [FeedbackStatus] = [.passed, .processing, .reopened]

    /// Every legal move, in one table; what is not listed is refused. Source: DESIGN, Feedback.
    private static let moves: [FeedbackStatus: [FeedbackAction: FeedbackStatus]] = [
        .received: [.confirm: .confirmed, .markDuplicate: .duplicate, .dismiss: .dismissed],
        .confirmed: [.passOn: .passed],
        .passed: [.process: .processing, .resolve: .resolved],
        .processing: [.resolve: .resolved],
        .resolved: [.reopen: .reopened],
        .reopened: [.process: .processing, .resolve: .resolved],
    ]

    /// Where an action leads; nil where it cannot be taken.
    package func after(_ action: FeedbackAction) -> FeedbackStatus? { Self.moves[self]?[action] }

    /// What can be done from here; pages take their buttons from this, after asking the policy.
    package var possibleActions: [FeedbackAction] { FeedbackAction.allCases.filter { after($0) != nil } }

    /// The statuses from which an action can be taken: what a statement compares with.
    package static func before(_ action: FeedbackAction) -> [FeedbackStatus] {
        allCases.filter { $0.after(action) != nil }
    }

    package var isOpen: Bool { Self.open.contains(self) }

    /// As assessors and members read it.
    package var words: Words {
        switch self {
        case .received: Words("待评估", "To be assessed")
        case .confirmed: Words("已确认", "Confirmed")
        case .duplicate: Words("重复反馈", "Duplicate")
        case .dismissed: Words("未采纳", "Not taken up")
        case .passed: Words("待处理", "To be handled")
        case .processing: Words("处理中", "In progress")
        case .resolved: Words("已解决", "Resolved")
        case .reopened: Words("再次出现", "Came back")
        }
    }
}

/// What can be done with feedback.
package enum FeedbackAction: String, CaseIterable, Sendable {
    // By assessors
    case confirm
    case markDuplicate = "mark_duplicate"
    case dismiss
    // By the daily run, or by an assessor where it is urgent
    case passOn = "pass_on"
    // By members
    case process
    case resolve
    // By a report that was passed on
    case reopen

    /// What somebody must be allowed to take it; nil for what only follows from reports.
    package var permission: Action? {
        switch self {
        case .confirm, .markDuplicate, .dismiss, .passOn: .feedbackAssess
        case .process, .resolve: .feedbackHandle
        case .reopen: nil
        }
    }

    /// Why it cannot be taken from a status.
    package func refusal(from status: FeedbackStatus) -> Refusal {
        switch self {
        case .confirm, .markDuplicate, .dismiss:
            .conflict(
                "FEEDBACK_ASSESSED",
                Words("别人已经评估过这些反馈了，请看看最新的结果。", "Somebody else has assessed these. Look at the list again.")
            )
        case .passOn:
            .conflict("FEEDBACK_PASSED", Words("这个问题已经转给开发者了。", "This problem was passed on already."))
        case .process, .resolve, .reopen:
            .conflict(
                "FEEDBACK_STATUS",
                Words(
                    "这个问题现在是“\(status.words.zh)”，不能这样操作。请看看最新的状态。",
                    "This problem is \"\(status.words.en.lowercased())\" now. Look at it again."
                )
            )
        }
    }
}
