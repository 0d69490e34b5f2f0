import Domain
import Storage

/// Sends a delivery once more, with names as they are now and a day of tries of its own. Its id stays, so that the receiver can
/// tell.
struct SendAgain: Sendable {
    let platform: Platform

    /// Throws `NOT_FOUND`, `WEBHOOK_PAUSED`, `WEBHOOK_TEST` for a test, which is sent anew instead.
    func callAsFunction(_ delivery: String, of id: ID<Webhook>, in app: AuthorisedApp) async throws {
        try app.require(.webhookManage)
        let now = platform.world.now()
        try await platform.engine.write { db in
            guard let webhook = try WebhookQueries(db).webhook(id, of: .app(app.id)),
                let row = try DeliveryQueries(db).delivery(delivery, of: id)
            else { throw Refusal.notFound }
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
