import Domain
import Storage

/// Writes what a device shows, in its language and as things are when it is sent.
struct PushWriter: Sendable {
    let platform: Platform

    /// The most of a notice's text that a device shows, in characters.
    private static let mostOfNotice = 120

    /// Nil where there is nothing to tell any more: a notice that was withdrawn.
    func payload(of delivery: PushDelivery) async throws -> PushPayload? {
        let event = try delivery.entry.decoded().event
        if case .noticePublished(let notice) = event { return try await payload(of: notice, delivery) }
        guard let rule = event.message.rule else { return nil }
        return try await payload(of: event, rule, delivery)
    }

    private func payload(
        of event: JournalEvent,
        _ rule: MessageRule,
        _ delivery: PushDelivery
    ) async throws -> PushPayload {
        let (entry, device) = (delivery.entry, delivery.device)
        // Reviewers are never named.
        let who = (event.actorWords == nil ? entry.actor : nil) ?? event.messageSubject
        let facts = try await platform.engine.read {
            try PushDeliveryQueries($0).facts(entry, who: who, groupKey: rule.groupKey(of: entry), of: device.person)
        }
        return PushPayload(
            title: event.messageTitle(who: facts.who, count: facts.count)[device.language],
            body: facts.app ?? rule.category.words[device.language],
            tag: delivery.topic ?? "m\(entry.sequence)",
            path: facts.message.map { Paths.message($0) } ?? entry.app.map { Paths.app($0) } ?? Paths.messages,
            isUrgent: rule.isUrgent,
            unread: facts.unread
        )
    }

    private func payload(of id: ID<Notice>, _ delivery: PushDelivery) async throws -> PushPayload? {
        let (entry, device) = (delivery.entry, delivery.device)
        let found = try await platform.engine.read { db -> (NoticeContent, PushDeliveryQueries.Facts)? in
            let facts = try PushDeliveryQueries(db).facts(entry, who: nil, groupKey: nil, of: device.person)
            guard let notice = try NoticeQueries(db).notice(id), !notice.state.isWithdrawn else { return nil }
            return (notice.content, facts)
        }
        return found.map { content, facts in
            PushPayload(
                title: content.title[device.language],
                body: String(Markdown(content.body[device.language]).plain.prefix(Self.mostOfNotice)),
                tag: "m\(entry.sequence)",
                path: facts.message.map { Paths.message($0) } ?? Paths.messages,
                isUrgent: content.isUrgent,
                unread: facts.unread
            )
        }
    }

    /// What "send a test" shows.
    static func test(in language: Language, unread: Int) -> PushPayload {
        PushPayload(
            title: Words("推送正常", "Push works")[language],
            body: Words("新消息会这样出现在这台设备上。", "New messages will show on this device like this.")[language],
            tag: "test",
            path: Paths.messageSettings,
            isUrgent: false,
            unread: unread
        )
    }
}
