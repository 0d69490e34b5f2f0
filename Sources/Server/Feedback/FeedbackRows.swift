import Domain
import Storage

/// A problem as stored.
struct FeedbackIssueRow: Sendable {
    let id: ID<FeedbackIssue>
    let app: ID<MiniProgram>
    let kind: FeedbackKind
    let page: String?
    let text: String
    let status: FeedbackStatus
    let confirmedAt: Instant
    let passedAt: Instant?
    /// Runs while members have to do something.
    let clock: FeedbackClock?
    let alarm: FeedbackAlarm?
    let resolvedIn: VersionNumber?
    let resolvedAt: Instant?
    /// Those that were passed on.
    let reports: Int
    let users: Int
    let firstAt: Instant
    let lastAt: Instant

    static let columns: Query = """
        i.id, i.app_id, i.kind, i.page, i.text, i.status, i.confirmed_at, i.passed_at, i.clock_from, i.due_at, i.alarm,
        i.resolved_in, i.resolved_at, i.reports, i.users, i.first_at, i.last_at
        """

    init(_ row: Row) throws {
        id = try row.id("id")
        app = try row.id("app_id")
        kind = try row.word("kind")
        page = try row.optionalText("page")
        text = try row.text("text")
        status = try row.word("status")
        confirmedAt = try row.instant("confirmed_at")
        passedAt = try row.optionalInstant("passed_at")
        let (from, due) = (try row.optionalInstant("clock_from"), try row.optionalInstant("due_at"))
        clock = from.flatMap { from in due.map { FeedbackClock(from: from, due: $0) } }
        alarm = try row.optionalWord("alarm")
        resolvedIn = try row.optionalText("resolved_in").flatMap(VersionNumber.init)
        resolvedAt = try row.optionalInstant("resolved_at")
        reports = try row.int("reports")
        users = try row.int("users")
        firstAt = try row.instant("first_at")
        lastAt = try row.instant("last_at")
    }
}

/// One report as stored.
struct FeedbackRow: Sendable {
    let id: ID<Feedback>
    let status: FeedbackStatus
    let number: VersionNumber?
    let stage: RuntimeReceipt.Stage?
    let page: String?
    let text: String
    let receivedAt: Instant
    let passedAt: Instant?
    let isMember: Bool
    let device: String?
    let system: String?
    let baseLibrary: String?
    let dismissal: FeedbackDismissal?
    let addedText: String?
    let addedAt: Instant?
    let isForgotten: Bool

    static let columns: Query = """
        f.id, f.status, f.number, f.stage, f.page, f.text, f.received_at, f.passed_at, f.is_member, f.device, f.system,
        f.base_library, f.dismissal, f.added_text, f.added_at, f.forgotten_at
        """

    init(_ row: Row) throws {
        id = try row.id("id")
        status = try row.word("status")
        number = try row.optionalText("number").flatMap(VersionNumber.init)
        stage = try row.optionalWord("stage")
        page = try row.optionalText("page")
        text = try row.text("text")
        receivedAt = try row.instant("received_at")
        passedAt = try row.optionalInstant("passed_at")
        isMember = try row.bool("is_member")
        device = try row.optionalText("device")
        system = try row.optionalText("system")
        baseLibrary = try row.optionalText("base_library")
        dismissal = try row.optionalWord("dismissal")
        addedText = try row.optionalText("added_text")
        addedAt = try row.optionalInstant("added_at")
        isForgotten = try row.optionalInstant("forgotten_at") != nil
    }
}

/// Reports that are alike, as stored.
struct FeedbackGroupRow: Sendable {
    let id: ID<FeedbackGroup>
    let app: ID<MiniProgram>
    let kind: FeedbackKind
    let page: String?
    let text: String
    /// The problem that reports of this group belonged to.
    let issue: ID<FeedbackIssue>?
    let waiting: Int
    let waitingSince: Instant
    let lastAt: Instant

    static let columns: Query = """
        g.id, g.app_id, g.kind, g.page, g.text, g.issue_id, g.waiting, g.queue_key, g.waiting_since, g.last_at
        """

    init(_ row: Row) throws {
        id = try row.id("id")
        app = try row.id("app_id")
        kind = try row.word("kind")
        page = try row.optionalText("page")
        text = try row.text("text")
        issue = try row.optionalID("issue_id")
        waiting = try row.int("waiting")
        waitingSince = try row.instant("waiting_since")
        lastAt = try row.instant("last_at")
    }
}

/// Where a page of a list ends: a number and the id of the last row.
struct FeedbackCursor: Sendable, Equatable {
    let key: Int64
    let id: String

    init(key: Int64, id: String) { (self.key, self.id) = (key, id) }

    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Int64(parts[0]), parts[1].utf8.count <= 40 else { return nil }
        self.init(key: key, id: String(parts[1]))
    }

    var text: String { "\(key).\(id)" }
}
