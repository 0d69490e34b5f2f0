package import Domain
package import Storage

/// Puts what happened into the inboxes of those whom it concerns. Decided by the journal alone, and by what its readers muted
/// at which place of it, so that making it anew gives the same.
package struct MessageProjection: Projection {
    package let name = Self.stored
    static let stored = "messages"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        let event = payload.event
        guard let rule = event.message.rule, let kind = event.messageKind else { return }
        var people = rule.people(of: entry, payload)
        if !rule.comesThroughMutes {
            let mutes = MessageMuteQueries(db)
            people.subtract(try mutes.people(muting: .category(rule.category), at: entry.sequence))
            if let app = entry.app { people.subtract(try mutes.people(muting: .app(app), at: entry.sequence)) }
        }
        let message = NewMessage(
            sequence: entry.sequence,
            at: entry.at,
            category: rule.category,
            isUrgent: rule.isUrgent,
            kind: kind,
            app: entry.app,
            // Reviewers are never named to members, not even to a search.
            who: (event.actorWords == nil ? entry.actor : nil) ?? event.messageSubject,
            number: event.messageNumber,
            detail: event.messageDetail,
            payload: entry.payload,
            groupKey: rule.groupKey(of: entry)
        )
        let writes = MessageWrites(db: db)
        for person in payload.recipients where people.remove(person) != nil { try writes.add(message, to: person) }
    }

    package func clear(in db: any Writing) throws { try MessageWrites(db: db).clearJournaled() }
}

extension MessageRule {
    /// What is urgent or waits for an answer reaches also those who muted its mini program.
    var comesThroughMutes: Bool { isUrgent || (next?.isAnswer ?? false) }
}
