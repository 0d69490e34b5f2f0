import Domain

/// A problem that users reported.
struct FeedbackIssueJSON: Encodable {
    struct Version: Encodable {
        let version: String
        let reports: Int
    }

    let id: String
    let kind: FeedbackKind
    let status: FeedbackStatus
    let page: Nullable<String>
    let text: String
    let reports: Int
    let users: Int
    let versions: [Version]
    let firstAt: String
    let lastAt: String
    let dueAt: Nullable<String>
    let resolvedIn: Nullable<String>

    init(_ row: FeedbackIssueRow, _ versions: [(number: VersionNumber, reports: Int)]) {
        (id, kind, status) = (row.id.rawValue, row.kind, row.status)
        (page, text) = (Nullable(row.page), row.text)
        (reports, users) = (row.reports, row.users)
        self.versions = versions.map { Version(version: $0.number.description, reports: $0.reports) }
        (firstAt, lastAt) = (row.firstAt.rfc3339, row.lastAt.rfc3339)
        dueAt = Nullable(row.clock?.due.rfc3339)
        resolvedIn = Nullable(row.resolvedIn?.description)
    }

    enum CodingKeys: String, CodingKey {
        case id, kind, status, page, text, reports, users, versions
        case firstAt = "first_at"
        case lastAt = "last_at"
        case dueAt = "due_at"
        case resolvedIn = "resolved_in"
    }
}

/// The same with its newest reports and what was answered.
struct FeedbackDetailJSON: Encodable {
    struct Report: Encodable {
        let id: String
        let text: String
        let added: Nullable<String>
        let version: Nullable<String>
        let device: Nullable<String>
        let system: Nullable<String>
        let isMember: Bool
        let pictures: [String]
        let receivedAt: String

        enum CodingKeys: String, CodingKey {
            case id, text, added, version, device, system, pictures
            case isMember = "is_member"
            case receivedAt = "received_at"
        }
    }

    struct Reply: Encodable {
        let text: String
        let by: String
        let at: String
    }

    private let issue: FeedbackIssueJSON
    private let newest: [Report]
    private let replies: [Reply]

    init(_ facts: FeedbackIssuePage.Facts, _ settings: Settings) {
        issue = FeedbackIssueJSON(facts.issue, facts.versions)
        newest = facts.reports.prefix(FeedbackIssuePage.size).map { row in
            Report(
                id: row.id.rawValue,
                text: row.text,
                added: Nullable(row.addedText),
                version: Nullable(row.number?.description),
                device: Nullable(row.device),
                system: Nullable(row.system),
                isMember: row.isMember,
                pictures: (facts.pictures[row.id] ?? []).map { settings.publicURL + Paths.picture($0) },
                receivedAt: row.receivedAt.rfc3339
            )
        }
        replies = facts.replies.map { Reply(text: $0.text, by: $0.writer, at: $0.at.rfc3339) }
    }

    private enum CodingKeys: String, CodingKey {
        case newest = "newest_reports"
        case replies
    }

    func encode(to encoder: any Encoder) throws {
        try issue.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(newest, forKey: .newest)
        try container.encode(replies, forKey: .replies)
    }
}
