import Domain
import Storage

/// The demonstration's webhook: at a name that leads nowhere, and paused, so that nothing leaves a demonstration that nobody
/// touches. What it was told before has the answers that a robot would have given.
struct DemoWebhooks: Sendable {
    let platform: Platform
    let app: AuthorisedApp

    func make() async throws {
        var wish = WebhookWish()
        (wish.form, wish.address) = (
            WebhookForm.dingtalk.rawValue, "https://robot.example/robot/send?access_token=demo"
        )
        (wish.events, wish.description) = (["reviews", "releases"], "发布群")
        _ = try await MakeWebhook(platform: platform)(wish, in: WebhookPlace(app))
    }

    /// Answers what waits, and pauses.
    func pause() async throws {
        let owner = WebhookOwner.app(app.id)
        guard let webhook = try await platform.engine.read({ try WebhookQueries($0).all(of: owner).first }) else {
            return
        }
        let publicURL = platform.settings.publicURL
        try await platform.engine.write { db in
            for (index, row) in try DeliveryQueries(db).log(of: webhook.id, limit: 100).reversed().enumerated() {
                guard let message = try WebhookMessage.load(row, to: webhook, publicURL, db) else { continue }
                let body = try WebhookRequest(message, to: webhook, at: row.at).body
                let answer = OutboundAnswer(
                    status: 200,
                    headers: [],
                    body: Array(#"{"errcode":0,"errmsg":"ok"}"#.utf8),
                    isCut: false
                )
                let result = DeliveryResult(answer, to: webhook.form, milliseconds: Int64(86 + index * 37 % 90))
                let at = row.at.adding(seconds: 1)
                try DeliveryWrites(db: db).note(result, of: row.id, body: body, state: .delivered, due: nil, at: at)
                try WebhookWrites(db: db).note(result, of: webhook.id, at: at)
            }
        }
        var pause = WebhookWish()
        pause.isPaused = true
        try await ChangeWebhook(platform: platform)(webhook.id, pause, in: WebhookPlace(app))
    }
}
