import Domain
import Storage

/// Sends an example at once, also while the webhook is paused, and keeps what was answered in its log.
struct TestWebhook: Sendable {
    let platform: Platform

    /// The delivery, for its page. Throws `NOT_FOUND`.
    func callAsFunction(_ id: ID<Webhook>, in app: AuthorisedApp) async throws -> String {
        try app.require(.webhookManage)
        let now = platform.world.now()
        let delivery = "\(id)-t\(platform.world.id())"
        let (webhook, actor) = try await platform.engine.read { db in
            let people = try WebhookNameQueries(db).people([app.caller.person].compactMap(\.self))
            return (try WebhookQueries(db).webhook(id, of: .app(app.id)), people.values.first)
        }
        guard let webhook else { throw Refusal.notFound }
        let message = WebhookMessage.test(delivery, of: app, by: actor, at: now, platform.settings.publicURL)
        let request = try WebhookRequest(message, to: webhook, at: now)
        let result = await platform.outbound.deliver(request.request, to: webhook.form)
        try await platform.engine.write { db in
            // Removed meanwhile: there is no log to keep it in.
            guard try WebhookQueries(db).webhook(id, of: .app(app.id)) != nil else { throw Refusal.notFound }
            let person = app.caller.person
            try DeliveryWrites(db: db).addTest(delivery, to: id, body: request.body, result, by: person, at: now)
            // It works again: that is known now. A test that fails says nothing about what is really sent.
            if result.failure == nil { try WebhookWrites(db: db).note(result, of: id, at: now) }
        }
        return delivery
    }
}
