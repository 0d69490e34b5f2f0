import Domain
import Storage

/// The experience version as a host app gets it.
struct ExperienceRuntimeQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Found: Sendable {
        let app: ID<MiniProgram>
        let version: ID<Version>
        let release: RuntimeRelease
        let revision: Int64
        /// The member who linked the host's user.
        let member: ID<Person>?
        let openUntil: Instant?

        func isOpen(at now: Instant) -> Bool { openUntil.map { $0 > now } ?? false }
    }

    /// Nil when the code leads nowhere.
    func experience(_ code: String, user: String) throws -> Found? {
        let row = try db.first(
            """
            SELECT e.app_id, e.open_until, v.id, v.number, v.package, v.package_size, v.lowest_base_library,
                coalesce((SELECT max(j.sequence) FROM journal j WHERE j.app_id = e.app_id), 0) AS revision,
                (SELECT m.person_id FROM host_user h JOIN member m ON m.person_id = h.person_id
                    WHERE h.user_id = \(user) AND m.app_id = e.app_id AND m.state = 'VALID') AS inside
            FROM experience e JOIN version v ON v.id = e.version_id JOIN mini_program a ON a.id = e.app_id
            WHERE e.code = \(code) AND a.closed_at IS NULL
            """
        )
        return try row.map { row in
            Found(
                app: try row.id("app_id"),
                version: try row.id("id"),
                release: try RuntimeQueries.release(row),
                revision: try row.int64("revision"),
                member: try row.optionalID("inside"),
                openUntil: try row.optionalInstant("open_until")
            )
        }
    }
}
