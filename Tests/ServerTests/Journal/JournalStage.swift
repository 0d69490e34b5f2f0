import Domain
import Storage
import TestSupport

@testable import Server

extension Site {
    /// Writes a long journal straight into its tables, chained as it should be: each entry a minute after the one before, by
    /// and about few people, in few mini programs.
    func journal(of count: Int, people: [ID<Person>], apps: [ID<MiniProgram>]) async throws {
        let events: [JournalEvent] = [
            .appCreated, .memberLeft(person: people[0], role: .developer), .experienceCodeRevoked,
            .personDisabled(person: people[people.count - 1], reason: .left),
        ]
        let begin = world.now
        let payloads = try events.map { try JournalPayload(event: $0, recipients: []).stored() }
        try await platform.engine.write { db in
            var (sequence, previous) = try JournalWrites(db: db).lockHead()
            for begun in stride(from: 0, to: count, by: 200) {
                var (entries, persons): ([Query], [Query]) = ([], [])
                for index in begun..<min(count, begun + 200) {
                    sequence += 1
                    let (kind, actor) = (index % events.count, people[index % people.count])
                    func entry(_ hash: String) -> JournalEntry {
                        JournalEntry(
                            sequence: sequence,
                            at: begin.adding(seconds: Int64(index) * 60),
                            actor: actor,
                            app: kind == 3 ? nil : apps[index / events.count % apps.count],
                            word: events[kind].word,
                            payloadVersion: 1,
                            payload: payloads[kind],
                            hash: hash
                        )
                    }
                    let made = entry(entry("").expectedHash(after: previous))
                    previous = made.hash
                    entries.append(
                        """
                        (\(made.sequence), \(made.at), \(made.actor), \(made.app), \(made.word), 1, \(made.payload),
                            \(made.hash))
                        """
                    )
                    for person in Set(events[kind].people + [actor]) {
                        persons.append("(\(person), \(made.at), \(made.sequence), \(made.word), \(made.app))")
                    }
                }
                try db.execute(
                    """
                    INSERT INTO journal (sequence, at, actor, app_id, word, payload_version, payload, hash)
                    VALUES \(Query.joined(entries))
                    """
                )
                try db.execute(
                    "INSERT INTO journal_person (person_id, at, sequence, word, app_id) VALUES \(Query.joined(persons))"
                )
            }
            try db.execute("UPDATE journal_head SET sequence = \(sequence), hash = \(previous) WHERE id = 1")
            for projection in Platform.projections {
                _ = try JournalWrites(db: db).lockPosition(of: projection.name)
                try JournalWrites(db: db).move(projection.name, to: sequence)
            }
        }
    }
}
