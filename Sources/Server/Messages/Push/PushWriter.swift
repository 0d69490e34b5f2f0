import Domain
import Storage

/// Writes what a device shows, in its language and as things are when it is sent.
struct PushWriter: Sendable {
    let platform: Platform

    func payload(of delivery: PushDelivery, _ rule: MessageRule) async throws -> PushPayload {
        let (entry, device) = (delivery.entry, delivery.device)
        let event = try entry.decoded().event
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
