import FoundationEssentials

/// What an entry's stored text holds: the event, and whom it concerns, so that a projection reads the entry and its own
/// tables only.
package struct JournalPayload: Codable, Hashable, Sendable {
    package let event: JournalEvent
    package let recipients: [ID<Person>]

    /// The version of the shape that this program writes.
    package static let version = 1

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

/// An entry that this program cannot read: a newer one wrote it. Whoever reads on must stop here, not skip it.
package struct UnknownPayload: Error, Equatable, CustomStringConvertible {
    package let sequence: Int64
    package let word: String
    package let version: Int

    package init(sequence: Int64, word: String, version: Int) {
        (self.sequence, self.word, self.version) = (sequence, word, version)
    }

    package var description: String {
        "journal entry \(sequence) (\(word), version \(version)) was written by a newer program"
    }
}

extension JournalEntry {
    /// What the entry says. Throws `UnknownPayload` when a newer program wrote it, `DecodingError` when it is damaged.
    package func decoded() throws -> JournalPayload {
        guard payloadVersion == JournalPayload.version, JournalEvent.CodingKeys(rawValue: word) != nil else {
            throw UnknownPayload(sequence: sequence, word: word, version: payloadVersion)
        }
        return try JournalPayload(stored: payload)
    }
}
