import Domain
import Storage

/// Sends one delivery of a webhook whose turn it is, and keeps what came of it.
struct Deliver: Sendable {
    let platform: Platform

    func callAsFunction(_ lease: WebhookLease) async throws {
        let now = platform.world.now()
        let publicURL = platform.settings.publicURL
        let found = try await platform.engine.read { db -> (WebhookRow, DeliveryRow, WebhookMessage?)? in
            guard let webhook = try WebhookQueries(db).webhook(lease.webhook), webhook.pause == nil,
                let row = try DeliveryQueries(db).next(of: webhook.id, at: now)
            else { return nil }
            return (webhook, row, try WebhookMessage.load(row, to: webhook, publicURL, db))
        }
        guard let (webhook, row, message) = found else { return try await release(lease) }
        guard let message else { return try await drop(row, lease) }
        if let end = try await quiet(message, for: webhook, at: now) { return try await putOff(row, until: end, lease) }
        let request = try WebhookRequest(message, to: webhook, at: now)
        let result = await platform.outbound.deliver(request.request, to: webhook.form)
        // Stopped by this program's end: not the receiver's failure. The lease runs out and it is sent again.
        guard result.failure != .cancelled else { return }
        try await keep(result, row, request.body, lease)
    }

    private func release(_ lease: WebhookLease) async throws {
        _ = try await platform.engine.write { try DeliveryWrites(db: $0).release(lease) }
    }

    /// Nothing is left to tell.
    private func drop(_ row: DeliveryRow, _ lease: WebhookLease) async throws {
        _ = try await platform.engine.write { db in
            let deliveries = DeliveryWrites(db: db)
            if try deliveries.release(lease) { try deliveries.drop(row.id, .withdrawn) }
        }
    }

    /// When the quiet hours end that hold it back; what is important waits for none.
    private func quiet(_ message: WebhookMessage, for webhook: WebhookRow, at now: Instant) async throws -> Instant? {
        guard case .person(let person) = webhook.owner, message.own?.isUrgent == false else { return nil }
        let chosen = try await platform.engine.read { try PreferenceQueries($0).preferences(of: [person])[person] }
        return chosen?.quiet?.end(at: now, offset: platform.settings.zoneOffset)
    }

    private func putOff(_ row: DeliveryRow, until end: Instant, _ lease: WebhookLease) async throws {
        _ = try await platform.engine.write { db in
            let deliveries = DeliveryWrites(db: db)
            if try deliveries.release(lease) { try deliveries.putOff(row.id, until: end) }
        }
    }

    private func keep(_ result: DeliveryResult, _ row: DeliveryRow, _ body: String, _ lease: WebhookLease) async throws
    {
        let now = platform.world.now()
        let next = WebhookRetry.next(attempts: row.roundAttempts + 1, first: row.firstDueAt, now: now)
        let due = result.failure == nil || result.failure == .gone ? nil : next
        let state: DeliveryState = result.failure == nil ? .delivered : due == nil ? .failed : .waiting
        let isGivenUp = state == .failed && result.failure != .gone
        @Sendable func write(_ db: any Writing) throws -> Bool {
            let (deliveries, webhooks) = (DeliveryWrites(db: db), WebhookWrites(db: db))
            // A lost turn is somebody else's: they keep what came of theirs.
            guard try deliveries.release(lease) else { return false }
            try deliveries.note(result, of: row.id, body: body, state: state, due: due, at: now)
            try webhooks.note(result, of: row.webhook, at: now)
            return true
        }
        guard isGivenUp || result.failure == .gone else {
            _ = try await platform.engine.write(write)
            return
        }
        // What people should learn goes into the journal.
        try await platform.change(by: nil) { change in
            guard try write(change.db), let webhook = try WebhookQueries(change.db).webhook(row.webhook) else { return }
            let (app, person) = (webhook.owner.app, webhook.owner.person)
            if isGivenUp {
                guard try WebhookWrites(db: change.db).giveUp(row.webhook, at: now) else { return }
                try change.record(.webhookGaveUp(webhook: row.webhook), in: app, to: person)
            } else {
                try WebhookWrites(db: change.db).pause(row.webhook, .receiver)
                try DeliveryWrites(db: change.db).failWaiting(of: row.webhook, .gone)
                try change.record(.webhookChanged(webhook: row.webhook, fields: ["paused"]), in: app)
            }
        }
    }
}

extension Outbound {
    /// Sends, and says what came of it in a webhook's terms. The time is measured by the machine's clock.
    func deliver(_ request: OutboundRequest, to form: WebhookForm) async -> DeliveryResult {
        let begin = ContinuousClock.now
        func elapsed() -> Int64 {
            let parts = (ContinuousClock.now - begin).components
            return parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
        }
        do {
            let answer = try await send(request)
            return DeliveryResult(answer, to: form, milliseconds: elapsed())
        } catch {
            return DeliveryResult(error, milliseconds: elapsed())
        }
    }
}
