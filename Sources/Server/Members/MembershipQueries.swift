package import Domain
package import Storage

/// Who belongs to which mini program.
package struct MembershipQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// An open mini program and what a person is in it; nil when there is none or it was closed.
    func standing(
        of person: ID<Person>?,
        in app: ID<MiniProgram>
    ) throws -> (name: String, logo: String?, role: MemberRole?)? {
        let row = try db.first(
            """
            SELECT a.name, a.logo, m.role
            FROM mini_program a LEFT JOIN member m ON m.app_id = a.id AND m.person_id = \(person) AND m.state = 'VALID'
            WHERE a.id = \(app) AND a.closed_at IS NULL
            """
        )
        guard let row else { return nil }
        let role = try row.optionalText("role").flatMap(MemberRole.init(rawValue:))
        return (try row.text("name"), try row.optionalText("logo"), role)
    }

    /// Everybody who is a member now, from a role upwards.
    package func people(of app: ID<MiniProgram>, from least: MemberRole) throws -> [ID<Person>] {
        try db.rows("SELECT person_id, role FROM member WHERE app_id = \(app) AND state = 'VALID' ORDER BY person_id")
            .filter { row in try MemberRole(rawValue: row.text("role")).map { $0 >= least } ?? false }
            .map { try $0.id("person_id") }
    }

    /// The names of those who may let others in: the owner first, then the administrators.
    func administrators(of app: ID<MiniProgram>, limit: Int) throws -> [String] {
        try db.rows(
            """
            SELECT p.name FROM member m JOIN person p ON p.id = m.person_id
            WHERE m.app_id = \(app) AND m.state = 'VALID' AND m.role IN ('owner', 'administrator')
                AND p.disabled_at IS NULL
            ORDER BY CASE WHEN m.role = 'owner' THEN 0 ELSE 1 END, m.joined_at, m.person_id LIMIT \(limit)
            """
        ).map { try $0.text("name") }
    }
}

/// Changes of who belongs.
struct MembershipWrites {
    let db: any Writing

    func add(_ person: ID<Person>, to app: ID<MiniProgram>, as role: MemberRole, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO member (app_id, person_id, role, state, joined_at)
            VALUES (\(app), \(person), \(role.rawValue), 'VALID', \(now))
            """
        )
    }

    /// Ends every membership and invitation: the mini program is closed.
    func removeAll(from app: ID<MiniProgram>) throws {
        try db.execute("DELETE FROM member WHERE app_id = \(app)")
    }
}
