package import Domain
package import Storage

/// Lays out what each mini program's webhooks are to be told.
///
/// Made anew it sends nothing a second time: each webhook remembers up to which entry it was told.
package struct WebhookProjection: Projection {
    package let name = "webhooks"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        guard let app = entry.app, case .topic? = JournalEvent.CodingKeys(rawValue: entry.word)?.webhook else { return }
        for webhook in try WebhookQueries(db).all(of: .app(app)) where entry.sequence > webhook.readTo {
            if webhook.pause == nil, webhook.events.contains(entry.word) {
                try DeliveryWrites(db: db).add(entry, to: webhook.id)
            }
            try WebhookWrites(db: db).read(webhook.id, to: entry.sequence)
        }
    }

    /// What was sent stays sent.
    package func clear(in db: any Writing) throws {}
}
