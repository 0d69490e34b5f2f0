package import Domain
package import Storage

/// Which messages are shown.
enum InboxFilter: String, CaseIterable, Sendable {
    case all, unread, important, archived

    var words: Words {
        switch self {
        case .all: Words("全部", "All")
        case .unread: Words("未读", "Unread")
        case .important: Words("重要", "Important")
        case .archived: Words("归档", "Archive")
        }
    }

    /// Where the next page begins. What is unread goes by the entry that made it so: that is what "read up to here" goes by.
    func cursor(after row: MessageRow) -> MessageCursor {
        self == .unread ? MessageCursor(at: row.at, sequence: row.lastSequence) : row.cursor
    }

    /// Literal, since each has an index of its own that holds for exactly these words.
    fileprivate var condition: Query {
        switch self {
        case .all: "archived_at IS NULL"
        case .unread: "read_at IS NULL"
        case .important: "is_urgent = 1 AND archived_at IS NULL"
        case .archived: "archived_at IS NOT NULL"
        }
    }
}

/// Where a page of messages ends: the next one begins after it. By time first, since entries of another past are written
/// later; the sequence tells apart what happened at once.
struct MessageCursor: Sendable, Equatable {
    let at: Instant
    let sequence: Int64

    static let newest = MessageCursor(at: Instant(milliseconds: .max), sequence: .max)

    init(at: Instant, sequence: Int64) { (self.at, self.sequence) = (at, sequence) }

    /// `1768874400000-42`; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let at = parts[0], let sequence = parts[1] else { return nil }
        self.init(at: Instant(milliseconds: at), sequence: sequence)
    }

    var text: String { "\(at.milliseconds)-\(sequence)" }
}

/// What is asked about a person's messages.
package struct MessageQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// How many are unread in each category; the same few rows for any inbox.
    package func unread(of person: ID<Person>) throws -> [MessageCategory: Int] {
        var counts: [MessageCategory: Int] = [:]
        for row in try db.rows("SELECT category, unread FROM message_count WHERE person_id = \(person)") {
            counts[try row.word("category")] = try row.int("unread")
        }
        return counts
    }

    /// How many are unread altogether: a column of another question.
    static func unreadTotal(of person: Query) -> Query {
        """
        (SELECT CAST(coalesce(sum(c.unread), 0) AS BIGINT) FROM message_count c WHERE c.person_id = \(person))
        """
    }

    /// Up to where a person's messages are made: what they have been shown when they say "all".
    func position() throws -> Int64 { try JournalQueries(db).position(of: MessageProjection.stored) }

    /// Whether anybody ever asked them to answer: the category is not shown to others.
    func hasAnswers(of person: ID<Person>) throws -> Bool {
        try db.first(
            """
            SELECT 1 AS one FROM message
            WHERE person_id = \(person) AND category = \(MessageCategory.answer) AND archived_at IS NULL LIMIT 1
            """
        ) != nil
    }

    /// A page of the inbox, newest first. Limited by an index before anything is joined to it.
    func page(
        of person: ID<Person>,
        _ filter: InboxFilter,
        in category: MessageCategory? = nil,
        after cursor: MessageCursor = .newest,
        limit: Int
    ) throws -> [MessageRow] {
        if filter == .unread { return try unreadPage(of: person, in: category, after: cursor, limit: limit) }
        let only: Query = category.map { "AND category = \($0)" } ?? .empty
        return try rows(
            """
            SELECT * FROM message WHERE person_id = \(person) AND \(filter.condition) \(only)
                AND (at, sequence) < (\(cursor.at), \(cursor.sequence))
            ORDER BY at DESC, sequence DESC LIMIT \(limit)
            """
        )
    }

    /// Behind the line of each category: what somebody has read altogether is not gone through.
    private func unreadPage(
        of person: ID<Person>,
        in category: MessageCategory?,
        after cursor: MessageCursor,
        limit: Int
    ) throws -> [MessageRow] {
        let shelves = (category.map { [$0] } ?? MessageCategory.allCases).map { category -> Query in
            """
            SELECT * FROM (SELECT * FROM message WHERE person_id = \(person) AND category = \(category)
                AND read_at IS NULL AND last_sequence < \(cursor.sequence)
                AND last_sequence > coalesce((SELECT c.read_through FROM message_count c
                    WHERE c.person_id = \(person) AND c.category = \(category)), 0)
                ORDER BY last_sequence DESC LIMIT \(limit)) AS shelf
            """
        }
        let all = Query.joined(shelves, separator: " UNION ALL ")
        return try rows(
            "SELECT * FROM (\(all)) AS shelves ORDER BY last_sequence DESC LIMIT \(limit)",
            by: "m.last_sequence DESC"
        )
    }

    func message(_ sequence: Int64, of person: ID<Person>) throws -> MessageRow? {
        try rows("SELECT * FROM message WHERE person_id = \(person) AND sequence = \(sequence)").first
    }

    func exists(_ sequence: Int64, of person: ID<Person>) throws -> Bool {
        try db.first("SELECT 1 AS one FROM message WHERE person_id = \(person) AND sequence = \(sequence)") != nil
    }

    /// The newest of some kinds, a few of each.
    func newest(of person: ID<Person>, _ kinds: [MessageKind], inEach limit: Int) throws -> [MessageRow] {
        let newest = kinds.map { kind -> Query in
            """
            SELECT * FROM (SELECT * FROM message WHERE person_id = \(person) AND kind = \(kind)
                ORDER BY at DESC, sequence DESC LIMIT \(limit)) AS newest
            """
        }
        return try rows(Query.joined(newest, separator: " UNION ALL "))
    }

    /// Messages with what stands around them now: the mini program, what the person is in it, the version.
    func rows(_ messages: Query, by order: Query = "m.at DESC, m.sequence DESC") throws -> [MessageRow] {
        try db.rows(
            """
            SELECT m.*, coalesce(c.read_through, 0) AS read_through, a.name AS app_name, a.logo, a.closed_at, b.role, v.status, x.code, x.version_id,
                n.title_zh, n.title_en, n.link_path, n.link_zh, n.link_en, n.state AS notice_state
            FROM (\(messages)) m
                LEFT JOIN message_count c ON c.person_id = m.person_id AND c.category = m.category
                LEFT JOIN mini_program a ON a.id = m.app_id
                LEFT JOIN member b ON b.app_id = m.app_id AND b.person_id = m.person_id AND b.state = 'VALID'
                LEFT JOIN version v ON v.app_id = m.app_id AND v.number_key = m.number_key
                LEFT JOIN experience x ON x.app_id = m.app_id
                LEFT JOIN notice n ON n.id = m.notice
            ORDER BY \(order)
            """
        ).map(MessageRow.init)
    }

    /// The names of those whom sentences name.
    func names(in rows: [MessageRow]) throws -> [ID<Person>: String] {
        let people = Set(rows.compactMap(\.who))
        let found = try db.rows(
            "SELECT id, name FROM person WHERE \(Query.isIn("id", people.map(\.rawValue).sorted()))"
        )
        return Dictionary(uniqueKeysWithValues: try found.map { (try $0.id("id"), try $0.text("name")) })
    }
}
