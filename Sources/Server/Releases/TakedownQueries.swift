package import Domain
package import Storage

/// Why versions were taken down by force.
package struct TakedownQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// The operator's reason; nil when the version was not taken down.
    package func reason(of version: ID<Version>) throws -> String? {
        try db.first("SELECT reason FROM takedown WHERE version_id = \(version)")?.text("reason")
    }
}

struct TakedownWrites {
    let db: any Writing

    func add(_ reason: String, to version: ID<Version>, by person: ID<Person>, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO takedown (version_id, reason, by_person, at)
            VALUES (\(version), \(reason), \(person), \(now))
            """
        )
    }
}
