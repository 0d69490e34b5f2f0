import Domain
import Storage

/// What a reporter may see of a report.
struct ReceiptFacts: Sendable {
    let code: String
    let app: ID<MiniProgram>
    let name: String
    let logo: String?
    let kind: FeedbackKind
    let report: FeedbackRow
    let note: String
    let issue: FeedbackIssueRow?
    let pictures: [String]
    let replies: [FeedbackQueries.Reply]

    /// Throws `NOT_FOUND` for a code that leads nowhere.
    static func load(_ code: String, _ platform: Platform) async throws -> ReceiptFacts {
        let hash = Secret.hash(code)
        let facts = try await platform.engine.read { db -> ReceiptFacts? in
            let queries = FeedbackQueries(db)
            guard let found = try queries.receipt(hash),
                let known = try PublishedInformation(db).information(of: found.app)
            else { return nil }
            // Until members see it themselves, nothing of theirs is shown.
            let issue = found.report.passedAt == nil ? nil : found.issue
            return ReceiptFacts(
                code: code,
                app: found.app,
                name: known.name,
                logo: known.logo,
                kind: found.kind,
                report: found.report,
                note: found.note,
                issue: issue,
                pictures: try queries.pictures(of: [found.report.id])[found.report.id] ?? [],
                replies: try issue.map { try queries.replies(of: $0.id, limit: HandleFeedback.mostReplies) } ?? []
            )
        }
        guard let facts else { throw Refusal.notFound }
        return facts
    }

    /// Where the report is, as its reporter sees it: a duplicate is as far as its problem.
    var standing: FeedbackStanding {
        switch report.status {
        case .received: return .received
        case .dismissed: return .dismissed
        default: break
        }
        return switch issue?.status {
        case nil: .assessed
        case .passed, .reopened, .confirmed, .received, .duplicate, .dismissed: .passed
        case .processing: .processing
        case .resolved: .resolved
        }
    }
}

/// The steps that a reporter sees. Raw values are part of the JSON API.
enum FeedbackStanding: String, CaseIterable, Sendable, Encodable {
    case received, assessed, passed, processing, resolved, dismissed

    var words: Words {
        switch self {
        case .received: Words("已收到", "Received")
        case .assessed: Words("已确认", "Confirmed")
        case .passed: Words("已转给开发者", "Passed to the developer")
        case .processing: Words("开发者正在处理", "Being worked on")
        case .resolved: Words("已解决", "Resolved")
        case .dismissed: Words("没有采纳", "Not taken up")
        }
    }

    /// In a stepper's few characters.
    var short: Words {
        switch self {
        case .received: Words("收到", "Received")
        case .assessed: Words("确认", "Confirmed")
        case .passed: Words("转交", "Passed on")
        case .processing: Words("处理", "Work")
        case .resolved: Words("解决", "Resolved")
        case .dismissed: Words("结束", "Closed")
        }
    }

    static let way: [FeedbackStanding] = [.received, .assessed, .passed, .processing, .resolved]
}

/// What a host app is told of a report.
struct ReceiptJSON: Encodable {
    let status: FeedbackStanding
    let title: String
    let kind: FeedbackKind
    let receivedAt: String
    let resolvedIn: Nullable<String>
    let reason: Nullable<String>
    let replies: [Reply]

    struct Reply: Encodable {
        let text: String
        let at: String
    }

    init(_ facts: ReceiptFacts, _ language: Language) {
        status = facts.standing
        title = facts.standing.words[language]
        kind = facts.kind
        receivedAt = facts.report.receivedAt.rfc3339
        resolvedIn = Nullable(facts.standing == .resolved ? facts.issue?.resolvedIn?.description : nil)
        let reason = facts.report.dismissal.map { facts.note.isEmpty ? $0.explanation[language] : facts.note }
        self.reason = Nullable(reason)
        replies = facts.replies.map { Reply(text: $0.text, at: $0.at.rfc3339) }
    }

    private enum CodingKeys: String, CodingKey {
        case status, title, kind, reason, replies
        case receivedAt = "received_at"
        case resolvedIn = "resolved_in"
    }
}
