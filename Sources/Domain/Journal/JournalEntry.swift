import Crypto

/// One link of the journal's chain.
package struct JournalEntry: Hashable, Sendable {
    /// Dense, from 1.
    package let sequence: Int64
    package let at: Instant
    /// Who did it; nil for the program itself and for commands on the data.
    package let actor: ID<Person>?
    /// The mini program it is about.
    package let app: ID<MiniProgram>?
    package let word: String
    /// The version of the payload's shape, from 1.
    package let payloadVersion: Int
    /// The exact stored text: the event and its recipients as JSON.
    package let payload: String
    /// Lower-case hex SHA-256 over the one before and this entry's stored bytes.
    package let hash: String

    package init(
        sequence: Int64,
        at: Instant,
        actor: ID<Person>?,
        app: ID<MiniProgram>?,
        word: String,
        payloadVersion: Int,
        payload: String,
        hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.app = app
        self.word = word
        self.payloadVersion = payloadVersion
        self.payload = payload
        self.hash = hash
    }

    /// The hash before the first entry.
    package static let genesis = String(repeating: "0", count: 64)

    /// The hash that this entry must have after one with `previous`. Each part is preceded by its length in bytes, so that no
    /// two different entries give the same bytes.
    package func expectedHash(after previous: String) -> String {
        let parts = [
            previous, String(sequence), String(at.milliseconds), actor?.rawValue ?? "", app?.rawValue ?? "", word,
            String(payloadVersion), payload,
        ]
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array("\(part.utf8.count):".utf8))
            hash.update(data: Array(part.utf8))
        }
        return Hex.text(hash.finalize())
    }
}

/// Lower-case hexadecimal text.
package enum Hex {
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
