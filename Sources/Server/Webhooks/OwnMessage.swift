import Domain
import Storage

/// What somebody's own webhook is told: their messages, in the words of the inbox.
extension WebhookMessage {
    /// The most of a notice's text that a robot shows, in characters.
    private static let mostOfNotice = 120

    /// Nil where there is nothing to tell any more: a notice that was withdrawn, somebody who was shut out.
    static func own(
        _ row: DeliveryRow,
        of person: ID<Person>,
        _ language: Language,
        _ publicURL: String,
        _ db: any Reading
    )
        throws -> WebhookMessage?
    {
        guard let payload = row.payload, let sequence = row.sequence,
            try WebhookNameQueries(db).isActive(person),
            let entry = try JournalQueries(db).entries(after: sequence - 1, limit: 1).first
        else { return nil }
        let event = try JournalPayload(stored: payload).event
        if case .noticePublished(let notice) = event {
            return try own(row, entry, notice, of: person, language, publicURL, db)
        }
        guard let rule = event.message.rule else { return nil }
        // Reviewers are never named.
        let who = (event.actorWords == nil ? entry.actor : nil) ?? event.messageSubject
        let facts = try PushDeliveryQueries(db).facts(entry, who: who, groupKey: rule.groupKey(of: entry), of: person)
        let path = facts.message.map { Paths.message($0) } ?? entry.app.map { Paths.app($0) } ?? Paths.messages
        return WebhookMessage(
            delivery: row.id,
            event: row.word,
            sequence: sequence,
            at: row.at,
            app: entry.app,
            heading: facts.app ?? rule.category.words[language],
            actor: nil,
            // One entry at a time, however many the inbox gathers.
            text: event.messageTitle(who: facts.who, count: 1),
            url: publicURL + path,
            data: WebhookData(event) { _ in nil },
            own: Own(category: rule.category, isUrgent: rule.isUrgent)
        )
    }

    private static func own(
        _ row: DeliveryRow,
        _ entry: JournalEntry,
        _ id: ID<Notice>,
        of person: ID<Person>,
        _ language: Language,
        _ publicURL: String,
        _ db: any Reading
    ) throws -> WebhookMessage? {
        guard let notice = try NoticeQueries(db).notice(id), !notice.state.isWithdrawn else { return nil }
        let facts = try PushDeliveryQueries(db).facts(entry, who: nil, groupKey: nil, of: person)
        let content = notice.content
        func text(_ language: Language) -> String {
            let plain = Markdown(content.body[language]).plain
            let begin = String(plain.prefix(mostOfNotice)) + (plain.count > mostOfNotice ? "…" : "")
            return begin.isEmpty ? content.title[language] : "\(content.title[language])\n\(begin)"
        }
        return WebhookMessage(
            delivery: row.id,
            event: row.word,
            sequence: row.sequence,
            at: row.at,
            app: nil,
            heading: MessageCategory.product.words[language],
            actor: nil,
            text: Words(text(.zh), text(.en)),
            url: publicURL + (facts.message.map { Paths.message($0) } ?? Paths.messages),
            data: nil,
            own: Own(category: .product, isUrgent: content.isUrgent)
        )
    }
}
