/// Whom an event concerns. Resolved when it is recorded, so that the entry carries the recipients for ever.
package enum Audience: Hashable, Sendable {
    /// Everybody who is a member now, from this role upwards.
    case members(from: MemberRole)
    /// Those whom the event names.
    case people([ID<Person>])
}

/// What message an event makes.
package struct MessageRule: Hashable, Sendable {
    package let audience: Audience
    package let category: MessageCategory
    /// 重要: shown as such, and let through quiet hours.
    package let isUrgent: Bool
    package let next: NextStep?
    /// Whether many of the same word in one mini program within an hour become one message.
    package let isGrouped: Bool
    /// Whether who did it gets the message too: acts that one must learn of when somebody else used one's account.
    package let tellsActor: Bool

    init(
        _ audience: Audience,
        _ category: MessageCategory,
        isUrgent: Bool = false,
        next: NextStep? = nil,
        isGrouped: Bool = false,
        tellsActor: Bool = false
    ) {
        self.audience = audience
        self.category = category
        self.isUrgent = isUrgent
        self.next = next
        self.isGrouped = isGrouped
        self.tellsActor = tellsActor
    }

    /// How long like events gather in one message, from the first.
    package static let groupingSeconds: Int64 = 3600
}

/// What the table of messages says about an event.
package enum MessageOutcome: Hashable, Sendable {
    case message(MessageRule)
    /// No message; the text says why, for whoever reads the table.
    case none(because: String)

    package var rule: MessageRule? { if case .message(let rule) = self { rule } else { nil } }
}
