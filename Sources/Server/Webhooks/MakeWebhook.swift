import Domain
import Storage

/// Adds a webhook to a mini program, or to somebody's own.
struct MakeWebhook: Sendable {
    let platform: Platform

    /// Webhooks that a mini program may have.
    static let most = 10
    /// Webhooks that a person may have for their own messages.
    static let mostOwn = 5

    /// What is handed out: the secret of signed JSON is shown once and never again.
    struct Made: Sendable {
        let id: ID<Webhook>
        /// Nil where the receiver's own secret signs, or none does.
        let secret: String?
    }

    /// - Throws: a refusal at the fields of the wish; `TOO_MANY_WEBHOOKS`.
    func callAsFunction(_ wish: WebhookWish, in place: WebhookPlace) async throws -> Made {
        let world = platform.world
        let secret = Secret(prefix: "whs_", world: world).text
        let owner = place.owner
        let blank = WebhookRow(
            id: world.newID(),
            owner: owner,
            form: .json,
            address: "",
            secret: "",
            events: .everything,
            description: "",
            language: .zh,
            pause: nil,
            madeAt: world.now(),
            readTo: 0,
            lastAt: nil,
            lastStatus: nil,
            lastFailure: nil,
            failingSince: nil,
            gaveUpAt: nil
        )
        let wanted = try place.fitted(wish).applied(to: blank, isNew: true, platform.outbound).row
        let isOurs = wanted.form.secretSource == .ours
        try await platform.change(by: place.caller.person) { change in
            let writes = WebhookWrites(db: change.db)
            try writes.lock(owner)
            guard try WebhookQueries(change.db).count(of: owner) < place.most else {
                throw place.app == nil ? Refusal.tooManyOwnWebhooks : .tooManyWebhooks
            }
            let head = try JournalQueries(change.db).head().sequence
            var row = wanted
            row.readTo = head
            if isOurs { row.secret = secret }
            try writes.add(row)
            try place.record(.webhookMade(webhook: wanted.id), in: change)
        }
        return Made(id: wanted.id, secret: isOurs ? secret : nil)
    }
}

extension Refusal {
    static let tooManyWebhooks = conflict(
        "TOO_MANY_WEBHOOKS",
        Words(
            "一个小程序最多 \(MakeWebhook.most) 个 Webhook，请先删除不用的。",
            "A mini program has \(MakeWebhook.most) webhooks at most. Remove one that is not used."
        )
    )

    static let tooManyOwnWebhooks = conflict(
        "TOO_MANY_WEBHOOKS",
        Words(
            "你最多有 \(MakeWebhook.mostOwn) 个自己的 Webhook，请先删除不用的。",
            "You have \(MakeWebhook.mostOwn) webhooks of your own at most. Remove one that is not used."
        )
    )
}
