import Domain
import Storage
import Synchronization

/// Remembers wrong codes after the right password, by person, so that somebody whose password is known to a stranger learns of
/// it. In memory: a restart forgets them, but not whom it was told.
final class FactorGuesses: Sendable {
    /// So many within a day are no slip.
    static let most = 5
    static let daySeconds: Int64 = 86_400

    private struct Record {
        var count: Int
        var since: Instant
    }

    private let records = Mutex<[ID<Person>: Record]>([:])

    /// Whether that was the last of as many as make a message.
    func failed(_ person: ID<Person>, at now: Instant) -> Bool {
        records.withLock { records in
            var record = records[person] ?? Record(count: 0, since: now)
            if now.seconds(since: record.since) >= Self.daySeconds { record = Record(count: 0, since: now) }
            record.count += 1
            records[person] = record
            return record.count == Self.most
        }
    }

    func passed(_ person: ID<Person>) { records.withLock { $0[person] = nil } }
}

extension Platform {
    /// Writes down that somebody knows the password and guesses codes: once a day at most.
    func noteFactorFailure(of person: ID<Person>) async throws {
        guard factorGuesses.failed(person, at: world.now()) else { return }
        try await change(by: nil) { change in
            try change.lock(person)
            let told = JournalFilter(
                person: person,
                words: [JournalEvent.CodingKeys.factorGuessed.rawValue],
                from: change.now.adding(seconds: -FactorGuesses.daySeconds)
            )
            guard try JournalListQueries(change.db).page(told, limit: 1).rows.isEmpty else { return }
            try change.record(.factorGuessed(person: person))
        }
    }
}
