package import Domain
package import Storage

/// Fills the list of what happened in each mini program.
package struct ActivityProjection: Projection {
    package let name = "activity"

    package init() {}

    package func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        guard let app = entry.app else { return }
        try JournalWrites(db: db).addActivity(entry, of: app)
    }

    package func clear(in db: any Writing) throws { try JournalWrites(db: db).clearActivity() }
}
