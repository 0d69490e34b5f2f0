import Domain
import Storage

/// A sentence that reviewers keep for rejections that come again.
struct ReplyTemplateRow: Sendable {
    let id: ID<ReplyTemplate>
    let type: RejectionType
    let memo: String
    let savedBy: String
    let savedAt: Instant
}

struct ReplyTemplateQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// All of them, by type and then by age: at most `SaveReplyTemplate.most`.
    func all() throws -> [ReplyTemplateRow] {
        try db.rows(
            """
            SELECT t.id, t.type, t.memo, t.saved_at, p.name
            FROM reply_template t JOIN person p ON p.id = t.saved_by
            WHERE \(Query.isIn("t.type", RejectionType.allCases.map(\.rawValue)))
            ORDER BY t.type, t.saved_at, t.id LIMIT \(SaveReplyTemplate.most)
            """
        ).map(Self.template)
    }

    func template(_ id: ID<ReplyTemplate>) throws -> ReplyTemplateRow? {
        try db.first(
            """
            SELECT t.id, t.type, t.memo, t.saved_at, p.name
            FROM reply_template t JOIN person p ON p.id = t.saved_by WHERE t.id = \(id)
            """
        ).map(Self.template)
    }

    func count() throws -> Int {
        try db.first(
            """
            SELECT count(*) AS n FROM reply_template
            WHERE \(Query.isIn("type", RejectionType.allCases.map(\.rawValue)))
            """
        )?.int("n") ?? 0
    }

    private static func template(_ row: Row) throws -> ReplyTemplateRow {
        ReplyTemplateRow(
            id: try row.id("id"),
            type: try row.word("type"),
            memo: try row.text("memo"),
            savedBy: try row.text("name"),
            savedAt: try row.instant("saved_at")
        )
    }
}

struct ReplyTemplateWrites {
    let db: any Writing

    func add(_ id: ID<ReplyTemplate>, _ type: RejectionType, _ memo: String, by person: ID<Person>, at now: Instant)
        throws
    {
        try db.execute(
            """
            INSERT INTO reply_template (id, type, memo, saved_by, saved_at)
            VALUES (\(id), \(type), \(memo), \(person), \(now))
            """
        )
    }

    /// False when it is gone.
    func change(_ id: ID<ReplyTemplate>, _ type: RejectionType, _ memo: String, by person: ID<Person>, at now: Instant)
        throws -> Bool
    {
        try db.execute(
            """
            UPDATE reply_template SET type = \(type), memo = \(memo), saved_by = \(person), saved_at = \(now)
            WHERE id = \(id)
            """
        ) == 1
    }

    /// False when it is gone.
    func remove(_ id: ID<ReplyTemplate>) throws -> Bool {
        try db.execute("DELETE FROM reply_template WHERE id = \(id)") == 1
    }
}
