import Domain
import Storage

/// Sends a delivery once more, with names as they are now and a day of tries of its own. Its id stays, so that the receiver can
/// tell.
struct SendAgain: Sendable {
    let platform: Platform

    /// Throws `NOT_FOUND`, `WEBHOOK_PAUSED`, `WEBHOOK_TEST` for a test, which is sent anew
    /// instead; `TOO_MANY_REQUESTS`.
    func callAsFunction(_ delivery: String, of id: ID<Webhook>, in place: WebhookPlace) async throws {
        let now = platform.world.now()
        try platform.limiter.take(.calls, of: place.caller.person?.rawValue ?? "", at: now)
        try await platform.engine.write { db in
            let webhook = try place.webhook(id, in: db)
            guard let row = try DeliveryQueries(db).delivery(delivery, of: id) else { throw Refusal.notFound }
            guard !row.isTest else { throw Refusal.webhookTest }
            guard webhook.pause == nil else { throw Refusal.webhookPaused }
            try DeliveryWrites(db: db).sendAgain(delivery, at: now)
        }
    }
}

extension Refusal {
    static let webhookPaused = conflict(
        "WEBHOOK_PAUSED",
        Words("这个 Webhook 已暂停，请先恢复再发送。", "This webhook is paused. Let it go on first.")
    )

    static let webhookTest = conflict(
        "WEBHOOK_TEST",
        Words("测试消息请用“发送测试”重新发。", "Send a new test instead.")
    )
}
