import Domain
import Storage

/// How a version's review stands, in short; the page of its review shows all of it.
struct ReviewStateQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// The types of the reasons of its last decision, in the reviewer's order, each once.
    func types(of version: ID<Version>) throws -> [RejectionType] {
        let all: [RejectionType] = try db.rows(
            """
            SELECT r.type FROM rejection_reason r WHERE r.submission_id =
                (SELECT s.id FROM submission s WHERE s.version_id = \(version) ORDER BY s.submitted_at DESC LIMIT 1)
            ORDER BY r.position
            """
        ).map { try $0.word("type") }
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Since when it waits for a decision.
    func waitingSince(_ version: ID<Version>) throws -> Instant? {
        try db.first(
            """
            SELECT submitted_at FROM submission WHERE version_id = \(version) AND closed_at IS NULL
            ORDER BY submitted_at DESC LIMIT 1
            """
        )?.instant("submitted_at")
    }
}
