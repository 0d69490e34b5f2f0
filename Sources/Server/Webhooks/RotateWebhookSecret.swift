import Domain
import Storage

/// Puts a new secret in the place of the one that signs a webhook's JSON; the old one signs nothing any more.
struct RotateWebhookSecret: Sendable {
    let platform: Platform

    /// The new secret, shown once.
    ///
    /// - Parameter code: a fresh code of the caller's second factor, if they have one.
    /// - Throws: `NOT_FOUND`, `WEBHOOK_SECRET_IS_THEIRS`, a refusal at `factor_code`.
    func callAsFunction(_ id: ID<Webhook>, in place: WebhookPlace, code: FreshCode) async throws -> String {
        let secret = Secret(prefix: "whs_", world: platform.world).text
        try await platform.change(by: place.caller.person, proving: code) { change in
            var row = try place.webhook(id, in: change.db)
            guard row.form.secretSource == .ours else { throw Refusal.webhookSecretIsTheirs }
            row.secret = secret
            try WebhookWrites(db: change.db).change(row)
            try place.record(.webhookChanged(webhook: id, fields: ["secret"]), in: change)
        }
        return secret
    }
}

extension Refusal {
    static let webhookSecretIsTheirs = conflict(
        "WEBHOOK_SECRET_IS_THEIRS",
        Words("机器人的密钥在群设置里更换，换好后填到这里。", "A robot's secret is changed in its chat. Type the new one here afterwards.")
    )
}
