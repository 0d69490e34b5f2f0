import Domain
import Storage

/// Removes a webhook with its log; what still waits is not sent.
struct RemoveWebhook: Sendable {
    let platform: Platform

    /// Throws `NOT_FOUND`.
    func callAsFunction(_ id: ID<Webhook>, in app: AuthorisedApp) async throws {
        try app.require(.webhookManage)
        try await platform.change(by: app.caller.person) { change in
            guard try WebhookQueries(change.db).webhook(id, of: .app(app.id)) != nil else { throw Refusal.notFound }
            try WebhookWrites(db: change.db).remove(id)
            try change.record(.webhookRemoved(webhook: id), in: app.id)
        }
    }
}
