import Crypto
package import Domain
package import Storage

/// Puts what happened on its way to the devices of those whom it concerns.
package struct PushProjection: Projection {
    package let name = "push"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        guard let rule = payload.event.message.rule else { return }
        let people = rule.people(of: entry, payload)
        guard !people.isEmpty else { return }
        let devices = try PushQueries(db).subscriptions(of: people, before: entry.sequence)
        guard !devices.isEmpty else { return }
        let muted = try entry.app.map { try MessageMuteQueries(db).people(muting: .app($0), at: entry.sequence) } ?? []
        let chosen = try PreferenceQueries(db).preferences(of: people)
        let topic = rule.groupKey(of: entry).map(Self.topic)
        for (device, person) in devices {
            if muted.contains(person), !rule.comesThroughMutes { continue }
            guard (chosen[person] ?? .standard).rings(rule.category) else { continue }
            try PushDeliveryWrites(db: db)
                .add(entry.sequence, at: entry.at, to: device, isUrgent: rule.isUrgent, topic: topic)
        }
    }

    /// What was sent stays sent: made anew, each row is there already.
    package func clear(in db: any Writing) throws {}

    /// 32 characters, as RFC 8030 wants them: a later message under the same topic takes the place of one that the service
    /// still holds.
    static func topic(_ groupKey: String) -> String {
        String(Base64URL.text(SHA256.hash(data: Array(groupKey.utf8))).prefix(32))
    }
}

extension MessageRule {
    /// Those whom an entry is told: not the one who did it.
    func people(of entry: JournalEntry, _ payload: JournalPayload) -> Set<ID<Person>> {
        var people = Set(payload.recipients)
        if !tellsActor, let actor = entry.actor { people.remove(actor) }
        return people
    }

    /// Under which like messages gather; nil for one of its own.
    func groupKey(of entry: JournalEntry) -> String? { isGrouped ? "\(entry.word) \(entry.app?.rawValue ?? "")" : nil }
}
