import Domain
import Storage

/// The turn of one webhook, taken by one sender.
struct WebhookLease: Sendable {
    let webhook: ID<Webhook>
    /// Only whoever knows it may write what came of the turn.
    let key: String
}

struct DeliveryWrites {
    let db: any Writing

    /// A delivery of a journal entry; seen twice it changes nothing.
    func add(_ entry: JournalEntry, to webhook: ID<Webhook>) throws {
        try add(
            entry.sequence,
            entry.word,
            at: entry.at,
            by: entry.actor,
            payload: entry.payload,
            to: webhook
        )
    }

    func add(
        _ sequence: Int64,
        _ word: String,
        at: Instant,
        by actor: ID<Person>?,
        payload: String,
        to webhook: ID<Webhook>
    ) throws {
        try db.execute(
            """
            INSERT INTO webhook_delivery (id, webhook_id, sequence, word, at, actor, payload, state, made_at, first_due_at,
                due_at)
            VALUES (\("\(webhook)-\(sequence)"), \(webhook), \(sequence), \(word), \(at), \(actor), \(payload), 'waiting',
                \(at), \(at), \(at))
            ON CONFLICT (webhook_id, sequence) DO NOTHING
            """
        )
    }

    /// A test that was sent already.
    func addTest(
        _ id: String,
        to webhook: ID<Webhook>,
        body: String,
        _ result: DeliveryResult,
        by actor: ID<Person>?,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO webhook_delivery (id, webhook_id, word, at, actor, state, made_at, first_due_at, attempts,
                attempted_at, status, failure, duration, body, answer)
            VALUES (\(id), \(webhook), \(DeliveryRow.testWord), \(now), \(actor),
                \(result.failure == nil ? DeliveryState.delivered : .failed), \(now), \(now), 1, \(now),
                \(result.status), \(result.failure), \(result.milliseconds), \(body), \(result.answer))
            """
        )
    }

    /// Takes the turns of up to `limit` webhooks that have something due and that nobody serves, those that wait longest
    /// first. A sender that crashed loses its turns at `until`.
    func lease(failing: Bool, at now: Instant, until: Instant, key: String, limit: Int) throws -> [WebhookLease] {
        let health: Query = failing ? "w.failing_since IS NOT NULL" : "w.failing_since IS NULL"
        let rows = try db.rows(
            """
            UPDATE webhook SET lease = \(key), leased_until = \(until)
            WHERE (leased_until IS NULL OR leased_until <= \(now)) AND id IN (
                SELECT d.webhook_id FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
                WHERE d.state = 'waiting' AND d.due_at <= \(now) AND w.paused_by IS NULL AND \(health)
                    AND (w.leased_until IS NULL OR w.leased_until <= \(now))
                GROUP BY d.webhook_id ORDER BY min(d.due_at) LIMIT \(limit))
            RETURNING id
            """
        )
        return try rows.map { WebhookLease(webhook: try $0.id("id"), key: key) }
    }

    /// Ends a turn; false where it was lost meanwhile.
    func release(_ lease: WebhookLease) throws -> Bool {
        try db.execute(
            """
            UPDATE webhook SET lease = NULL, leased_until = NULL WHERE id = \(lease.webhook) AND lease = \(lease.key)
            """
        ) == 1
    }

    /// Lets it wait for the end of quiet hours, from when its day of tries counts.
    func putOff(_ id: String, until due: Instant) throws {
        try db.execute(
            """
            UPDATE webhook_delivery SET due_at = \(due), first_due_at = CASE WHEN attempts = 0 THEN \(due) ELSE first_due_at END
            WHERE id = \(id) AND state = 'waiting'
            """
        )
    }

    /// Ends one of which nothing is left to tell.
    func drop(_ id: String, _ failure: DeliveryFailure) throws {
        try db.execute(
            """
            UPDATE webhook_delivery SET state = \(DeliveryState.failed), due_at = NULL, failure = \(failure)
            WHERE id = \(id) AND state = 'waiting'
            """
        )
    }

    /// Keeps what came of an attempt.
    func note(
        _ result: DeliveryResult,
        of id: String,
        body: String,
        state: DeliveryState,
        due: Instant?,
        at now: Instant
    )
        throws
    {
        try db.execute(
            """
            UPDATE webhook_delivery SET state = \(state), due_at = \(due), attempts = attempts + 1,
                round_attempts = round_attempts + 1, attempted_at = \(now), status = \(result.status),
                failure = \(result.failure), duration = \(result.milliseconds), body = \(body), answer = \(result.answer)
            WHERE id = \(id)
            """
        )
    }

    /// Makes it due now, with a day of its own.
    func sendAgain(_ id: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE webhook_delivery SET state = 'waiting', first_due_at = \(now), due_at = \(now), round_attempts = 0
            WHERE id = \(id)
            """
        )
    }

    /// What still waits is not sent any more.
    func failWaiting(of webhook: ID<Webhook>, _ failure: DeliveryFailure) throws {
        try db.execute(
            """
            UPDATE webhook_delivery SET state = 'failed', due_at = NULL, failure = coalesce(failure, \(failure))
            WHERE webhook_id = \(webhook) AND state = 'waiting'
            """
        )
    }

    /// Forgets what is older than a moment.
    func removeOld(before limit: Instant) throws {
        try db.execute("DELETE FROM webhook_delivery WHERE made_at < \(limit) AND state <> 'waiting'")
    }

    /// Keeps the newest of a webhook, and what still waits.
    func trim(_ webhook: ID<Webhook>, to most: Int) throws {
        try db.execute(
            """
            DELETE FROM webhook_delivery WHERE webhook_id = \(webhook) AND state <> 'waiting' AND id NOT IN (
                SELECT id FROM webhook_delivery WHERE webhook_id = \(webhook) ORDER BY made_at DESC, id DESC LIMIT \(most))
            """
        )
    }
}
