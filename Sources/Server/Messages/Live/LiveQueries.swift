import Domain
import Storage

/// What open pages are told of, asked for all of them at once.
struct LiveQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// A message as it reached its recipient.
    struct Mail: Sendable {
        let person: ID<Person>
        let sequence: Int64
        let lastSequence: Int64
        let at: Instant
        let category: MessageCategory
        let isUrgent: Bool
        let who: String?
        let count: Int
        let event: JournalEvent
        /// Of a product notice.
        let title: NoticeContent.Text?

        /// - Parameter position: up to where the page is told now. A notice is carried about long after its entry.
        func live(in language: Language, at position: Int64) -> LiveMessage {
            LiveMessage(
                id: "\(sequence)",
                title: title?[language] ?? event.messageTitle(who: who, count: count)[language],
                category: category.rawValue,
                path: Paths.message(sequence),
                isUrgent: isUrgent,
                at: at.rfc3339,
                sequence: title == nil ? lastSequence : max(lastSequence, position)
            )
        }
    }

    /// What has come since an entry of the journal.
    struct News: Sendable {
        /// Up to where the inboxes are made.
        let position: Int64
        /// Whether there is more than was read.
        let hasMore: Bool
        let mail: [Mail]
        /// Product notices on their way now that those whose counts changed have by now.
        let notices: [Mail]
        let unread: [ID<Person>: [MessageCategory: Int]]
        /// Somebody was shut out or signed out everywhere.
        let endsSessions: Bool
    }

    /// What a page that connects missed.
    struct Snapshot: Sendable {
        let position: Int64
        let unread: [MessageCategory: Int]
        let missed: [Mail]
        /// Product notices that may have come since.
        let notices: [Mail]
        /// More than is told one by one.
        let isTooMuch: Bool
    }

    /// Messages of a replay; and the entries of the journal that it may reach back.
    static let mostReplayed = 50
    static let mostEntries: Int64 = 1000
    private static let batch = 500

    /// What came after `from` for those who are there, and the counts and notices of those and of `besides`.
    func news(after from: Int64, for online: Set<ID<Person>>, besides: Set<ID<Person>>, at now: Instant) throws -> News
    {
        let made = try MessageQueries(db).position()
        let entries = try JournalQueries(db).entries(after: from, limit: Self.batch).filter { $0.sequence <= made }
        var concerned: Set<ID<Person>> = []
        var endsSessions = false
        for entry in entries {
            let payload = try entry.decoded()
            concerned.formUnion(payload.recipients)
            switch payload.event {
            case .personDisabled, .passwordChanged, .personSignedOut, .factorAdded: endsSessions = true
            default: break
            }
        }
        concerned.formIntersection(online)
        let position = entries.last?.sequence ?? max(from, made)
        var mail: [Mail] = []
        if let begin = entries.map(\.at).min(), !concerned.isEmpty {
            mail = try self.mail(for: concerned, since: begin, after: from, through: position, limit: nil)
        }
        let told = besides.intersection(online)
        return News(
            position: position,
            hasMore: entries.count == Self.batch,
            mail: mail,
            notices: try LiveNoticeQueries(db).mail(for: told, since: LiveNoticeQueries.fresh(now)),
            unread: try unread(of: concerned.union(told)),
            endsSessions: endsSessions
        )
    }

    /// What somebody missed since an entry; nothing where they say no entry.
    func snapshot(of person: ID<Person>, after seen: Int64?, at now: Instant) throws -> Snapshot {
        let position = try MessageQueries(db).position()
        let unread = try unread(of: [person])[person] ?? [:]
        let moment = try seen.flatMap {
            try db.first("SELECT at FROM journal WHERE sequence = \($0)")?.instant("at")
        }
        let fresh = LiveNoticeQueries.fresh(now)
        let notices = try LiveNoticeQueries(db).mail(for: [person], since: moment.map { min($0, fresh) } ?? fresh)
        func snapshot(_ missed: [Mail], isTooMuch: Bool = false) -> Snapshot {
            Snapshot(position: position, unread: unread, missed: missed, notices: notices, isTooMuch: isTooMuch)
        }
        guard let seen, seen >= 0, seen < position else { return snapshot([]) }
        guard position - seen <= Self.mostEntries else { return snapshot([], isTooMuch: true) }
        let begin = try db.first(
            "SELECT min(at) AS begin FROM journal WHERE sequence > \(seen) AND sequence <= \(position)"
        )?.optionalInstant("begin")
        guard let begin else { return snapshot([]) }
        let missed = try mail(
            for: [person],
            since: begin,
            after: seen,
            through: position,
            limit: Self.mostReplayed + 1
        )
        return missed.count > Self.mostReplayed ? snapshot([], isTooMuch: true) : snapshot(missed)
    }

    /// Those of the sessions that are still somebody's, asked for all connections at once.
    func alive(_ sessions: Set<ID<Session>>, at now: Instant) throws -> Set<ID<Session>> {
        Set(
            try db.rows(
                """
                SELECT s.id FROM session s JOIN person p ON p.id = s.person_id
                WHERE \(Query.isIn("s.id", sessions.map(\.rawValue).sorted())) AND s.expires_at > \(now)
                    AND p.disabled_at IS NULL
                """
            ).map { try $0.id("id") }
        )
    }

    /// How many are unread of each; nothing for whom nothing ever came.
    func unread(of people: Set<ID<Person>>) throws -> [ID<Person>: [MessageCategory: Int]] {
        var unread = Dictionary(uniqueKeysWithValues: people.map { ($0, [MessageCategory: Int]()) })
        guard !people.isEmpty else { return unread }
        let rows = try db.rows(
            """
            SELECT person_id, category, unread FROM message_count
            WHERE \(Query.isIn("person_id", people.map(\.rawValue).sorted()))
            """
        )
        for row in rows {
            unread[try row.id("person_id"), default: [:]][try row.word("category")] = try row.int("unread")
        }
        return unread
    }

    /// By the index of the inbox: a message's time is that of its newest entry, and no entry of these is older than `since`.
    private func mail(
        for people: Set<ID<Person>>,
        since begin: Instant,
        after: Int64,
        through: Int64,
        limit: Int?
    ) throws -> [Mail] {
        let most: Query = limit.map { "LIMIT \($0)" } ?? .empty
        return try db.rows(
            """
            SELECT m.person_id, m.sequence, m.last_sequence, m.at, m.category, m.is_urgent, m.count, m.payload, p.name
            FROM message m LEFT JOIN person p ON p.id = m.who
            WHERE \(Query.isIn("m.person_id", people.map(\.rawValue).sorted())) AND m.archived_at IS NULL
                AND m.notice IS NULL AND m.at >= \(begin) AND m.last_sequence > \(after) AND m.last_sequence <= \(through)
            ORDER BY m.last_sequence \(most)
            """
        ).map { try Mail($0, who: $0.optionalText("name"), title: nil) }
    }
}

extension LiveQueries.Mail {
    init(_ row: Row, who: String?, title: NoticeContent.Text?) throws {
        person = try row.id("person_id")
        sequence = try row.int64("sequence")
        lastSequence = try row.int64("last_sequence")
        at = try row.instant("at")
        category = try row.word("category")
        isUrgent = try row.bool("is_urgent")
        count = try row.int("count")
        event = try JournalPayload(stored: row.text("payload")).event
        (self.who, self.title) = (who, title)
    }
}
