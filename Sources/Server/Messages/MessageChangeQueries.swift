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
        if isNew == 1, readAt == nil { try count(entering: message.sequence, of: person, in: message.category) }
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
        try count(
            leaving: group.wasUnread ? group.lastSequence : nil,
            entering: readAt == nil ? message.sequence : nil,
            of: person,
            in: message.category
        )
    }

    /// Moves the count of what is unread: a message leaves it, enters it, or both, each by its last entry. One that was read
    /// with all before it counts for nothing; compared in the statement itself, since the line may move meanwhile.
    private func count(
        leaving: Int64? = nil,
        entering: Int64? = nil,
        of person: ID<Person>,
        in category: MessageCategory
    ) throws {
        func one(_ sequence: Int64?) -> Query {
            sequence.map { "CASE WHEN message_count.read_through < \($0) THEN 1 ELSE 0 END" } ?? "0"
        }
        guard leaving != entering else { return }
        try db.execute(
            """
            INSERT INTO message_count (person_id, category, unread) VALUES (\(person), \(category), \(entering == nil ? 0 : 1))
            ON CONFLICT (person_id, category) DO UPDATE
                SET unread = message_count.unread + \(one(entering)) - \(one(leaving))
            """
        )
    }

    /// Moves the line up to which a person has read a category, and gives how many messages that were: the same few steps for
    /// any number. The messages themselves stay as they are; what came after the line is unread.
    ///
    /// - Parameter through: the newest sequence that the person has been shown.
    func readAll(of person: ID<Person>, in category: MessageCategory, through: Int64) throws -> Int {
        let row = try db.first(
            """
            SELECT unread, read_through FROM message_count
            WHERE person_id = \(person) AND category = \(category)\(db.dialect.lockingRows)
            """
        )
        guard let row, try row.int64("read_through") < through else { return 0 }
        let left = try db.rows(
            """
            UPDATE message_count SET read_through = \(through), unread = (SELECT count(*) FROM message m
                WHERE m.person_id = \(person) AND m.category = \(category) AND m.read_at IS NULL
                    AND m.last_sequence > \(through))
            WHERE person_id = \(person) AND category = \(category) RETURNING unread
            """
        ).first?.int("unread")
        return max(0, try row.int("unread") - (left ?? 0))
    }

    /// Marks up to `limit` product notices one by one, and gives how many there were. One that is still being delivered
    /// carries the number of its beginning, so that no line tells those that are here from those that come.
    func readNotices(of person: ID<Person>, through: Int64, limit: Int, at now: Instant) throws -> Int {
        let marked = try db.rows(
            """
            UPDATE message SET read_at = \(now)
            WHERE person_id = \(person) AND read_at IS NULL AND sequence IN (
                SELECT sequence FROM message
                WHERE person_id = \(person) AND category = \(MessageCategory.product) AND read_at IS NULL
                    AND last_sequence <= \(through)
                ORDER BY last_sequence LIMIT \(limit))
            RETURNING sequence
            """
        )
        guard !marked.isEmpty else { return 0 }
        try db.execute(
            """
            UPDATE message_count SET unread = unread - \(marked.count)
            WHERE person_id = \(person) AND category = \(MessageCategory.product)
            """
        )
        return marked.count
    }

    /// Marks one as read; nothing when it was already.
    func markRead(_ sequence: Int64, of person: ID<Person>, at now: Instant) throws {
        let rows = try db.rows(
            """
            UPDATE message SET read_at = \(now) WHERE person_id = \(person) AND sequence = \(sequence) AND read_at IS NULL
            RETURNING category, last_sequence
            """
        )
        for row in rows { try count(leaving: row.int64("last_sequence"), of: person, in: row.word("category")) }
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
