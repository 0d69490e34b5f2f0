import Domain
import Storage

/// A notice as operators see it.
struct NoticeRow: Sendable {
    let id: ID<Notice>
    let state: NoticeState
    /// Counts the changes of its words, so that two who write at once notice each other.
    let revision: Int64
    let content: NoticeContent
    /// The names of the mini programs that it is for, by their ids.
    let appNames: [ID<MiniProgram>: String]
    let madeBy: String
    let madeAt: Instant
    let changedAt: Instant
    let dueAt: Instant?
    let publishedBy: String?
    let begunAt: Instant?
    let finishedAt: Instant?
    let withdrawnBy: String?
    let withdrawnAt: Instant?
    let clearedAt: Instant?
    /// How many people it is for; nil until they were counted.
    let total: Int?
    let delivered: Int
    let removed: Int
    let read: Int

    var cursor: NoticeCursor { NoticeCursor(madeAt: madeAt, id: id) }
    /// In how many inboxes it is.
    var held: Int { max(0, delivered - removed) }

    static let columns: Query = """
        n.id, n.state, n.revision, n.title_zh, n.title_en, n.body_zh, n.body_en, n.is_urgent, n.link_path, n.link_zh,
        n.link_en, n.audience, n.made_at, n.changed_at, n.due_at, n.begun_at, n.finished_at, n.withdrawn_at, n.cleared_at,
        n.total, n.delivered, n.removed, n.read, m.name AS made_by_name, p.name AS published_by_name,
        w.name AS withdrawn_by_name
        """

    /// - Parameter apps: those of its audience, by id, with their names.
    init(_ row: Row, apps: [(id: ID<MiniProgram>, name: String)]) throws {
        id = try row.id("id")
        state = try row.word("state")
        revision = try row.int64("revision")
        let path = try row.optionalText("link_path")
        let (linkZh, linkEn) = (try row.optionalText("link_zh") ?? "", try row.optionalText("link_en"))
        let kind: NoticeAudience.Kind = try row.word("audience")
        content = NoticeContent(
            title: .init(try row.text("title_zh"), try row.optionalText("title_en")),
            body: .init(try row.text("body_zh"), try row.optionalText("body_en")),
            isUrgent: try row.bool("is_urgent"),
            link: path.map { NoticeContent.Link(path: $0, words: .init(linkZh, linkEn)) },
            audience: NoticeAudience(kind, apps: apps.map(\.id))
        )
        appNames = Dictionary(apps.map { ($0.id, $0.name) }) { first, _ in first }
        madeBy = try row.text("made_by_name")
        madeAt = try row.instant("made_at")
        changedAt = try row.instant("changed_at")
        dueAt = try row.optionalInstant("due_at")
        publishedBy = try row.optionalText("published_by_name")
        begunAt = try row.optionalInstant("begun_at")
        finishedAt = try row.optionalInstant("finished_at")
        withdrawnBy = try row.optionalText("withdrawn_by_name")
        withdrawnAt = try row.optionalInstant("withdrawn_at")
        clearedAt = try row.optionalInstant("cleared_at")
        total = try row.optionalInt("total")
        delivered = try row.int("delivered")
        removed = try row.int("removed")
        read = try row.int("read")
    }
}

extension NoticeAudience {
    init(_ kind: Kind, apps: [ID<MiniProgram>]) {
        switch kind {
        case .everybody: self = .everybody
        case .owners: self = .owners
        case .developers: self = .developers(apps)
        }
    }
}

/// Where a page of the list ends.
struct NoticeCursor: Sendable, Equatable {
    let madeAt: Instant
    let id: ID<Notice>

    static let newest = NoticeCursor(madeAt: Instant(milliseconds: .max), id: ID(rawValue: ""))

    init(madeAt: Instant, id: ID<Notice>) { (self.madeAt, self.id) = (madeAt, id) }

    /// `1768874400000-0bq…`; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), !parts[1].isEmpty else { return nil }
        self.init(madeAt: Instant(milliseconds: at), id: ID(rawValue: String(parts[1])))
    }

    var text: String { "\(madeAt.milliseconds)-\(id)" }
}
