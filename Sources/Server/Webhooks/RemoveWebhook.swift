import Domain
import Storage

/// Removes a webhook with its log; what still waits is not sent.
struct RemoveWebhook: Sendable {
    let platform: Platform

    /// Throws `NOT_FOUND`.
    func callAsFunction(_ id: ID<Webhook>, in place: WebhookPlace) async throws {
        try await platform.change(by: place.caller.person) { change in
            _ = try place.webhook(id, in: change.db)
            try WebhookWrites(db: change.db).remove(id)
            try place.record(.webhookRemoved(webhook: id), in: change)
        }
    }
}
