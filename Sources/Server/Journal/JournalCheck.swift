import Domain
package import Storage

/// Reads the journal and says whether its history is as it was written: the whole (`steward verify`), or slice by slice.
package struct JournalCheck: Sendable {
    package enum Outcome: Equatable, Sendable {
        /// Every entry follows from the one before, up to this sequence.
        case sound(entries: Int64)
        /// The first entry whose bytes or place are not what was written.
        case broken(at: Int64)
        /// The last entries are missing: the head says there were more.
        case cut(entries: Int64, expected: Int64)
    }

    /// How far a check has come.
    package struct Progress: Equatable, Sendable {
        /// Every entry from where it began up to this one follows from the one before.
        package let reached: Int64
        /// How many entries there are.
        package let head: Int64
        /// Nil while there is more to read.
        package let outcome: Outcome?
    }

    let engine: any Engine

    package init(engine: any Engine) { self.engine = engine }

    private static let batch = 1000

    package func callAsFunction() async throws -> Outcome {
        var reached: Int64 = 0
        while true {
            let progress = try await slice(after: reached, most: 100 * Self.batch)
            if let outcome = progress.outcome { return outcome }
            reached = progress.reached
        }
    }

    /// Checks up to `most` entries after one that was found sound before, so that a check can go on from where it was.
    package func slice(after begin: Int64, most: Int) async throws -> Progress {
        guard begin >= 0, let start = try await engine.read({ try JournalListQueries($0).hash(before: begin + 1) })
        else {
            let head = try await engine.read { try JournalQueries($0).head().sequence }
            // A place beyond the end says nothing about what is there: it is read from the start.
            if begin > head { return try await slice(after: 0, most: most) }
            return Progress(reached: 0, head: head, outcome: .broken(at: max(1, begin)))
        }
        var (previous, sequence) = (start, begin)
        while true {
            let last = sequence
            // Both in one picture of the database, so that what is appended meanwhile is not taken for missing.
            let (head, entries) = try await engine.read { db in
                (try JournalQueries(db).head(), try JournalQueries(db).entries(after: last, limit: Self.batch))
            }
            func reached(_ outcome: Outcome?) -> Progress {
                Progress(reached: sequence, head: max(head.sequence, sequence), outcome: outcome)
            }
            for entry in entries {
                guard entry.sequence == sequence + 1, entry.hash == entry.expectedHash(after: previous) else {
                    return reached(.broken(at: sequence + 1))
                }
                (sequence, previous) = (entry.sequence, entry.hash)
            }
            if entries.count < Self.batch {
                guard head.sequence == sequence else {
                    return reached(.cut(entries: sequence, expected: head.sequence))
                }
                return reached(head.hash == previous ? .sound(entries: sequence) : .broken(at: sequence))
            }
            if sequence - begin >= Int64(most) { return reached(nil) }
        }
    }
}
