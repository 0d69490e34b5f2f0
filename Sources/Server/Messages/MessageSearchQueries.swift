import Domain
import Storage

/// Finds messages by words: mini programs and people in them by their names, version numbers, titles of product notices, and
/// the words of the messages themselves. Each word is turned into values first, and these are asked by indexed columns.
struct MessageSearchQueries {
    let db: any Reading
    let person: ID<Person>
    /// Messages of the rarest word that are compared with the other words, for one page.
    var mostCompared = 2000

    /// More words than that are left out.
    static let mostTerms = 4
    /// Values of one column that a word may stand for.
    private static let mostValues = 40
    /// Distinct names that are looked through.
    private static let mostNames = 2000

    /// A page, and where the next one begins; nil at the end.
    func page(_ text: String, after cursor: MessageCursor, limit: Int) throws -> (
        rows: [MessageRow], next: MessageCursor?
    ) {
        let terms = try Self.terms(text).map(values)
        guard !terms.isEmpty, !terms.contains(where: \.isEmpty) else { return ([], nil) }
        // One word is read in its order; of several, the rarest leads and the others are compared.
        let isSingle = terms.count == 1
        let bound = isSingle ? limit + 1 : mostCompared
        let counted = try isSingle ? [0] : terms.map { try count($0, after: cursor, most: bound) }
        let leader = counted.indices.min { counted[$0] < counted[$1] } ?? 0
        let others = terms.indices.filter { $0 != leader }.map { "AND \(terms[$0].condition)" as Query }
        let rows = try MessageQueries(db).rows(
            """
            SELECT n.* FROM message n
            WHERE n.person_id = \(person) AND n.sequence IN (
                SELECT sequence FROM (\(candidates(terms[leader], after: cursor, most: bound))) AS found)
            \(Query.joined(others, separator: " "))
            ORDER BY n.at DESC, n.sequence DESC LIMIT \(limit + 1)
            """
        )
        if rows.count > limit { return (Array(rows.prefix(limit)), rows[limit - 1].cursor) }
        guard !isSingle, counted[leader] == bound else { return (rows, nil) }
        return (rows, try end(of: terms[leader], after: cursor, most: bound))
    }

    /// The words of a search, each once.
    static func terms(_ text: String) -> [String] {
        var terms: [String] = []
        for part in PlainText.line(text).split(whereSeparator: { " ,，、".contains($0) }) {
            let term = part.lowercased()
            if !terms.contains(term) { terms.append(term) }
        }
        return Array(terms.prefix(mostTerms))
    }

    /// What one word can stand for.
    private struct Values {
        var columns: [(column: Query, values: [String])]

        var isEmpty: Bool { columns.allSatisfy(\.values.isEmpty) }
        /// As a condition on a message `n`.
        var condition: Query {
            let parts = columns.filter { !$0.values.isEmpty }.map { Query.isIn("n.\($0.column)", $0.values) }
            return "(\(Query.joined(parts, separator: " OR ")))"
        }
    }

    private func values(of term: String) throws -> Values {
        func has(_ words: Words) -> Bool {
            words.zh.lowercased().contains(term) || words.en.lowercased().contains(term)
        }
        let apps = try named(term, in: "app_id", "SELECT id, name FROM mini_program")
        let people = try named(term, in: "who", "SELECT id, name FROM person")
        return Values(columns: [
            ("kind", MessageKind.allCases.filter { has($0.words) }.map(\.rawValue)),
            ("detail", MessageDetail.all.filter { has($0.words) }.map(\.stored)),
            ("app_id", apps), ("who", people), ("number_key", try numbers(term)), ("notice", try notices(term)),
        ])
    }

