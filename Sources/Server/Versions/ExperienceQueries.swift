package import Domain
package import Storage

/// The one code a mini program by which its experience version is opened.
package struct Experience: Sendable {
    package let code: String
    /// Until when anybody with the link may open it; nil for members only.
    package let openUntil: Instant?

    /// Whether anybody may open it at this moment.
    package func isOpen(at now: Instant) -> Bool { openUntil.map { $0 > now } ?? false }
}

/// What is asked about the experience version.
package struct ExperienceQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// The mini program's code; nil before its first experience version.
    package func experience(of app: ID<MiniProgram>) throws -> Experience? {
        try db.first("SELECT code, open_until FROM experience WHERE app_id = \(app)").map(Self.experience)
    }

    /// The experience version.
    package func version(of app: ID<MiniProgram>) throws -> VersionRow? {
        try db.first(
            """
            SELECT \(VersionQueries.columns)
            FROM experience e JOIN version v ON v.id = e.version_id JOIN person p ON p.id = v.uploaded_by
            WHERE e.app_id = \(app)
            """
        ).map(VersionRow.init)
    }

    /// The open mini program that a code belongs to.
    func found(code: String) throws -> (app: ID<MiniProgram>, experience: Experience)? {
        try db.first(
            """
            SELECT e.app_id, e.code, e.open_until FROM experience e JOIN mini_program a ON a.id = e.app_id
            WHERE e.code = \(code) AND a.closed_at IS NULL
            """
        ).map { (try $0.id("app_id"), try Self.experience($0)) }
    }

    private static func experience(_ row: Row) throws -> Experience {
        Experience(code: try row.text("code"), openUntil: try row.optionalInstant("open_until"))
    }
}

/// Changes of the experience version.
struct ExperienceWrites {
    let db: any Writing

    /// Makes a version the experience version; `code` is used where the mini program has none yet.
    func set(
        _ version: ID<Version>,
        of app: ID<MiniProgram>,
        newCode code: String,
        by person: ID<Person>,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO experience (app_id, code, version_id, set_by, set_at)
            VALUES (\(app), \(code), \(version), \(person), \(now))
            ON CONFLICT (app_id) DO UPDATE SET version_id = \(version), set_by = \(person), set_at = \(now)
            """
        )
    }

    /// False when the version was not the experience version.
    func cancel(_ version: ID<Version>, of app: ID<MiniProgram>) throws -> Bool {
        try db.execute(
            """
            UPDATE experience SET version_id = NULL, set_by = NULL, set_at = NULL
            WHERE app_id = \(app) AND version_id = \(version)
            """
        ) == 1
    }

    /// The old code opens nothing from now on; nobody from outside is let in by the new one. False when there is none.
    func replaceCode(of app: ID<MiniProgram>, with code: String) throws -> Bool {
        try db.execute("UPDATE experience SET code = \(code), open_until = NULL WHERE app_id = \(app)") == 1
    }

    /// False when there is no code yet.
    func open(_ app: ID<MiniProgram>, until end: Instant?) throws -> Bool {
        try db.execute("UPDATE experience SET open_until = \(end) WHERE app_id = \(app)") == 1
    }
}
