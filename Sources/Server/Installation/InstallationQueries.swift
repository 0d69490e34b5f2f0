package import Domain
package import Storage

/// What is asked about the installation's settings.
package struct InstallationQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// What holds now.
    package func settings() throws -> InstallationSettings {
        let names = InstallationSettings.Name.allCases.map(\.rawValue)
        let rows = try db.rows("SELECT name, value FROM installation_setting WHERE \(Query.isIn("name", names))")
        let pairs = try rows.map { (try $0.text("name"), try $0.text("value")) }
        return InstallationSettings(stored: Dictionary(uniqueKeysWithValues: pairs))
    }

    /// Who changed something last, and when; nil while everything is as it was in the beginning.
    struct LastChange: Sendable {
        let at: Instant
        /// Nil for a command on the data.
        let by: String?
    }

    func lastChange() throws -> LastChange? {
        try db.first(
            """
            SELECT s.changed_at, p.name FROM installation_setting s LEFT JOIN person p ON p.id = s.changed_by
            ORDER BY s.changed_at DESC LIMIT 1
            """
        ).map { LastChange(at: try $0.instant("changed_at"), by: try $0.optionalText("name")) }
    }
}

struct InstallationWrites {
    let db: any Writing

    func set(_ name: InstallationSettings.Name, to value: String, by person: ID<Person>?, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO installation_setting (name, value, changed_at, changed_by)
            VALUES (\(name.rawValue), \(value), \(now), \(person))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
                changed_by = excluded.changed_by
            """
        )
    }
}
