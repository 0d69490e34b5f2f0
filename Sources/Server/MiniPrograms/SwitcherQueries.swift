import Domain
import Storage

/// The mini programs of a person: what the switcher and the lists show.
struct SwitcherQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Entry: Sendable {
        let app: ID<MiniProgram>
        let name: String
        let logo: String?
        let role: MemberRole
        let joinedAt: Instant
        /// What users get now; nil before a release and after it was taken off.
        let released: VersionNumber?
    }

    private static let columns: Query = """
        m.app_id, m.role, m.joined_at, a.name, a.logo,
        (SELECT v.number FROM version v WHERE v.app_id = m.app_id AND v.status = 'RELEASE' LIMIT 1) AS released
        """

    /// Where a page of a list ends: the next one begins after it.
    struct Cursor: Sendable, Equatable {
        let joinedAt: Instant
        let app: ID<MiniProgram>
    }

    /// The newest `limit` memberships in each role, so that the question stays small however many there are.
    func newest(of person: ID<Person>, inEach limit: Int) throws -> [Entry] {
        func branch(_ role: MemberRole, _ name: Query) -> Query {
            """
            SELECT app_id, role, joined_at, name, logo, released FROM (
                SELECT \(Self.columns)
                FROM member m JOIN mini_program a ON a.id = m.app_id
                WHERE m.person_id = \(person) AND m.state = 'VALID' AND m.role = \(role) AND a.closed_at IS NULL
                ORDER BY m.joined_at DESC, m.app_id DESC LIMIT \(limit)) AS \(name)
            """
        }
        let branches: [Query] = [
            branch(.owner, "owned"), branch(.administrator, "administered"), branch(.developer, "developed"),
            branch(.experiencer, "experienced"),
        ]
        return try db.rows(Query.joined(branches, separator: " UNION ALL ")).map(Self.entry)
    }

    /// A page of the mini programs in which a person has one of the roles, newest membership first.
    func page(
        of person: ID<Person>,
        in roles: [MemberRole] = MemberRole.allCases,
        named words: String = "",
        after cursor: Cursor? = nil,
        limit: Int
    ) throws -> [Entry] {
        var conditions: [Query] = [
            "m.person_id = \(person)", "m.state = 'VALID'", "a.closed_at IS NULL",
            Query.isIn("m.role", roles.map(\.rawValue)),
        ]
        if let cursor { conditions.append("(m.joined_at, m.app_id) < (\(cursor.joinedAt), \(cursor.app))") }
        for word in words.split(separator: " ") {
            let pattern = Self.pattern(finding: String(word))
            conditions.append(
                #"(lower(a.name) LIKE lower(\#(pattern)) ESCAPE '\' OR a.id LIKE \#(pattern) ESCAPE '\')"#
            )
        }
        return try db.rows(
            """
            SELECT \(Self.columns)
            FROM member m JOIN mini_program a ON a.id = m.app_id
            WHERE \(Query.joined(conditions, separator: " AND "))
            ORDER BY m.joined_at DESC, m.app_id DESC LIMIT \(limit)
            """
        ).map(Self.entry)
    }

    private static func entry(_ row: Row) throws -> Entry {
        Entry(
            app: try row.id("app_id"),
            name: try row.text("name"),
            logo: try row.optionalText("logo"),
            role: try row.word("role"),
            joinedAt: try row.instant("joined_at"),
            released: try row.optionalText("released").flatMap { VersionNumber($0) }
        )
    }

    /// A LIKE pattern that finds the text literally, wherever it stands; the escape character is `\`.
    static func pattern(finding text: String) -> String {
        var pattern = String.UnicodeScalarView("%".unicodeScalars)
        for scalar in text.unicodeScalars {
            if ["%", "_", "\\"].contains(scalar) { pattern.append("\\") }
            pattern.append(scalar)
        }
        pattern.append("%")
        return String(pattern)
    }
}

/// Which mini program a person's home page shows. Not journaled: nobody else is concerned.
struct SwitcherWrites {
    let db: any Writing

    func choose(_ app: ID<MiniProgram>?, for person: ID<Person>) throws {
        try db.execute("UPDATE person SET current_app = \(app) WHERE id = \(person)")
    }
}
