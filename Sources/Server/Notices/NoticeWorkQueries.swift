import Domain
import Storage

/// A notice that somebody delivers or takes back, as far as it has come.
struct NoticeJob: Sendable {
    let id: ID<Notice>
    let state: NoticeState
    let audience: NoticeAudience.Kind
    let isUrgent: Bool
    let begunAt: Instant
    let sequence: Int64
    /// The last person whom it reached, by id; empty before the first.
    let place: String
    let total: Int?
    let delivered: Int

    init(_ row: Row) throws {
        id = try row.id("id")
        state = try row.word("state")
        audience = try row.word("audience")
        isUrgent = try row.bool("is_urgent")
        begunAt = try row.instant("begun_at")
        sequence = try row.int64("sequence")
        place = try row.text("place")
        total = try row.optionalInt("total")
        delivered = try row.int("delivered")
    }
}

/// What the one who delivers asks: everything by readers, so that the writer stays free.
struct NoticeWorkQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Scheduled ones whose time has come, and whoever published them.
    func due(at now: Instant, limit: Int) throws -> [(id: ID<Notice>, publisher: ID<Person>)] {
        try db.rows(
            """
            SELECT id, published_by FROM notice WHERE state = 'SCHEDULED' AND due_at <= \(now)
            ORDER BY due_at, id LIMIT \(limit)
            """
        ).map { (try $0.id("id"), try $0.id("published_by")) }
    }

    /// Those that are to be delivered or taken back and that nobody holds.
    func free(for holder: String, at now: Instant, limit: Int) throws -> [ID<Notice>] {
        try db.rows(
            """
            SELECT id FROM notice WHERE state IN ('DELIVERING', 'WITHDRAWING')
                AND (holder IS NULL OR holder = \(holder) OR held_until <= \(now))
            ORDER BY begun_at, id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// Those whose readers were counted longest ago, and not since `before`.
    func uncounted(since before: Instant, begunAfter begin: Instant, limit: Int) throws -> [ID<Notice>] {
        try db.rows(
            """
            SELECT id FROM notice WHERE state IN ('DELIVERING', 'DELIVERED') AND counted_at <= \(before)
                AND begun_at >= \(begin)
            ORDER BY counted_at LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// How many have read it.
    func readers(of id: ID<Notice>) throws -> Int {
        try db.first("SELECT count(read_at) AS readers FROM message WHERE notice = \(id)")?.int("readers") ?? 0
    }

    /// The next people of the audience, by id.
    func recipients(of job: NoticeJob, limit: Int) throws -> [ID<Person>] {
        try db.rows("\(Self.audience(of: job)) ORDER BY p.id LIMIT \(limit)").map { try $0.id("id") }
    }

    /// All that are still to come.
    func count(of job: NoticeJob) throws -> Int {
        try db.first("SELECT count(*) AS people FROM (\(Self.audience(of: job))) AS audience")?.int("people") ?? 0
    }

    /// Those who were it when the delivery began, after the last whom it reached.
    private static func audience(of job: NoticeJob) -> Query {
        let isThere: Query = """
            p.id > \(job.place) AND p.disabled_at IS NULL AND p.created_at <= \(job.begunAt)
            """
        switch job.audience {
        case .everybody: return "SELECT p.id FROM person p WHERE \(isThere)"
        case .owners:
            return """
                SELECT p.id FROM person p WHERE \(isThere) AND EXISTS (SELECT 1 FROM member m
                    WHERE m.person_id = p.id AND m.state = 'VALID' AND m.role = 'owner' AND m.joined_at <= \(job.begunAt))
                """
        case .developers:
            return """
                SELECT p.id FROM person p WHERE \(isThere) AND p.id IN (
                    SELECT m.person_id FROM notice_app a JOIN member m ON m.app_id = a.app_id
                    WHERE a.notice_id = \(job.id) AND m.state = 'VALID' AND m.joined_at <= \(job.begunAt)
                        AND \(Query.isIn("m.role", NoticeAudience.developerRoles.map(\.rawValue))))
                """
        }
    }
}
