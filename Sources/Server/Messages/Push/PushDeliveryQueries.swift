import Domain
import Storage

/// Something to be sent to a device.
struct PushDelivery: Sendable {
    let device: PushSubscription
    let sequence: Int64
    let at: Instant
    let isUrgent: Bool
    let topic: String?
    let isShort: Bool
    /// How often it was tried, this time included.
    let attempts: Int
    let entry: JournalEntry
    let preferences: MessagePreferences
}

struct PushDeliveryQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// What stands around an entry for the one who is told of it.
    struct Facts: Sendable {
        /// The message that it became part of; nil where it is not in their inbox.
        let message: Int64?
        let count: Int
        let who: String?
        let app: String?
        let unread: Int
    }

    func hasDue(at now: Instant) throws -> Bool {
        try db.first("SELECT 1 AS one FROM push_delivery WHERE ended_at IS NULL AND due_at <= \(now) LIMIT 1") != nil
    }

    /// For a message of its own, or one that gathers many.
    func facts(_ entry: JournalEntry, who: ID<Person>?, groupKey: String?, of person: ID<Person>) throws -> Facts {
        let place: Query =
            groupKey.map {
                "m.group_key = \($0) AND m.sequence <= \(entry.sequence) AND m.last_sequence >= \(entry.sequence)"
            } ?? "m.sequence = \(entry.sequence)"
        let message = try db.first(
            """
            SELECT m.sequence, m.count FROM message m WHERE m.person_id = \(person) AND \(place)
            ORDER BY m.sequence DESC LIMIT 1
            """
        )
        let row = try db.first(
            """
            SELECT (SELECT name FROM person WHERE id = \(who?.rawValue ?? "")) AS who,
                (SELECT name FROM mini_program WHERE id = \(entry.app?.rawValue ?? "")) AS app,
                \(MessageQueries.unreadTotal(of: "\(person)")) AS unread
            """
        )
        return Facts(
            message: try message?.int64("sequence"),
            count: try message?.int("count") ?? 1,
            who: try row?.optionalText("who"),
            app: try row?.optionalText("app"),
            unread: try row?.int("unread") ?? 0
        )
    }
}

struct PushDeliveryWrites {
    let db: any Writing

    /// Puts the entry of this sequence on its way to a device, once; what waits under the same topic is replaced by it.
    func add(_ sequence: Int64, at: Instant, to device: ID<PushDevice>, isUrgent: Bool, topic: String? = nil) throws {
        if let topic {
            try db.execute(
                """
                UPDATE push_delivery SET ended_at = \(at), outcome = 'replaced'
                WHERE subscription_id = \(device) AND topic = \(topic) AND ended_at IS NULL
                    AND sequence < \(sequence)
                """
            )
        }
        try db.execute(
            """
            INSERT INTO push_delivery (subscription_id, sequence, at, is_urgent, topic, due_at)
            VALUES (\(device), \(sequence), \(at), \(isUrgent), \(topic), \(at))
            ON CONFLICT (subscription_id, sequence) DO NOTHING
            """
        )
    }

    /// Takes what is due for a while: who takes it and does not end it leaves it to the next.
    func take(at now: Instant, until lease: Instant, limit: Int) throws -> [PushDelivery] {
        let taken = try db.rows(
            """
            UPDATE push_delivery SET due_at = \(lease), attempts = attempts + 1
            WHERE ended_at IS NULL AND due_at <= \(now) AND (subscription_id, sequence) IN (
                SELECT subscription_id, sequence FROM push_delivery
                WHERE ended_at IS NULL AND due_at <= \(now) ORDER BY due_at LIMIT \(limit))
            RETURNING subscription_id, sequence, at, is_urgent, topic, is_short, attempts
            """
        )
        return try taken.compactMap { row in
            let (id, sequence): (ID<PushDevice>, Int64) = (try row.id("subscription_id"), try row.int64("sequence"))
            guard let device = try db.first("SELECT * FROM push_subscription WHERE id = \(id)"),
                let entry = try JournalQueries(db).entries(after: sequence - 1, limit: 1).first
            else { return nil }
            let subscription = try PushSubscription(device)
            return PushDelivery(
                device: subscription,
                sequence: sequence,
                at: try row.instant("at"),
                isUrgent: try row.bool("is_urgent"),
                topic: try row.optionalText("topic"),
                isShort: try row.bool("is_short"),
                attempts: try row.int("attempts"),
                entry: entry,
                preferences: try PreferenceQueries(db).preferences(of: subscription.person)
            )
        }
    }

    func end(_ delivery: PushDelivery, _ outcome: PushOutcome, at now: Instant) throws {
        try db.execute(
            """
            UPDATE push_delivery SET ended_at = \(now), outcome = \(outcome)
            WHERE subscription_id = \(delivery.device.id) AND sequence = \(delivery.sequence) AND ended_at IS NULL
            """
        )
    }

    /// Lets it wait. What was not tried because of the hour counts as no attempt.
    func putOff(_ delivery: PushDelivery, until due: Instant, isTried: Bool, isShort: Bool) throws {
        try db.execute(
            """
            UPDATE push_delivery SET due_at = \(due), is_short = \(isShort),
                attempts = \(isTried ? delivery.attempts : delivery.attempts - 1)
            WHERE subscription_id = \(delivery.device.id) AND sequence = \(delivery.sequence) AND ended_at IS NULL
            """
        )
    }

    func removeEnded(before limit: Instant) throws {
        try db.execute("DELETE FROM push_delivery WHERE ended_at IS NOT NULL AND ended_at < \(limit)")
    }
}

/// How a delivery ended; stored.
enum PushOutcome: String, Sendable {
    case sent, replaced, refused, expired
}
