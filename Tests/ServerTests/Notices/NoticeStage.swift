import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// An operator, a few people, and what is asked about notices in tests.
struct NoticeStage: Sendable {
    let site: Site
    let official: SiteClient

    init(_ site: Site) async throws {
        self.site = site
        official = try await site.as("guan", name: "官小宁", duties: [.official])
    }

    var caller: Caller { Caller(person: official.person, duties: [.official], scopes: nil) }

    static func draft(_ change: (inout NoticeDraft) -> Void = { _ in }) -> NoticeDraft {
        var draft = NoticeDraft()
        (draft.titleZh, draft.bodyZh, draft.audience) = ("新规则", "从**下月**起。", "everybody")
        change(&draft)
        return draft
    }

    /// Written and published now, not yet begun.
    func publish(_ change: (inout NoticeDraft) -> Void = { _ in }) async throws -> ID<Notice> {
        let id = try await SaveNotice(platform: site.platform)(Self.draft(change), by: caller)
        try await PublishNotice(platform: site.platform)(id, by: caller)
        return id
    }

    func tick() async throws { try await NoticeClock(platform: site.platform).tick() }

    func row(_ id: ID<Notice>) async throws -> NoticeRow {
        try #require(try await site.platform.engine.read { try NoticeQueries($0).notice(id) })
    }

    /// Who has it, by login, in order; a login twice would be a message twice.
    func holders(_ id: ID<Notice>) async throws -> [String] {
        try await site.platform.engine.rows(
            """
            SELECT p.login FROM message m JOIN person p ON p.id = m.person_id WHERE m.notice = \(id) ORDER BY p.login
            """
        ).map { try $0.text("login") }
    }

    /// What the badges say and what is unread, which are the same at any moment.
    func unread() async throws -> Int {
        let counted = try await site.platform.engine.rows(
            "SELECT person_id, unread FROM message_count WHERE unread <> 0"
        )
        let kept = try Dictionary(grouping: counted) { try $0.text("person_id") }
            .mapValues { try $0.reduce(0) { try $0 + $1.int("unread") } }
        let found = try await site.platform.engine.rows(
            """
            SELECT m.person_id, count(*) AS unread
            FROM message m JOIN message_count c ON c.person_id = m.person_id AND c.category = m.category
            WHERE m.read_at IS NULL AND m.last_sequence > c.read_through GROUP BY m.person_id
            """
        )
        let real = try Dictionary(uniqueKeysWithValues: found.map { (try $0.text("person_id"), try $0.int("unread")) })
        #expect(kept == real)
        return real.values.reduce(0, +)
    }

    /// Many people at once, without passwords: `p000` and on.
    func crowd(_ count: Int) async throws {
        let now = site.world.now
        let ids = (0..<count).map { _ in site.world.world.id() }
        try await site.platform.engine.write { db in
            for (index, id) in ids.enumerated() {
                let login = "p\(1000 + index)"
                try db.execute(
                    """
                    INSERT INTO person (id, login, login_key, name, password, created_at)
                    VALUES (\(id), \(login), \(login), \(login), '', \(now))
                    """
                )
            }
        }
    }
}
