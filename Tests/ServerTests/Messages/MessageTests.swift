import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct MessageTests {
    private static func app(_ number: Int) -> ID<MiniProgram> { ID(rawValue: "202100000000000\(number)") }

    /// Rows and journal entries as the use cases of mini programs write them.
    private static func addApp(_ number: Int, owner: ID<Person>, entries: Int, _ site: Site) async throws {
        try await site.platform.change(by: owner) { change in
            let id = app(number)
            try change.db.execute(
                """
                INSERT INTO mini_program (id, name, created_at, created_by, changed_at)
                VALUES (\(id), \("小程序 \(number)"), \(change.now), \(owner), \(change.now))
                """
            )
            try MembershipWrites(db: change.db).add(owner, to: id, as: .owner, at: change.now)
            for _ in 0..<entries { try change.record(.informationChanged(fields: ["name"]), in: id) }
        }
    }

    @Test(arguments: EngineKind.available)
    func `what happened in one's own mini programs is listed newest first, page by page`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let (lin, zhou) = (try await site.person("lin"), try await site.person("zhou"))
            try await Self.addApp(1, owner: lin, entries: 20, site)
            try await Self.addApp(2, owner: zhou, entries: 3, site)
            try await Self.addApp(3, owner: lin, entries: 25, site)
            var seen: [Int64] = []
            var cursor = ActivityFeed.Cursor.newest
            while true {
                let place = cursor
                let page = try await site.platform.engine.read {
                    try ActivityFeed($0).lines(of: lin, after: place, limit: 10)
                }
                #expect(page.allSatisfy { $0.app != Self.app(2) })
                seen += page.map(\.row.sequence)
                guard let last = page.last else { break }
                cursor = ActivityFeed.Cursor(last.row)
            }
            #expect(seen.count == 45)
            #expect(seen == seen.sorted(by: >))
            let browser = try await site.as("lin")
            let first = try await browser.get("/messages").expect(200).expect(text: "小程序 3").expect(text: "更早的")
            let more = try #require(first.text.firstMatch(of: /\/messages\?before=\d+-\d+/)).output
            try await browser.get(String(more)).expect(200).expect(text: "小程序 1").expect(text: "回到最新")
            #expect(!first.text.contains("小程序 2"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `what was written later but happened earlier stands where it happened`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.person("lin")
            try await Self.addApp(1, owner: lin, entries: 12, site)
            site.world.advance(seconds: -86_400)
            try await Self.addApp(2, owner: lin, entries: 12, site)
            site.world.advance(seconds: 43_200)
            try await Self.addApp(3, owner: lin, entries: 12, site)
            var seen: [ActivityFeed.Line] = []
            while true {
                let place = seen.last.map { ActivityFeed.Cursor($0.row) } ?? .newest
                let page = try await site.platform.engine.read {
                    try ActivityFeed($0).lines(of: lin, after: place, limit: 5)
                }
                if page.isEmpty { break }
                seen += page
            }
            #expect(seen.map(\.app) == [1, 3, 2].flatMap { Array(repeating: Self.app($0), count: 12) })
            #expect(Set(seen.map(\.row.sequence)).count == 36)
        }
    }

    @Test func `the list is read by its index, however long the history`() async throws {
        try await Site.run { site in
            let lin = try await site.person("lin")
            try await Self.addApp(1, owner: lin, entries: 3, site)
            let (scans, details) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let place = ActivityFeed.Cursor(at: site.world.now, sequence: 2)
                _ = try ActivityFeed(plans).lines(of: lin, after: place, limit: 31)
                return (plans.scans, plans.steps)
            }
            #expect(scans.isEmpty, "\(scans)")
            #expect(
                details.contains { $0.contains("activity_by_time (app_id=? AND (at,sequence)<(?,?))") },
                "\(details)"
            )
        }
    }

    @Test func `an empty list says what will stand there`() async throws {
        try await Site.run { site in
            try await site.as("lin").get("/messages").expect(200).expect(text: "还没有动态")
            for cursor in ["nonsense", "-", "12", "99999999999999999999-1", "1-2-3"] {
                try await site.as("lin").get("/messages?before=\(cursor)").expect(200)
            }
        }
    }

    @Test func `the guide is there in both languages`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            try await lin.get("/community").expect(200).expect(text: "代码包的三种格式").expect(text: "app.json")
            try await lin.with("accept-language", "en").get("/community").expect(200).expect(text: "Three layouts")
        }
    }
}
