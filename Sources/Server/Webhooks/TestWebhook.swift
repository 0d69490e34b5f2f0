import Domain
import Storage

/// Sends an example at once, also while the webhook is paused, and keeps what was answered in its log.
struct TestWebhook: Sendable {
    let platform: Platform

    /// The delivery, for its page. Throws `NOT_FOUND`, `TOO_MANY_REQUESTS`.
    func callAsFunction(_ id: ID<Webhook>, in place: WebhookPlace) async throws -> String {
        let now = platform.world.now()
        try platform.limiter.take(.calls, of: place.caller.person?.rawValue ?? "", at: now)
        let delivery = "\(id)-t\(platform.world.id())"
        let (webhook, actor) = try await platform.engine.read { db in
            let people = try WebhookNameQueries(db).people([place.caller.person].compactMap(\.self))
            return (try place.webhook(id, in: db), people.values.first)
        }
        let message = WebhookMessage.test(
            delivery,
            of: place,
            by: actor,
            at: now,
            webhook.language,
            platform.settings.publicURL
        )
        let request = try WebhookRequest(message, to: webhook, at: now)
        let result = await platform.outbound.deliver(request.request, to: webhook.form)
        try await platform.engine.write { db in
            // Removed meanwhile: there is no log to keep it in.
            _ = try place.webhook(id, in: db)
            let person = place.caller.person
            try DeliveryWrites(db: db).addTest(delivery, to: id, body: request.body, result, by: person, at: now)
            // It works again: that is known now. A test that fails says nothing about what is really sent.
            if result.failure == nil { try WebhookWrites(db: db).note(result, of: id, at: now) }
        }
        return delivery
    }
}
