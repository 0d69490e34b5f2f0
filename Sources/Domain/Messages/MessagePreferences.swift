/// What somebody wants to hear of where. The inbox and each of the other ways are chosen for themselves.
package struct MessagePreferences: Hashable, Sendable {
    /// Categories that are put into the inbox.
    package var inbox: Set<MessageCategory>
    /// Categories that ring on the devices which asked for it.
    package var push: Set<MessageCategory>
    /// Categories that are sent to their own webhooks.
    package var webhook: Set<MessageCategory>
    package var quiet: QuietHours?

    package init(
        inbox: Set<MessageCategory>,
        push: Set<MessageCategory>,
        webhook: Set<MessageCategory>,
        quiet: QuietHours?
    ) {
        (self.inbox, self.push, self.webhook, self.quiet) = (inbox, push, webhook, quiet)
    }

    /// Before anything was chosen: everything in the inbox and at webhooks, where there are any; a device that asked to be rung
    /// rings for what waits for its owner.
    package static let standard = MessagePreferences(
        inbox: Set(MessageCategory.allCases),
        push: [.system, .review, .answer],
        webhook: Set(MessageCategory.allCases),
        quiet: nil
    )

    /// Whether a message of this kind rings at all.
    package func rings(_ category: MessageCategory) -> Bool { push.contains(category) }
}
