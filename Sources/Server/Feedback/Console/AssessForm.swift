import Domain
import Hummingbird

/// What an assessor sent, and what was wrong with it.
struct AssessForm: Sendable {
    var isTyped = false
    var reports: [ID<Feedback>] = []
    var wantsAll = false
    var through = ""
    var count = 0
    var act: FeedbackAction?
    var isUrgent = false
    var issue: ID<FeedbackIssue>?
    var reason: FeedbackDismissal?
    var note = ""
    var refusal: Refusal?

    init() {}

    init(_ fields: FormFields) {
        isTyped = true
        reports = fields.all("reports").map { ID(rawValue: $0) }
        wantsAll = fields["scope"] == "all"
        through = fields["through"] ?? ""
        count = fields["count"].flatMap { Int($0) } ?? 0
        act = fields["act"].flatMap(FeedbackAction.init(rawValue:))
        isUrgent = fields["urgent"] != nil
        issue = fields["issue"].map { ID(rawValue: $0) }
        reason = fields["reason"].flatMap(FeedbackDismissal.init(rawValue:))
        note = fields["note"] ?? ""
    }

    var choice: AssessFeedback.Choice {
        wantsAll ? .all(through: ID(rawValue: through), count: count) : .some(reports)
    }

    /// Throws what was not chosen, at its field.
    func decision() throws(Refusal) -> AssessFeedback.Decision {
        switch act {
        case .confirm: return .confirm(isUrgent: isUrgent)
        case .markDuplicate:
            guard let issue else {
                throw Self.missing("issue", "请选择并入哪个问题。", "Choose the problem that they belong to.")
            }
            return .join(issue)
        case .dismiss:
            guard let reason else {
                throw Self.missing("reason", "请选择原因，反馈人会看到。", "Choose a reason; the reporter reads it.")
            }
            return .dismiss(reason, note: note)
        default:
            throw Self.missing(
                "act",
                "act 只能是：confirm、mark_duplicate、dismiss。",
                "act is one of: confirm, mark_duplicate, dismiss."
            )
        }
    }

    private static func missing(_ field: String, _ zh: String, _ en: String) -> Refusal {
        .invalid([FieldProblem(field: field, words: Words(zh, en))])
    }
}
