import Domain
package import Storage

/// Reads the whole journal and says whether its history is as it was written (`steward verify`).
package struct JournalCheck: Sendable {
    package enum Outcome: Equatable, Sendable {
        /// Every entry follows from the one before, up to this sequence.
        case sound(entries: Int64)
        /// The first entry whose bytes or place are not what was written.
        case broken(at: Int64)
        /// The last entries are missing: the head says there were more.
        case cut(entries: Int64, expected: Int64)
    }

    let engine: any Engine

    package init(engine: any Engine) { self.engine = engine }

    package func callAsFunction() async throws -> Outcome {
        var previous = JournalEntry.genesis
        var sequence: Int64 = 0
        while true {
            let last = sequence
            let entries = try await engine.read { try JournalQueries($0).entries(after: last, limit: 1000) }
            for entry in entries {
                guard entry.sequence == sequence + 1, entry.hash == entry.expectedHash(after: previous) else {
                    return .broken(at: sequence + 1)
                }
                (sequence, previous) = (entry.sequence, entry.hash)
            }
            if entries.isEmpty { break }
        }
        let head = try await engine.read { try JournalQueries($0).head() }
        guard head.sequence == sequence else { return .cut(entries: sequence, expected: head.sequence) }
        return head.hash == previous ? .sound(entries: sequence) : .broken(at: sequence)
    }
}