    /// Product notices in the inbox with a title like this, in either language.
    private func notices(_ term: String) throws -> [String] {
        let pattern = SwitcherQueries.pattern(finding: term)
        return try db.rows(
            #"""
            SELECT n.id FROM (SELECT id, sequence, title_zh, title_en FROM notice WHERE sequence IS NOT NULL
                    ORDER BY sequence DESC LIMIT \#(Self.mostNames)) AS n
                JOIN message mine ON mine.person_id = \#(person) AND mine.sequence = n.sequence
            WHERE lower(n.title_zh) LIKE \#(pattern) ESCAPE '\' OR lower(n.title_en) LIKE \#(pattern) ESCAPE '\'
            ORDER BY n.sequence DESC LIMIT \#(Self.mostValues)
            """#
        ).map { try $0.text("id") }
    }

    /// What is named so, of all that the person's messages name.
    private func named(_ term: String, in column: Query, _ table: Query) throws -> [String] {
        let pattern = SwitcherQueries.pattern(finding: term)
        return try db.rows(
            #"""
            \#(distinct(column))
            SELECT t.id FROM (SELECT value FROM each_value WHERE value IS NOT NULL LIMIT \#(Self.mostNames)) AS e
                JOIN (\#(table)) t ON t.id = e.value
            WHERE lower(t.name) LIKE \#(pattern) ESCAPE '\' LIMIT \#(Self.mostValues)
            """#
        ).map { try $0.text("id") }
    }

    /// The keys of versions whose number is this, or begins with it.
    private func numbers(_ term: String) throws -> [String] {
        let parts = term.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return [] }
        let all = try db.rows(
            """
            \(distinct("number_key"))
            SELECT value FROM each_value WHERE value IS NOT NULL LIMIT \(Self.mostNames)
            """
        ).map { try $0.text("value") }
        return Array(all.filter { Self.number(ofKey: $0).hasPrefix(term) }.prefix(Self.mostValues))
    }

    /// `3.9.0` of the key by which the database orders it.
    private static func number(ofKey key: String) -> String {
        key.split(separator: ".").map { Int($0).map(String.init) ?? "" }.joined(separator: ".")
    }

    /// `WITH` all values of a column in the person's messages, one step of the index each.
    private func distinct(_ column: Query) -> Query {
        """
        WITH RECURSIVE each_value (value) AS (
            SELECT min(\(column)) FROM message WHERE person_id = \(person) AND \(column) IS NOT NULL
            UNION ALL
            SELECT (SELECT min(\(column)) FROM message WHERE person_id = \(person) AND \(column) > each_value.value)
            FROM each_value WHERE each_value.value IS NOT NULL)
        """
    }

    /// The newest messages that a word finds, value by value in the order of its index.
    private func candidates(_ term: Values, after cursor: MessageCursor, most: Int) -> Query {
        let parts = term.columns.flatMap { column, values in
            values.map { value -> Query in
                """
                SELECT at, sequence FROM (SELECT at, sequence FROM message
                    WHERE person_id = \(person) AND \(column) = \(value)
                        AND (at, sequence) < (\(cursor.at), \(cursor.sequence))
                    ORDER BY at DESC, sequence DESC LIMIT \(most)) AS one
                """
            }
        }
        return """
            SELECT at, sequence FROM (\(Query.joined(parts, separator: " UNION "))) AS every
            ORDER BY at DESC, sequence DESC LIMIT \(most)
            """
    }

    private func count(_ term: Values, after cursor: MessageCursor, most: Int) throws -> Int {
        try db.first("SELECT count(*) AS found FROM (\(candidates(term, after: cursor, most: most))) AS c")?
            .int("found") ?? 0
    }

    /// The last message that was compared.
    private func end(of term: Values, after cursor: MessageCursor, most: Int) throws -> MessageCursor? {
        let row = try db.first(
            """
            SELECT at, sequence FROM (\(candidates(term, after: cursor, most: most))) AS c ORDER BY at, sequence LIMIT 1
            """
        )
        return try row.map { MessageCursor(at: try $0.instant("at"), sequence: try $0.int64("sequence")) }
    }
}
