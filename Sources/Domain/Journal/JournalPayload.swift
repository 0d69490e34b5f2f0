import FoundationEssentials

/// What an entry's stored text holds: the event, and whom it concerns, so that a projection reads the entry and its own
/// tables only.
package struct JournalPayload: Codable, Hashable, Sendable {
    package let event: JournalEvent
    package let recipients: [ID<Person>]

    package init(event: JournalEvent, recipients: [ID<Person>]) {
        (self.event, self.recipients) = (event, recipients)
    }

    /// The text to store. Keys are sorted, so that the same event is the same text.
    package func stored() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what `stored()` wrote.
    package init(stored text: String) throws {
        self = try JSONDecoder().decode(JournalPayload.self, from: Data(text.utf8))
    }
}
