import Domain

/// Where a submission stands.
enum ReviewState: String, CaseIterable, Encodable, Sendable {
    /// Never submitted.
    case none
    case waiting, decided, withdrawn

    init(_ record: ReviewRecord?) {
        guard let record else {
            self = .none
            return
        }
        self = record.decision != nil ? .decided : record.closedAt != nil ? .withdrawn : .waiting
    }
}

/// The last submission of a version in few words: what every answer about a version says.
struct SubmissionSummaryJSON: Encodable {
    let state: ReviewState
    let submittedBy: NamedPerson
    let submittedAt: String
    let express: Bool
    /// The share at which a gray release begins by itself once it passes.
    let grayPercent: Nullable<Double>
    let decision: Nullable<ReviewDecision>
    /// When it was decided or withdrawn.
    let closedAt: Nullable<String>

    init(_ record: ReviewRecord) {
        state = ReviewState(record)
        submittedBy = record.submittedBy
        submittedAt = record.submittedAt.rfc3339
        express = record.isExpress
        grayPercent = Nullable(record.grayShare?.percent)
        decision = Nullable(record.decision)
        closedAt = Nullable(record.closedAt?.rfc3339)
    }

    private enum CodingKeys: String, CodingKey {
        case state, express, decision
        case submittedBy = "submitted_by"
        case submittedAt = "submitted_at"
        case grayPercent = "gray_percent"
        case closedAt = "closed_at"
    }
}
