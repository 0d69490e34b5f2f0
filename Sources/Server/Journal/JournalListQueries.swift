package import Domain
package import Storage

/// Which entries of the journal are looked for.
package struct JournalFilter: Sendable, Equatable {
    /// Who did it, or whom it names.
    package var person: ID<Person>?
    package var app: ID<MiniProgram>?
    /// Any of these; nil for whatever happened.
    package var words: [String]?
    package var from: Instant?
    /// Up to here and no further: the moment itself is outside.
    package var until: Instant?

    package init(
        person: ID<Person>? = nil,
        app: ID<MiniProgram>? = nil,
        words: [String]? = nil,
        from: Instant? = nil,
        until: Instant? = nil
    ) {
        (self.person, self.app, self.words, self.from, self.until) = (person, app, words, from, until)
    }
}

/// Where a page of the journal ends.
package struct JournalCursor: Sendable, Equatable {
    package let at: Instant
    package let sequence: Int64

    package init(at: Instant, sequence: Int64) { (self.at, self.sequence) = (at, sequence) }

    /// `1768874400000-17`; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let at = Int64(parts[0]), let sequence = Int64(parts[1]) else { return nil }
        self.init(at: Instant(milliseconds: at), sequence: sequence)
    }

    package var text: String { "\(at.milliseconds)-\(sequence)" }
}

/// An entry, and its mini program as it is now.
package struct JournalRow: Sendable {
    package struct App: Sendable {
        package let id: ID<MiniProgram>
        /// Nil where it is not known here.
        package let name: String?
        package let logo: String?
        package let isClosed: Bool
    }

    package let entry: JournalEntry
    /// What happened; nil where the text is damaged, or a newer program wrote it.
    package let event: JournalEvent?
    package let app: App?

    package var cursor: JournalCursor { JournalCursor(at: entry.at, sequence: entry.sequence) }

    init(_ row: Row) throws {
        entry = try JournalEntry(row)
        event = try? entry.decoded().event
        app = try entry.app.map { id in
            App(
                id: id,
                name: try row.optionalText("app_name"),
                logo: try row.optionalText("logo"),
                isClosed: try row.optionalInstant("closed_at") != nil
            )
        }
    }
}

/// The journal's lists for operators: by time, the newest first.
package struct JournalListQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    private static let select: Query = """
        SELECT j.sequence, j.at, j.actor, j.app_id, j.word, j.payload_version, j.payload, j.hash,
            a.name AS app_name, a.logo, a.closed_at
        FROM journal j LEFT JOIN mini_program a ON a.id = j.app_id
        """

    /// A page, and where the next one begins; nil at the end.
    ///
    /// For every word that is wanted the newest are found by an index of their own, so that a page costs as much in a long
    /// journal as in a short one.
    package func page(_ filter: JournalFilter, before cursor: JournalCursor? = nil, limit: Int) throws -> (
        rows: [JournalRow], next: JournalCursor?
    ) {
        let words: [String?] = filter.words ?? [nil]
        guard !words.isEmpty else { return ([], nil) }
        let branches = words.map { newest($0, filter, before: cursor, limit: limit + 1) }
        let found = try db.rows(
            """
            \(Self.select)
            WHERE j.sequence IN (\(Query.joined(branches, separator: " UNION ALL ")))
            ORDER BY j.at DESC, j.sequence DESC LIMIT \(limit + 1)
            """
        ).map(JournalRow.init)
        let rows = Array(found.prefix(limit))
        return (rows, found.count > limit ? rows.last?.cursor : nil)
    }

    private func newest(_ word: String?, _ filter: JournalFilter, before cursor: JournalCursor?, limit: Int) -> Query {
        var conditions: [Query] = []
        if let person = filter.person { conditions.append("person_id = \(person)") }
        if let app = filter.app { conditions.append("app_id = \(app)") }
        if let word { conditions.append("word = \(word)") }
        if let from = filter.from { conditions.append("at >= \(from)") }
        var end = cursor ?? JournalCursor(at: Instant(milliseconds: .max), sequence: 0)
        if let until = filter.until, until <= end.at { end = JournalCursor(at: until, sequence: 0) }
        conditions.append("(at, sequence) < (\(end.at), \(end.sequence))")
        let table: Query = filter.person == nil ? "journal" : "journal_person"
        return """
            SELECT sequence FROM (SELECT sequence FROM \(table) WHERE \(Query.joined(conditions, separator: " AND "))
                ORDER BY at DESC, sequence DESC LIMIT \(limit)) AS newest
            """
    }

    package func entry(_ sequence: Int64) throws -> JournalRow? {
        try db.first("\(Self.select) WHERE j.sequence = \(sequence)").map(JournalRow.init)
    }

    /// The hash of the entry before; that of the chain's beginning for the first. Nil where it is missing.
    package func hash(before sequence: Int64) throws -> String? {
        if sequence <= 1 { return JournalEntry.genesis }
        return try db.first("SELECT hash FROM journal WHERE sequence = \(sequence - 1)")?.text("hash")
    }
}

/// The names that entries are read with, as they are now.
package struct JournalNames: Sendable {
    struct Somebody: Sendable {
        let login: String
        let name: String
        let picture: String?
    }

    private let people: [ID<Person>: Somebody]

    /// One question for all of them.
    init(_ db: any Reading, of rows: [JournalRow], besides: [ID<Person>] = []) throws {
        let ids = Set(rows.flatMap { ($0.event?.people ?? []) + [$0.entry.actor].compactMap(\.self) } + besides)
        var people: [ID<Person>: Somebody] = [:]
        for row in try db.rows(
            "SELECT id, login, name, picture FROM person WHERE \(Query.isIn("id", ids.map(\.rawValue).sorted()))"
        ) {
            people[try row.id("id")] = Somebody(
                login: try row.text("login"),
                name: try row.text("name"),
                picture: try row.optionalText("picture")
            )
        }
        self.people = people
    }

    init(_ people: [ID<Person>: Somebody]) { self.people = people }

    subscript(_ person: ID<Person>) -> Somebody? { people[person] }

    func name(_ person: ID<Person>, _ language: Language) -> String {
        people[person]?.name ?? Words("已注销的人", "somebody who is gone")[language]
    }
}
