package import Domain
package import Storage

/// Notes by whose names each entry is found: who did it, and whom it names.
package struct JournalPeopleProjection: Projection {
    package let name = "journal_people"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        let people = Set(payload.event.people + [entry.actor].compactMap(\.self))
        for person in people.sorted(by: { $0.rawValue < $1.rawValue }) {
            try JournalWrites(db: db).add(person, to: entry)
        }
    }

    package func clear(in db: any Writing) throws { try JournalWrites(db: db).clearPeople() }
}
