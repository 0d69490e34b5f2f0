package import Domain
package import Storage

/// The host app's users that a person is.
package struct HostUserQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    package func users(of person: ID<Person>) throws -> [String] {
        try db.rows("SELECT user_id FROM host_user WHERE person_id = \(person) ORDER BY added_at, user_id")
            .map { try $0.text("user_id") }
    }
}

struct HostUserWrites {
    let db: any Writing

    /// Throws `StorageError.uniqueViolation` when somebody has it already.
    func add(_ user: String, to person: ID<Person>, at now: Instant) throws {
        try db.execute("INSERT INTO host_user (user_id, person_id, added_at) VALUES (\(user), \(person), \(now))")
    }

    func remove(_ user: String, of person: ID<Person>) throws -> Bool {
        try db.execute("DELETE FROM host_user WHERE user_id = \(user) AND person_id = \(person)") == 1
    }
}
