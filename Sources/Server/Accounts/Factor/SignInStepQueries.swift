import Domain
import Storage

/// The few minutes between the right password and the code.
struct SignInStepQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Step: Sendable {
        let person: ID<Person>
        let login: String
        let next: String
    }

    /// The sign-in that a cookie belongs to, while it lasts.
    func step(_ id: String, at now: Instant) throws -> Step? {
        try db.first(
            """
            SELECT s.person_id, s.next, p.login FROM sign_in_step s JOIN person p ON p.id = s.person_id
            WHERE s.id = \(id) AND s.expires_at > \(now)
            """
        ).map { Step(person: try $0.id("person_id"), login: try $0.text("login"), next: try $0.text("next")) }
    }
}

struct SignInStepWrites {
    let db: any Writing

    func add(_ id: String, of person: ID<Person>, next: String, until end: Instant) throws {
        try db.execute(
            """
            INSERT INTO sign_in_step (id, person_id, next, expires_at) VALUES (\(id), \(person), \(next), \(end))
            """
        )
    }

    /// Uses it up; false when it was used, or is over.
    func take(_ id: String, at now: Instant) throws -> Bool {
        try db.execute("DELETE FROM sign_in_step WHERE id = \(id) AND expires_at > \(now)") == 1
    }

    func removeAll(of person: ID<Person>) throws {
        try db.execute("DELETE FROM sign_in_step WHERE person_id = \(person)")
    }

    func removeExpired(at now: Instant) throws {
        try db.execute("DELETE FROM sign_in_step WHERE expires_at <= \(now)")
    }
}
