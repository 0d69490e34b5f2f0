import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What somebody sees first in a demonstration.
@Suite struct `A demonstration, filled` {
    /// Who begins where, and what they are there.
    private static let beginnings = [
        ("lin", "山丘咖啡点单", "所有者"), ("zhou", "山丘咖啡点单", "开发成员"), ("chen", "青禾预约", "开发成员"),
    ]

    @Test func `each begins where they have something to do, as the sign-in page says`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            try await FillDemonstration(platform: site.platform)()
            let signIn = try await site.stranger.get("/sign-in").expect(200)
            let offered = signIn.text.matches(of: /name="login" value="(\w+)">/).map { String($0.output.1) }
            #expect(offered == ["lin", "zhou", "chen", "shuyan"])
            for (login, app, role) in Self.beginnings {
                try signIn.expect(text: "\(role) · \(app)等 ")
                let browser = site.stranger
                try await browser.post("/sign-in/demo", ["login": login]).expect(redirectTo: "/")
                let home = try await browser.get("/").expect(200)
                try home.expect(text: "<h2 class=\"one\">\(app)")
            }
        }
    }

    @Test func `happened in order, the newest a few hours ago`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            try await FillDemonstration(platform: site.platform)()
            let lin = try #require(try await site.platform.engine.read { try PersonQueries($0).person(login: "lin") })
            let lines = try await site.platform.engine.read {
                try MessageQueries($0).page(of: lin, .all, limit: 100)
            }
            let times = lines.map(\.at)
            #expect(times == times.sorted(by: >))
            #expect(lines.first?.app?.name == "山丘咖啡点单")
            #expect(times.first == site.world.now.adding(seconds: -3 * 3600))
        }
    }

    @Test func `shows a rejected, an approved and a waiting submission`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            try await FillDemonstration(platform: site.platform)()
            let rows = try await site.platform.engine.rows(
                """
                SELECT s.decision, s.queue_rank, v.status,
                    (SELECT count(*) FROM rejection_reason r WHERE r.submission_id = s.id AND r.pictures <> '') AS reasons
                FROM submission s JOIN version v ON v.id = s.version_id
                WHERE s.description LIKE '新增水电%' OR s.description LIKE '第一版%'
                    OR s.description LIKE '每本书有了%' ORDER BY s.submitted_at
                """
            )
            #expect(try rows.map { try $0.text("status") } == ["AUDIT_REJECT", "WAIT_RELEASE", "AUDITING"])
            #expect(try rows.map { try $0.int("reasons") } == [2, 0, 0])
            #expect(try rows.map { try $0.int("queue_rank") } == [1, 1, 0])
            let reviewer = site.stranger
            try await reviewer.post("/sign-in/demo", ["login": "shuyan"]).expect(303)
            let queue = try await reviewer.get("/console/review").expect(200)
            let path = try #require(queue.text.firstMatch(of: /\/console\/review\/[0-9]{16}\/1\.1\.0/)).output
            try await reviewer.get(String(path)).expect(text: "与线上 1.0.0 相比").expect(text: "common/route.js")
        }
    }

    @Test func `shows a gray release with its schedule, a version online and one behind it`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            try await FillDemonstration(platform: site.platform)()
            let browser = site.stranger
            try await browser.post("/sign-in/demo", ["login": "lin"]).expect(303)
            let home = try await browser.get("/").expect(200)
            try home.expect(text: "线上 3.8.2").expect(text: "灰度 3.9.0 · 10%").expect(text: "结束灰度")
            let app = try #require(home.text.firstMatch(of: /\/apps\/([0-9]{16})\/versions/)).output.1
            let list = try await browser.get("/apps/\(app)/versions").expect(200)
            try list.expect(text: "计划：明天 10:00 扩大至 30%，后天 10:00 扩大至 100%").expect(text: "回滚到 3.8.1")
            try await browser.get("/apps/\(app)/versions/3.9.0").expect(text: "驳回了 3.9.0：弱网白屏、请求失败")
            let other = try await browser.get("/apps?q=%E9%9D%92%E7%A6%BE").expect(200)
            let id = try #require(other.text.firstMatch(of: /\/apps\/([0-9]{16})\/switch/)).output.1
            try await browser.get("/apps/\(id)/versions").expect(text: "2.0.0").expect(text: "已上架")
        }
    }

    @Test func `shows an administrator where people are signed in, and a link that works`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            try await FillDemonstration(platform: site.platform)()
            let root = site.stranger
            try await root.post("/sign-in/demo", ["login": "shuyan"]).expect(303)
            try await root.get("/console/people/suyu").expect(200).expect(text: "Safari · iPhone").expect(text: "今天")
            let links = try await root.get("/account-links").expect(200).expect(text: "新来的实习生")
            try links.expect(text: "0 / 10")
            // Nobody can work the link or the sessions out from what everybody can read.
            let guess = DemoWorld(from: site.world.now).world
            let codes = Set((0..<2000).map { _ in guess.code(length: MakeInvitationLink.codeLength) })
            let rows = try await site.platform.engine.rows("SELECT code FROM account_link")
            #expect(try rows.count == 1 && !codes.contains(rows[0].text("code")))
            // No news in anybody's inbox.
            let news = try await site.platform.engine.rows(
                "SELECT person_id FROM message WHERE kind = \(MessageKind.deviceAdded.rawValue)"
            )
            #expect(news.isEmpty)
        }
    }

    @Test func `is filled once`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            let fill = FillDemonstration(platform: site.platform)
            try await fill()
            let before = try await site.platform.engine.read { try JournalQueries($0).head().sequence }
            try await fill()
            #expect(try await site.platform.engine.read { try JournalQueries($0).head().sequence } == before)
        }
    }
}
