import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Assessment under `/api/v1`.
struct FeedbackConsoleAPI {
    let platform: Platform

    private struct Body: Decodable {
        let act: String
        let reports: [String]?
        let through: String?
        let count: Int?
        let urgent: Bool?
        let issue: String?
        let reason: FeedbackDismissal?
        let note: String?
    }

    private struct Assessed: Encodable { let issue: Nullable<String> }

    init(platform: Platform) { self.platform = platform }

    func add(to routes: Routes) {
        routes.signedIn(.get, "/api/v1/feedback/groups", .feedbackList) { request, _, person in
            let (page, id) = (try FeedbackPaging(request.query), person.id)
            let entries = try await platform.engine.read {
                try FeedbackQueueQueries($0).page(for: id, after: page.cursor, limit: page.limit + 1)
            }
            let shown = entries.prefix(page.limit)
            let next = entries.count > page.limit ? shown.last?.cursor.text : nil
            return try .json(ListJSON(items: shown.map(FeedbackGroupJSON.init), next: next))
        }
        routes.inApp(.get, "/api/v1/apps/{app_id}/feedback-groups/{group}", .feedbackAssess) { _, context, app in
            let id = try FeedbackConsoleRoutes.group(context)
            let found = try await platform.engine.read { db -> ([FeedbackRow], FeedbackGroupRow)? in
                guard let group = try FeedbackQueries(db).group(id, in: app.id) else { return nil }
                return (try FeedbackQueueQueries(db).waiting(in: id, after: nil, limit: 100), group)
            }
            guard let (reports, group) = found else { throw Refusal.notFound }
            return try .json(FeedbackGroupDetailJSON(group, reports))
        }
        routes.inApp(.post, "/api/v1/apps/{app_id}/feedback-groups/{group}/assess", .feedbackAssess) {
            request,
            context,
            app in
            let body = try await request.json(Body.self)
            var form = AssessForm()
            form.act = FeedbackAction(rawValue: body.act)
            form.reports = (body.reports ?? []).map { ID(rawValue: $0) }
            form.wantsAll = body.reports == nil
            form.through = body.through ?? ""
            form.count = body.count ?? 0
            form.isUrgent = body.urgent ?? false
            form.issue = body.issue.map { ID(rawValue: $0) }
            form.reason = body.reason
            form.note = body.note ?? ""
            let issue = try await AssessFeedback(platform: platform)(
                try FeedbackConsoleRoutes.group(context),
                of: app,
                form.choice,
                try form.decision()
            )
            return try .json(Assessed(issue: Nullable(issue?.rawValue)))
        }
        routes.inApp(.post, "/api/v1/apps/{app_id}/feedback/{id}/pass", .feedbackAssess) { _, context, app in
            try await PassOnFeedback(platform: platform)(try FeedbackRoutes.id(context), of: app)
            return .empty
        }
    }
}

/// A group that waits, for assessors.
struct FeedbackGroupJSON: Encodable {
    let id: String
    let appID: String
    let appName: String
    let kind: FeedbackKind
    let page: Nullable<String>
    let text: String
    let waiting: Int
    let waitingSince: String
    let issue: Nullable<String>
    /// Whether the caller belongs to the mini program: somebody else assesses it.
    let isOwn: Bool

    init(_ entry: FeedbackQueueQueries.Entry) {
        let group = entry.group
        (id, appID, appName) = (group.id.rawValue, group.app.rawValue, entry.appName)
        (kind, page, text) = (group.kind, Nullable(group.page), group.text)
        (waiting, waitingSince) = (group.waiting, group.waitingSince.rfc3339)
        issue = Nullable(group.issue?.rawValue)
        isOwn = entry.ownRole != nil
    }

    private enum CodingKeys: String, CodingKey {
        case id, kind, page, text, waiting, issue
        case appID = "app_id"
        case appName = "app_name"
        case waitingSince = "waiting_since"
        case isOwn = "is_own"
    }
}

/// The newest reports of a group that wait. `through` and `count` say what "all" means when it is assessed.
struct FeedbackGroupDetailJSON: Encodable {
    struct Report: Encodable {
        let id: String
        let text: String
        let version: Nullable<String>
        let receivedAt: String

        enum CodingKeys: String, CodingKey {
            case id, text, version
            case receivedAt = "received_at"
        }
    }

    let id: String
    let kind: FeedbackKind
    let page: Nullable<String>
    let issue: Nullable<String>
    let through: Nullable<String>
    let count: Int
    let reports: [Report]

    init(_ group: FeedbackGroupRow, _ reports: [FeedbackRow]) {
        (id, kind, page) = (group.id.rawValue, group.kind, Nullable(group.page))
        issue = Nullable(group.issue?.rawValue)
        through = Nullable(reports.first?.id.rawValue)
        count = group.waiting
        self.reports = reports.map {
            Report(
                id: $0.id.rawValue,
                text: $0.text,
                version: Nullable($0.number?.description),
                receivedAt: $0.receivedAt.rfc3339
            )
        }
    }
}
