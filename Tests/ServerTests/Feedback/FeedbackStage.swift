import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// A mini program with 1.0.0 released, whose users report, an assessor from outside, and its owner.
struct FeedbackStage: Sendable {
    let site: Site
    let events: EventStage
    let assessor: SiteClient
    let owner: SiteClient

    var app: ID<MiniProgram> { events.app }
    var path: String { "/runtime/v1/apps/\(app)/feedback" }

    init(_ site: Site) async throws {
        self.site = site
        events = try await EventStage(site)
        assessor = try await site.as("assessor", duties: [.assessor])
        let person = try await site.platform.engine.read { [app = events.app] in
            try MembershipQueries($0).people(of: app, from: .owner)[0]
        }
        let login = try await site.platform.engine.first("SELECT login FROM person WHERE id = \(person)")?.text("login")
        owner = try await site.as(try #require(login))
    }

    /// Reports from a host app and gives the code of the receipt.
    @discardableResult
    func report(
        _ text: String = "支付后一直转圈，订单没有出来",
        kind: FeedbackKind = .payment,
        user: String = "u",
        number: VersionNumber = VersionNumber(1, 0, 0),
        from address: String = "203.0.113.1"
    ) async throws -> String {
        let client = site.stranger.at(address).with("steward-receipt", try events.receipt(user, number))
        let fields: KeyValuePairs = ["kind": kind.rawValue, "text": text, "page": "pages/pay"]
        let answer = try await client.post(path, fields).expect(201).json()
        return try #require(answer["code"] as? String)
    }

    func groups() async throws -> [FeedbackGroupRow] {
        try await site.platform.engine.rows(
            "SELECT \(FeedbackGroupRow.columns) FROM feedback_group g ORDER BY g.id"
        ).map(FeedbackGroupRow.init)
    }

    func issues() async throws -> [FeedbackIssueRow] {
        try await site.platform.engine.rows(
            "SELECT \(FeedbackIssueRow.columns) FROM feedback_issue i ORDER BY i.id"
        ).map(FeedbackIssueRow.init)
    }

    /// Decides about all of the first group that waits.
    @discardableResult
    func assess(_ act: FeedbackAction, issue: ID<FeedbackIssue>? = nil, isUrgent: Bool = false) async throws
        -> SiteResponse
    {
        let group = try #require(try await groups().first { $0.waiting > 0 })
        let newest = try await site.platform.engine.first(
            "SELECT max(id) AS id FROM feedback WHERE group_id = \(group.id) AND status = 'received'"
        )?.text("id")
        var fields: [(String, String)] = [
            ("act", act.rawValue), ("scope", "all"), ("through", newest ?? ""), ("count", "\(group.waiting)"),
            ("reason", FeedbackDismissal.notReproduced.rawValue),
        ]
        if let issue { fields.append(("issue", issue.rawValue)) }
        if isUrgent { fields.append(("urgent", "1")) }
        let body = fields.map { "\($0)=\($1)" }.joined(separator: "&")
        return try await assessor.send(
            .post,
            Paths.feedbackGroup(group.id, of: app),
            type: "application/x-www-form-urlencoded",
            body: Array(body.utf8)
        )
    }

    /// The daily run of the day after tomorrow, which passes on all that was confirmed until now.
    @discardableResult
    func run() async throws -> Int {
        site.world.advance(seconds: 2 * 86_400)
        return try await FeedbackRun(platform: site.platform).tick()
    }

    func standing(_ code: String) async throws -> String? {
        try await site.stranger.get("/runtime/v1/feedback/\(code)").expect(200).json()["status"] as? String
    }
}
