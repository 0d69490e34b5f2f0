package import Domain
package import Storage

/// Fills the timeline of each problem that users reported.
package struct FeedbackTimelineProjection: Projection {
    package let name = "feedback_timeline"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        guard let issue = payload.event.feedbackIssue else { return }
        try FeedbackTimelineWrites(db: db).add(entry, of: issue)
    }

    package func clear(in db: any Writing) throws { try FeedbackTimelineWrites(db: db).clear() }
}

extension JournalEvent {
    /// The problem that it is about.
    var feedbackIssue: ID<FeedbackIssue>? {
        switch self {
        case .feedbackConfirmed(_, let issue, _, _), .feedbackJoined(_, let issue, _, _),
            .feedbackPassed(let issue, _, _, _), .feedbackGrew(let issue, _, _, _),
            .feedbackReopened(let issue, _, _, _), .feedbackProcessing(let issue, _),
            .feedbackResolved(let issue, _, _), .feedbackReplied(let issue, _, _),
            .feedbackAlarmed(let issue, _, _, _):
            issue
        default: nil
        }
    }
}
