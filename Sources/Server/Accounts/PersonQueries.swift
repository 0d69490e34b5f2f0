import Domain
import Storage

/// People and what they may sign in with.
struct PersonQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Whether anybody has an account; until then the set-up page is all there is.
    func isWithoutPeople() throws -> Bool { try db.first("SELECT id FROM person LIMIT 1") == nil }
}

extension Platform {
    /// Whether this installation still waits for its first person.
    package func isWithoutPeople() async throws -> Bool {
        try await engine.read { try PersonQueries($0).isWithoutPeople() }
    }
}
