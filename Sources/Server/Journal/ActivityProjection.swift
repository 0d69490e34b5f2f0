import Domain
import Storage

/// Fills the list of what happened in each mini program.
struct ActivityProjection: Projection {
    let name = "activity"

    func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        guard let app = entry.app else { return }
        try JournalWrites(db: db).addActivity(entry, of: app)
    }

    func clear(in db: any Writing) throws { try JournalWrites(db: db).clearActivity() }
}
