package import Domain
package import Storage

/// Lays out what webhooks are to be told: those of the mini program in which something happened, and those of the people whom
/// it is a message to.
///
/// Made anew it sends nothing a second time: each webhook remembers up to which entry it was told.
package struct WebhookProjection: Projection {
    package let name = "webhooks"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        if let rule = payload.event.message.rule {
            try tell(rule.people(of: entry, payload), entry, payload, rule, in: db)
        }
        guard let app = entry.app, case .topic? = JournalEvent.CodingKeys(rawValue: entry.word)?.webhook else { return }
        for webhook in try WebhookQueries(db).all(of: .app(app)) where entry.sequence > webhook.readTo {
            if webhook.pause == nil, webhook.events.contains(entry.word) {
                try DeliveryWrites(db: db).add(entry, to: webhook.id)
            }
            try WebhookWrites(db: db).read(webhook.id, to: entry.sequence)
        }
    }

    /// By what each chose, except for what they muted.
    private func tell(
        _ people: Set<ID<Person>>,
        _ entry: JournalEntry,
        _ payload: JournalPayload,
        _ rule: MessageRule,
        in db: any Writing
    ) throws {
        let webhooks = try OwnWebhookQueries(db).webhooks(of: people).filter { entry.sequence > $0.readTo }
        guard !webhooks.isEmpty else { return }
        let chosen = try PreferenceQueries(db).preferences(of: Set(webhooks.map(\.person)))
        let muted =
            rule.comesThroughMutes
            ? [] : try entry.app.map { try MessageMuteQueries(db).people(muting: .app($0), at: entry.sequence) } ?? []
        for webhook in webhooks {
            let isWanted = (chosen[webhook.person] ?? .standard).webhook.contains(rule.category)
            // That it cannot be reached is not told to the one that cannot be reached.
            let isItself = payload.event == .webhookGaveUp(webhook: webhook.id)
            if isWanted, !isItself, !webhook.isPaused, !muted.contains(webhook.person) {
                try DeliveryWrites(db: db).add(entry, to: webhook.id)
            }
            try WebhookWrites(db: db).read(webhook.id, to: entry.sequence)
        }
    }

    /// What was sent stays sent.
    package func clear(in db: any Writing) throws {}
}
