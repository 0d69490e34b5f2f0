import Domain
import Storage

/// A message as it is added: for many people the same.
struct NewMessage: Sendable {
    /// The journal's, of the entry that it comes from.
    let sequence: Int64
    let at: Instant
    let category: MessageCategory
    let isUrgent: Bool
    let kind: MessageKind
    let app: ID<MiniProgram>?
    let who: ID<Person>?
    let number: VersionNumber?
    let detail: MessageDetail?
    let payload: String
    /// Like messages gather under it; nil for one of its own.
    let groupKey: String?
    var notice: ID<Notice>?
}

/// What is written about messages. Every change of what is unread moves the counts in the same transaction.
struct MessageWrites {
    let db: any Writing

    /// Adds a message, or lets it join its group; the same again changes nothing. Then it is unread and out of the archive,
    /// unless the person had read it so far before the messages were made anew.
    func add(_ message: NewMessage, to person: ID<Person>) throws {
        if let group = try openGroup(for: message, of: person) {
            guard group.lastSequence < message.sequence else { return }
            return try join(message, group, of: person)
        }
        let mark = try mark(of: person, message.sequence)
        let readAt = mark?.readAt(through: message.sequence)
        let isNew = try db.execute(
            """
            INSERT INTO message (person_id, sequence, last_sequence, first_at, at, category, is_urgent, kind, app_id, who,
                number_key, detail, payload, group_key, notice, read_at, archived_at)
            VALUES (\(person), \(message.sequence), \(message.sequence), \(message.at), \(message.at),
                \(message.category), \(message.isUrgent), \(message.kind), \(message.app), \(message.who),
                \(message.number?.sortKey), \(message.detail?.stored), \(message.payload), \(message.groupKey),
                \(message.notice), \(readAt), \(mark?.archivedAt(through: message.sequence)))
            ON CONFLICT (person_id, sequence) DO NOTHING
            """
        )
        if isNew == 1, readAt == nil { try count(1, of: person, in: message.category) }
    }

    private struct Group {
        let sequence: Int64
        let lastSequence: Int64
        let at: Instant
        let wasUnread: Bool
    }

    /// The group that a message belongs to: of the same kind in the same mini program, begun within the hour before.
    private func openGroup(for message: NewMessage, of person: ID<Person>) throws -> Group? {
        guard let key = message.groupKey else { return nil }
        let begin = message.at.adding(seconds: -MessageRule.groupingSeconds)
        let row = try db.first(
            """
            SELECT sequence, last_sequence, at, read_at FROM message
            WHERE person_id = \(person) AND group_key = \(key) AND first_at > \(begin) AND first_at <= \(message.at)
            ORDER BY first_at DESC, sequence DESC LIMIT 1\(db.dialect.lockingRows)
            """
        )
        guard let row else { return nil }
        return Group(
            sequence: try row.int64("sequence"),
            lastSequence: try row.int64("last_sequence"),
            at: try row.instant("at"),
            wasUnread: try row.optionalInstant("read_at") == nil
        )
    }

    private func join(_ message: NewMessage, _ group: Group, of person: ID<Person>) throws {
        let mark = try mark(of: person, group.sequence)
        let readAt = mark?.readAt(through: message.sequence)
        try db.execute(
            """
            UPDATE message SET last_sequence = \(message.sequence), at = \(max(group.at, message.at)), who = \(message.who),
                number_key = \(message.number?.sortKey), detail = \(message.detail?.stored),
                payload = \(message.payload), count = count + 1, read_at = \(readAt),
                archived_at = \(mark?.archivedAt(through: message.sequence))
            WHERE person_id = \(person) AND sequence = \(group.sequence)
            """
        )
        switch (group.wasUnread, readAt == nil) {
        case (false, true): try count(1, of: person, in: message.category)
        case (true, false): try count(-1, of: person, in: message.category)
        case (true, true), (false, false): break
        }
    }

    /// Moves the count of what is unread.
    private func count(_ change: Int, of person: ID<Person>, in category: MessageCategory) throws {
        guard change != 0 else { return }
        try db.execute(
            """
            INSERT INTO message_count (person_id, category, unread) VALUES (\(person), \(category), \(max(0, change)))
            ON CONFLICT (person_id, category) DO UPDATE SET unread = message_count.unread + \(change)
            """
        )
    }

    /// Marks up to `limit` unread messages as read, the oldest first, and gives how many there were.
    ///
    /// - Parameter through: the newest sequence that the person has been shown; what came later stays unread.
    func markAllRead(
        of person: ID<Person>,
        in category: MessageCategory?,
        through: Int64,
        limit: Int,
        at now: Instant
    ) throws -> Int {
        let only: Query = category.map { "AND category = \($0)" } ?? .empty
        let marked = try db.rows(
            """
            UPDATE message SET read_at = \(now)
            WHERE person_id = \(person) AND read_at IS NULL AND sequence IN (
                SELECT sequence FROM message
                WHERE person_id = \(person) AND read_at IS NULL \(only) AND last_sequence <= \(through)
                ORDER BY at, sequence LIMIT \(limit))
            RETURNING category
            """
        )
        let categories: [MessageCategory] = try marked.map { try $0.word("category") }
        for category in MessageCategory.allCases {
            try count(-categories.count { $0 == category }, of: person, in: category)
        }
        return marked.count
    }

    /// Marks one as read; nothing when it was already.
    func markRead(_ sequence: Int64, of person: ID<Person>, at now: Instant) throws {
        let rows = try db.rows(
            """
            UPDATE message SET read_at = \(now) WHERE person_id = \(person) AND sequence = \(sequence) AND read_at IS NULL
            RETURNING category
            """
        )
        for row in rows { try count(-1, of: person, in: row.word("category")) }
    }

    func archive(_ sequence: Int64, of person: ID<Person>, at now: Instant) throws {
        try markRead(sequence, of: person, at: now)
        try db.execute(
            """
            UPDATE message SET archived_at = \(now)
            WHERE person_id = \(person) AND sequence = \(sequence) AND archived_at IS NULL
            """
        )
    }

    func bringBack(_ sequence: Int64, of person: ID<Person>) throws {
        try db.execute(
            "UPDATE message SET archived_at = NULL WHERE person_id = \(person) AND sequence = \(sequence)"
        )
        try db.execute(
            """
            UPDATE message_mark SET archived_through = 0, archived_at = NULL
            WHERE person_id = \(person) AND sequence = \(sequence)
            """
        )
    }
}
