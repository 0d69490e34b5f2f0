import Domain
import Storage

/// One thing that a webhook is told, and what came of it.
struct DeliveryRow: Sendable {
    let id: String
    let webhook: ID<Webhook>
    /// The journal entry; nil for a test.
    let sequence: Int64?
    let word: String
    /// When it happened.
    let at: Instant
    let actor: ID<Person>?
    /// The journal's payload; nil for a test.
    let payload: String?
    let state: DeliveryState
    let madeAt: Instant
    let firstDueAt: Instant
    let dueAt: Instant?
    /// All attempts, and those since it was last asked for.
    let attempts: Int
    let roundAttempts: Int
    let attemptedAt: Instant?
    let status: Int?
    let failure: DeliveryFailure?
    let milliseconds: Int64?
    /// What was sent last.
    let body: String?
    let answer: String?

    static let testWord = "webhook.test"
    var isTest: Bool { sequence == nil }
    /// Quiet hours let it wait for their end.
    var isHeldBack: Bool { state == .waiting && attempts == 0 && dueAt.map { $0 > madeAt } ?? false }
}

struct DeliveryQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Where a page of the log ended.
    struct Cursor: Sendable, Hashable {
        let madeAt: Instant
        let id: String

        init(_ row: DeliveryRow) { (madeAt, id) = (row.madeAt, row.id) }

        /// `1768874400000.01kaqx…-42`; nil for anything else.
        init?(text: String) {
            let parts = text.split(separator: ".", maxSplits: 1)
            guard parts.count == 2, let number = Int64(parts[0]) else { return nil }
            (madeAt, id) = (Instant(milliseconds: number), String(parts[1]))
        }

        var text: String { "\(madeAt.milliseconds).\(id)" }
    }

    private static let columns: Query = """
        id, webhook_id, sequence, word, at, actor, payload, state, made_at, first_due_at, due_at, attempts, round_attempts,
        attempted_at, status, failure, duration, body, answer
        """

    /// The log of a webhook, the newest first.
    func log(of webhook: ID<Webhook>, after cursor: Cursor? = nil, limit: Int) throws -> [DeliveryRow] {
        let place: Query = cursor.map { "AND (made_at, id) < (\($0.madeAt), \($0.id))" } ?? .empty
        return try db.rows(
            """
            SELECT \(Self.columns) FROM webhook_delivery WHERE webhook_id = \(webhook) \(place)
            ORDER BY made_at DESC, id DESC LIMIT \(limit)
            """
        ).map(Self.delivery)
    }

    /// A delivery of this webhook; another's does not exist.
    func delivery(_ id: String, of webhook: ID<Webhook>) throws -> DeliveryRow? {
        try db.first(
            "SELECT \(Self.columns) FROM webhook_delivery WHERE id = \(id) AND webhook_id = \(webhook)"
        ).map(Self.delivery)
    }

    /// The one whose turn it is.
    func next(of webhook: ID<Webhook>, at now: Instant) throws -> DeliveryRow? {
        try db.first(
            """
            SELECT \(Self.columns) FROM webhook_delivery
            WHERE webhook_id = \(webhook) AND state = 'waiting' AND due_at <= \(now) ORDER BY due_at, id LIMIT 1
            """
        ).map(Self.delivery)
    }

    /// Whether anything waits whose time has come.
    func isAnyDue(at now: Instant) throws -> Bool {
        try db.first("SELECT 1 AS n FROM webhook_delivery WHERE state = 'waiting' AND due_at <= \(now) LIMIT 1") != nil
    }

    /// How many wait, by webhook, of those with this owner.
    func waiting(of owner: WebhookOwner) throws -> [ID<Webhook>: Int] {
        let rows = try db.rows(
            """
            SELECT d.webhook_id, count(*) AS n FROM webhook w JOIN webhook_delivery d ON d.webhook_id = w.id
            WHERE w.owner_kind = \(owner.kind) AND w.owner_id = \(owner.id) AND d.state = 'waiting' GROUP BY d.webhook_id
            """
        )
        return try Dictionary(
            rows.map { (try $0.id("webhook_id"), try $0.int("n")) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Webhooks that hold more than so many deliveries.
    func crowded(_ most: Int) throws -> [ID<Webhook>] {
        try db.rows("SELECT webhook_id FROM webhook_delivery GROUP BY webhook_id HAVING count(*) > \(most)")
            .map { try $0.id("webhook_id") }
    }

    private static func delivery(_ row: Row) throws -> DeliveryRow {
        DeliveryRow(
            id: try row.text("id"),
            webhook: try row.id("webhook_id"),
            sequence: try row.optionalInt64("sequence"),
            word: try row.text("word"),
            at: try row.instant("at"),
            actor: try row.optionalID("actor"),
            payload: try row.optionalText("payload"),
            state: try row.word("state"),
            madeAt: try row.instant("made_at"),
            firstDueAt: try row.instant("first_due_at"),
            dueAt: try row.optionalInstant("due_at"),
            attempts: try row.int("attempts"),
            roundAttempts: try row.int("round_attempts"),
            attemptedAt: try row.optionalInstant("attempted_at"),
            status: try row.optionalInt("status"),
            failure: try row.optionalWord("failure"),
            milliseconds: try row.optionalInt64("duration"),
            body: try row.optionalText("body"),
            answer: try row.optionalText("answer")
        )
    }
}
