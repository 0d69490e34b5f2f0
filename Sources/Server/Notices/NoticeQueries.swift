import Domain
import Storage

/// What is asked about notices.
struct NoticeQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// A page of the list, newest first.
    func page(after cursor: NoticeCursor = .newest, limit: Int) throws -> [NoticeRow] {
        try rows(
            """
            SELECT * FROM notice WHERE (made_at, id) < (\(cursor.madeAt), \(cursor.id))
            ORDER BY made_at DESC, id DESC LIMIT \(limit)
            """
        )
    }

    func notice(_ id: ID<Notice>) throws -> NoticeRow? { try rows("SELECT * FROM notice WHERE id = \(id)").first }

    private func rows(_ notices: Query) throws -> [NoticeRow] {
        let found = try db.rows(
            """
            SELECT \(NoticeRow.columns)
            FROM (\(notices)) n
                JOIN person m ON m.id = n.made_by
                LEFT JOIN person p ON p.id = n.published_by
                LEFT JOIN person w ON w.id = n.withdrawn_by
            ORDER BY n.made_at DESC, n.id DESC
            """
        )
        let apps = try apps(of: try found.map { try $0.text("id") })
        return try found.map { try NoticeRow($0, apps: apps[try $0.text("id")] ?? []) }
    }

    private func apps(of notices: [String]) throws -> [String: [(id: ID<MiniProgram>, name: String)]] {
        let rows = try db.rows(
            """
            SELECT n.notice_id, a.id, a.name FROM notice_app n JOIN mini_program a ON a.id = n.app_id
            WHERE \(Query.isIn("n.notice_id", notices)) ORDER BY n.notice_id, a.id
            """
        )
        var apps: [String: [(id: ID<MiniProgram>, name: String)]] = [:]
        for row in rows {
            apps[try row.text("notice_id"), default: []].append((try row.id("id"), try row.text("name")))
        }
        return apps
    }

    /// Those of these mini programs that are there and open.
    func open(_ apps: [ID<MiniProgram>]) throws -> Set<ID<MiniProgram>> {
        Set(
            try db.rows(
                """
                SELECT id FROM mini_program
                WHERE \(Query.isIn("id", apps.map(\.rawValue))) AND closed_at IS NULL
                """
            ).map { try $0.id("id") }
        )
    }

    /// What a recipient reads; nil when there is none.
    func content(_ id: ID<Notice>) throws -> NoticeContent? { try notice(id)?.content }
}

/// What operators write.
struct NoticeWrites {
    let db: any Writing

    func add(_ id: ID<Notice>, _ content: NoticeContent, by person: ID<Person>, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO notice (id, state, revision, title_zh, title_en, body_zh, body_en, is_urgent, link_path, link_zh,
                link_en, audience, made_by, made_at, changed_at)
            VALUES (\(id), \(NoticeState.draft), 1, \(content.title.zh), \(content.title.en), \(content.body.zh),
                \(content.body.en), \(content.isUrgent), \(content.link?.path), \(content.link?.words.zh),
                \(content.link?.words.en), \(content.audience.kind), \(person), \(now), \(now))
            """
        )
        try set(content.audience.apps, of: id)
    }

    /// False when it may not be changed any more, or somebody changed it since `seen`.
    func change(_ id: ID<Notice>, _ content: NoticeContent, seen: Int64?, at now: Instant) throws -> Bool {
        let unchanged: Query = seen.map { "AND revision = \($0)" } ?? .empty
        let count = try db.execute(
            """
            UPDATE notice SET revision = revision + 1, title_zh = \(content.title.zh), title_en = \(content.title.en),
                body_zh = \(content.body.zh), body_en = \(content.body.en), is_urgent = \(content.isUrgent),
                link_path = \(content.link?.path), link_zh = \(content.link?.words.zh),
                link_en = \(content.link?.words.en), audience = \(content.audience.kind), changed_at = \(now)
            WHERE id = \(id) AND \(Self.may(.change)) \(unchanged)
            """
        )
        guard count == 1 else { return false }
        try db.execute("DELETE FROM notice_app WHERE notice_id = \(id)")
        try set(content.audience.apps, of: id)
        return true
    }

    private func set(_ apps: [ID<MiniProgram>], of id: ID<Notice>) throws {
        for app in apps { try db.execute("INSERT INTO notice_app (notice_id, app_id) VALUES (\(id), \(app))") }
    }

    /// False where the state does not allow it.
    func schedule(_ id: ID<Notice>, at due: Instant, by person: ID<Person>) throws -> Bool {
        try db.execute(
            """
            UPDATE notice SET state = \(NoticeState.scheduled), due_at = \(due), published_by = \(person)
            WHERE id = \(id) AND \(Self.may(.schedule))
            """
        ) == 1
    }

    func unschedule(_ id: ID<Notice>) throws -> Bool {
        try db.execute(
            """
            UPDATE notice SET state = \(NoticeState.draft), due_at = NULL, published_by = NULL
            WHERE id = \(id) AND \(Self.may(.unschedule))
            """
        ) == 1
    }

    func withdraw(_ id: ID<Notice>, by person: ID<Person>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE notice SET state = \(NoticeState.withdrawing), withdrawn_by = \(person), withdrawn_at = \(now)
            WHERE id = \(id) AND \(Self.may(.withdraw))
            """
        ) == 1
    }

    /// False when it is no draft.
    func remove(_ id: ID<Notice>) throws -> Bool {
        guard
            try db.rows("SELECT id FROM notice WHERE id = \(id) AND state = 'DRAFT'\(db.dialect.lockingRows)").count
                == 1
        else { return false }
        try db.execute("DELETE FROM notice_app WHERE notice_id = \(id)")
        try db.execute("DELETE FROM notice WHERE id = \(id)")
        return true
    }

    /// Whether the state allows an event, by the table of states.
    static func may(_ event: NoticeEvent) -> Query {
        Query.isIn("state", NoticeState.before(event).map(\.rawValue))
    }
}
