import Domain

/// A notice in the JSON API.
struct NoticeJSON: Encodable {
    struct Progress: Encodable {
        let total: Nullable<Int>
        let delivered: Int
        let removed: Int
        let read: Int
    }

    let id: String
    let state: NoticeState
    let revision: Int64
    let titleZh: String
    let titleEn: Nullable<String>
    let bodyZh: String
    let bodyEn: Nullable<String>
    let urgent: Bool
    let linkPath: Nullable<String>
    let linkZh: Nullable<String>
    let linkEn: Nullable<String>
    let audience: NoticeAudience.Kind
    let appIDs: [String]
    let madeBy: String
    let madeAt: String
    let changedAt: String
    let dueAt: Nullable<String>
    let begunAt: Nullable<String>
    let finishedAt: Nullable<String>
    let withdrawnAt: Nullable<String>
    let clearedAt: Nullable<String>
    let progress: Progress

    init(_ row: NoticeRow) {
        let content = row.content
        id = row.id.rawValue
        (state, revision) = (row.state, row.revision)
        (titleZh, titleEn) = (content.title.zh, Nullable(content.title.en))
        (bodyZh, bodyEn) = (content.body.zh, Nullable(content.body.en))
        urgent = content.isUrgent
        linkPath = Nullable(content.link?.path)
        (linkZh, linkEn) = (Nullable(content.link?.words.zh), Nullable(content.link?.words.en))
        audience = content.audience.kind
        appIDs = content.audience.apps.map(\.rawValue)
        (madeBy, madeAt, changedAt) = (row.madeBy, row.madeAt.rfc3339, row.changedAt.rfc3339)
        dueAt = Nullable(row.dueAt?.rfc3339)
        (begunAt, finishedAt) = (Nullable(row.begunAt?.rfc3339), Nullable(row.finishedAt?.rfc3339))
        (withdrawnAt, clearedAt) = (Nullable(row.withdrawnAt?.rfc3339), Nullable(row.clearedAt?.rfc3339))
        progress = Progress(
            total: Nullable(row.total),
            delivered: row.delivered,
            removed: row.removed,
            read: row.read
        )
    }

    private enum CodingKeys: String, CodingKey {
        case id, state, revision, urgent, audience, progress
        case titleZh = "title_zh"
        case titleEn = "title_en"
        case bodyZh = "body_zh"
        case bodyEn = "body_en"
        case linkPath = "link_path"
        case linkZh = "link_zh"
        case linkEn = "link_en"
        case appIDs = "app_ids"
        case madeBy = "made_by"
        case madeAt = "made_at"
        case changedAt = "changed_at"
        case dueAt = "due_at"
        case begunAt = "begun_at"
        case finishedAt = "finished_at"
        case withdrawnAt = "withdrawn_at"
        case clearedAt = "cleared_at"
    }
}

/// What `POST /notices` and `PUT /notices/{notice}` say: the whole of it.
struct NoticeBody: Decodable {
    private let titleZh: String
    private let titleEn: String?
    private let bodyZh: String
    private let bodyEn: String?
    private let urgent: Bool?
    private let linkPath: String?
    private let linkZh: String?
    private let linkEn: String?
    private let audience: String
    private let appIDs: [String]?
    /// What the caller saw; refused when somebody changed it since.
    let revision: Int64?

    var draft: NoticeDraft {
        var draft = NoticeDraft()
        (draft.titleZh, draft.titleEn) = (titleZh, titleEn ?? "")
        (draft.bodyZh, draft.bodyEn) = (bodyZh, bodyEn ?? "")
        draft.isUrgent = urgent ?? false
        (draft.linkPath, draft.linkZh, draft.linkEn) = (linkPath ?? "", linkZh ?? "", linkEn ?? "")
        (draft.audience, draft.apps) = (audience, (appIDs ?? []).joined(separator: "\n"))
        return draft
    }

    private enum CodingKeys: String, CodingKey {
        case urgent, audience, revision
        case titleZh = "title_zh"
        case titleEn = "title_en"
        case bodyZh = "body_zh"
        case bodyEn = "body_en"
        case linkPath = "link_path"
        case linkZh = "link_zh"
        case linkEn = "link_en"
        case appIDs = "app_ids"
    }
}

/// What `POST …/publish` says, if anything: when.
struct NoticeTimeBody: Decodable {
    private let at: String?

    func moment() throws(Refusal) -> Instant? {
        guard let at else { return nil }
        guard let moment = Instant(rfc3339: at) else {
            throw .invalid([
                FieldProblem(
                    field: "at",
                    words: Words(
                        "时间写成 RFC 3339，例如 2026-12-01T10:00:00+08:00。",
                        "A time is RFC 3339, like 2026-12-01T10:00:00+08:00."
                    )
                )
            ])
        }
        return moment
    }
}
