extension JournalEvent {
    /// The rows of the table of messages that are about feedback.
    var feedbackMessage: MessageOutcome {
        func row(_ issue: ID<FeedbackIssue>, isUrgent: Bool = false, isGrouped: Bool = false) -> MessageOutcome {
            .message(
                MessageRule(
                    .members(from: .developer),
                    .system,
                    isUrgent: isUrgent,
                    next: .openFeedback(issue),
                    isGrouped: isGrouped
                )
            )
        }
        return switch self {
        case .feedbackPassed(let issue, _, _, let isUrgent): row(issue, isUrgent: isUrgent, isGrouped: !isUrgent)
        case .feedbackReopened(let issue, _, _, _): row(issue, isUrgent: true)
        case .feedbackAlarmed(let issue, _, _, _): row(issue, isUrgent: true)
        case .feedbackConfirmed, .feedbackJoined, .feedbackDismissed:
            .none(because: "Members learn of it when it is passed on.")
        default: .none(because: "The problem's page shows it.")
        }
    }
}
