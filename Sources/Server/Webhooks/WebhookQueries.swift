import Domain
import Storage

/// Whose webhook it is.
enum WebhookOwner: Hashable, Sendable {
    case app(ID<MiniProgram>)
    case person(ID<Person>)

    var kind: String {
        switch self {
        case .app: "app"
        case .person: "person"
        }
    }

    var id: String {
        switch self {
        case .app(let id): id.rawValue
        case .person(let id): id.rawValue
        }
    }

    var app: ID<MiniProgram>? { if case .app(let id) = self { id } else { nil } }
    var person: ID<Person>? { if case .person(let id) = self { id } else { nil } }

    init(kind: String, id: String) {
        self = kind == "person" ? .person(ID(rawValue: id)) : .app(ID(rawValue: id))
    }
}

/// A webhook as it is kept.
struct WebhookRow: Sendable {
    let id: ID<Webhook>
    let owner: WebhookOwner
    var form: WebhookForm
    var address: String
    /// What signs; empty where nothing does.
    var secret: String
    var events: WebhookEvents
    var description: String
    var language: Language
    var pause: WebhookPause?
    let madeAt: Instant
    var readTo: Int64
    let lastAt: Instant?
    let lastStatus: Int?
    let lastFailure: DeliveryFailure?
    var failingSince: Instant?
    var gaveUpAt: Instant?
}

struct WebhookQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let columns: Query = """
        id, owner_kind, owner_id, form, address, secret, events, description, language, paused_by, made_at, read_to,
        last_at, last_status, last_failure, failing_since, gave_up_at
        """

    /// All webhooks of an owner, the oldest first: at most `MakeWebhook.most`.
    func all(of owner: WebhookOwner) throws -> [WebhookRow] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM webhook
            WHERE owner_kind = \(owner.kind) AND owner_id = \(owner.id) ORDER BY made_at, id
            """
        ).map(Self.webhook)
    }

    /// A webhook of this owner; another's does not exist.
    func webhook(_ id: ID<Webhook>, of owner: WebhookOwner) throws -> WebhookRow? {
        try webhook(id).flatMap { $0.owner == owner ? $0 : nil }
    }

    func webhook(_ id: ID<Webhook>) throws -> WebhookRow? {
        try db.first("SELECT \(Self.columns) FROM webhook WHERE id = \(id)").map(Self.webhook)
    }

    func count(of owner: WebhookOwner) throws -> Int {
        try db.first(
            "SELECT count(*) AS n FROM webhook WHERE owner_kind = \(owner.kind) AND owner_id = \(owner.id)"
        )?.int("n") ?? 0
    }

    private static func webhook(_ row: Row) throws -> WebhookRow {
        guard let events = WebhookEvents(stored: try row.text("events")) else {
            throw StorageError.column("events", "names an event that is not known")
        }
        return WebhookRow(
            id: try row.id("id"),
            owner: WebhookOwner(kind: try row.text("owner_kind"), id: try row.text("owner_id")),
            form: try row.word("form"),
            address: try row.text("address"),
            secret: try row.text("secret"),
            events: events,
            description: try row.text("description"),
            language: try row.word("language"),
            pause: try row.optionalWord("paused_by"),
            madeAt: try row.instant("made_at"),
            readTo: try row.int64("read_to"),
            lastAt: try row.optionalInstant("last_at"),
            lastStatus: try row.optionalInt("last_status"),
            lastFailure: try row.optionalWord("last_failure"),
            failingSince: try row.optionalInstant("failing_since"),
            gaveUpAt: try row.optionalInstant("gave_up_at")
        )
    }
}

struct WebhookWrites {
    let db: any Writing

    /// Takes the owner's webhooks for this transaction, so that two who add at once do not pass the limit together.
    func lock(_ owner: WebhookOwner) throws {
        switch owner {
        case .app(let app): _ = try InformationWrites(db: db).lock(app)
        case .person(let person):
            _ = try db.rows("SELECT id FROM person WHERE id = \(person)\(db.dialect.lockingRows)")
        }
    }

    func add(_ row: WebhookRow) throws {
        try db.execute(
            """
            INSERT INTO webhook (id, owner_kind, owner_id, form, address, secret, events, description, language, paused_by,
                made_at, read_to)
            VALUES (\(row.id), \(row.owner.kind), \(row.owner.id), \(row.form), \(row.address), \(row.secret),
                \(row.events.stored), \(row.description), \(row.language), \(row.pause), \(row.madeAt), \(row.readTo))
            """
        )
    }

    /// Keeps what can be changed. A pause that ends forgets that it was failing.
    func change(_ row: WebhookRow) throws {
        try db.execute(
            """
            UPDATE webhook SET form = \(row.form), address = \(row.address), secret = \(row.secret),
                events = \(row.events.stored), description = \(row.description), language = \(row.language),
                paused_by = \(row.pause), failing_since = \(row.failingSince), gave_up_at = \(row.gaveUpAt)
            WHERE id = \(row.id)
            """
        )
    }

    func remove(_ id: ID<Webhook>) throws {
        try db.execute("DELETE FROM webhook_delivery WHERE webhook_id = \(id)")
        try db.execute("DELETE FROM webhook WHERE id = \(id)")
    }

    /// Says up to which entry a webhook was told.
    func read(_ id: ID<Webhook>, to sequence: Int64) throws {
        try db.execute("UPDATE webhook SET read_to = \(sequence) WHERE id = \(id)")
    }

    /// What an attempt says about the webhook as a whole.
    func note(_ result: DeliveryResult, of id: ID<Webhook>, at now: Instant) throws {
        if result.failure == nil {
            try db.execute(
                """
                UPDATE webhook SET last_at = \(now), last_status = \(result.status), last_failure = NULL,
                    failing_since = NULL, gave_up_at = NULL
                WHERE id = \(id)
                """
            )
        } else {
            try db.execute(
                """
                UPDATE webhook SET last_at = \(now), last_status = \(result.status), last_failure = \(result.failure),
                    failing_since = coalesce(failing_since, \(now))
                WHERE id = \(id)
                """
            )
        }
    }

    /// True for the first who says so since it last worked.
    func giveUp(_ id: ID<Webhook>, at now: Instant) throws -> Bool {
        try db.execute("UPDATE webhook SET gave_up_at = \(now) WHERE id = \(id) AND gave_up_at IS NULL") == 1
    }

    func pause(_ id: ID<Webhook>, _ pause: WebhookPause) throws {
        try db.execute("UPDATE webhook SET paused_by = \(pause) WHERE id = \(id) AND paused_by IS NULL")
    }
}
