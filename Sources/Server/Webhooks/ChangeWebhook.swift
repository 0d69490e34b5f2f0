import Domain
import Storage

/// Changes what a webhook is told and where, pauses it, lets it go on.
struct ChangeWebhook: Sendable {
    let platform: Platform

    /// - Parameter code: a fresh code of the caller's second factor: whoever has one is asked for it where a secret is made.
    /// - Returns: the new secret, where it was changed to signed JSON: shown once.
    /// - Throws: `NOT_FOUND`; a refusal at the fields of the wish or at `factor_code`.
    @discardableResult
    func callAsFunction(
        _ id: ID<Webhook>,
        _ wish: WebhookWish,
        in place: WebhookPlace,
        code: FreshCode = .none
    ) async throws -> String? {
        let fresh = Secret(prefix: "whs_", world: platform.world).text
        let outbound = platform.outbound
        let makesSecret: @Sendable (any Reading) throws -> Bool = { db in
            let row = try place.webhook(id, in: db)
            let wanted = try place.fitted(wish).applied(to: row, isNew: false, outbound).row
            return wanted.form.secretSource == .ours && row.form.secretSource != .ours
        }
        return try await platform.change(by: place.caller.person, proving: code, when: makesSecret) { change in
            let writes = WebhookWrites(db: change.db)
            try writes.lock(place.owner)
            let row = try place.webhook(id, in: change.db)
            var (wanted, fields) = try place.fitted(wish).applied(to: row, isNew: false, outbound)
            let becomesOurs = wanted.form.secretSource == .ours && row.form.secretSource != .ours
            if becomesOurs { wanted.secret = fresh }
            guard !fields.isEmpty else { return nil }
            try writes.change(wanted)
            if wanted.pause != nil, row.pause == nil {
                try DeliveryWrites(db: change.db).failWaiting(of: id, .paused)
            }
            try place.record(.webhookChanged(webhook: id, fields: fields), in: change)
            return becomesOurs ? fresh : nil
        }
    }
}
