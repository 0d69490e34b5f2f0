import Domain
import Storage

/// What users get now, for operators who look for something to take down.
struct OnlineQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Entry: Sendable {
        let version: ID<Version>
        let app: ID<MiniProgram>
        let name: String
        let logo: String?
        let number: VersionNumber
        let status: VersionStatus
        let since: Instant
        /// What the one who looks is in it; nobody takes down what they belong to.
        let ownRole: MemberRole?
    }

    /// Where a page ends: the next one begins after it.
    struct Cursor: Sendable, Equatable {
        let since: Instant
        let version: ID<Version>

        static let newest = Cursor(since: Instant(milliseconds: .max), version: ID(rawValue: ""))

        init(since: Instant, version: ID<Version>) { (self.since, self.version) = (since, version) }

        init?(text: String) {
            let parts = text.split(separator: ".").map(String.init)
            guard parts.count == 2, let time = Int64(parts[0]) else { return nil }
            self.init(since: Instant(milliseconds: time), version: ID(rawValue: parts[1]))
        }

        var text: String { "\(since.milliseconds).\(version)" }
    }

    /// Released and gray versions, the newest first, of mini programs whose name or id has the words. Goes along the index of
    /// what is online: at most two versions a mini program.
    func page(
        named words: String = "",
        for person: ID<Person>,
        after cursor: Cursor = .newest,
        limit: Int
    ) throws -> [Entry] {
        var conditions: [Query] = [
            "v.status IN ('RELEASE', 'GRAY')", "(v.status_at, v.id) < (\(cursor.since), \(cursor.version))",
            "a.closed_at IS NULL",
        ]
        for word in words.split(separator: " ") {
            let pattern = SwitcherQueries.pattern(finding: String(word))
            conditions.append(
                #"(lower(a.name) LIKE lower(\#(pattern)) ESCAPE '\' OR a.id LIKE \#(pattern) ESCAPE '\')"#
            )
        }
        return try db.rows(
            """
            SELECT v.id, v.app_id, v.number, v.status, v.status_at, a.name, a.logo, m.role
            FROM version v JOIN mini_program a ON a.id = v.app_id
                LEFT JOIN member m ON m.app_id = v.app_id AND m.person_id = \(person) AND m.state = 'VALID'
            WHERE \(Query.joined(conditions, separator: " AND "))
            ORDER BY v.status_at DESC, v.id DESC LIMIT \(limit)
            """
        ).map { row in
            Entry(
                version: try row.id("id"),
                app: try row.id("app_id"),
                name: try row.text("name"),
                logo: try row.optionalText("logo"),
                number: try row.number("number"),
                status: try row.word("status"),
                since: try row.instant("status_at"),
                ownRole: try row.optionalWord("role")
            )
        }
    }
}
