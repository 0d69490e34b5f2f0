import Domain
import Storage

struct HostSecretQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Nil where there is none.
    func madeAt(_ app: ID<MiniProgram>) throws -> Instant? {
        try db.first("SELECT made_at FROM host_secret WHERE app_id = \(app)")?.instant("made_at")
    }
}

struct HostSecretWrites {
    let db: any Writing

    func set(_ secret: String, of app: ID<MiniProgram>, by person: ID<Person>, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO host_secret (app_id, secret, made_at, made_by) VALUES (\(app), \(secret), \(now), \(person))
            ON CONFLICT (app_id) DO UPDATE SET
                secret = excluded.secret, made_at = excluded.made_at, made_by = excluded.made_by
            """
        )
    }

    /// Whether there was one.
    func remove(_ app: ID<MiniProgram>) throws -> Bool {
        try db.execute("DELETE FROM host_secret WHERE app_id = \(app)") == 1
    }
}
