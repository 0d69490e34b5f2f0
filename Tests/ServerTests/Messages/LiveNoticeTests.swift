import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Product notices reach inboxes in the background, and open pages with them.
@Suite struct `Open pages and product notices` {
    @Test(arguments: EngineKind.available)
    func `are told of one when it has come, once, in their language`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            let hub = site.platform.live
            let (lin, zhou) = (try await site.as("lin"), try await site.as("zhou"))
            try await zhou.post("/messages/settings", ["inbox": "system", "push": "system"]).expect(303)
            let pages = [try OpenPage(lin), try OpenPage(lin, .en), try OpenPage(zhou)]
            for page in pages { try await hub.join(page.connection, after: nil) }
            _ = try await stage.publish { ($0.titleZh, $0.titleEn, $0.bodyEn) = ("新的计费规则", "New prices", "Soon.") }
            await hub.follow()
            // Something else happens before it is delivered: the page is told further than the notice's own entry.
            try await stage.tick()
            for _ in 0..<3 {
                await hub.follow()
                await hub.beat()
            }
            let told = [await pages[0].told(), await pages[1].told(), await pages[2].told()]
            #expect(told[0].compactMap(\.title) == ["新的计费规则"] && told[1].compactMap(\.title) == ["New prices"])
            #expect(told[0].compactMap(\.total) == [0, 1])
            // Who keeps notices out of the inbox hears of none.
            #expect(told[2].compactMap(\.title).isEmpty)
        }
    }

    @Test func `are told by a node that did not deliver it, and go on where they are`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let lin = try await site.as("lin")
            let other = LiveHub(engine: site.platform.engine, world: site.world.world, logger: site.platform.logger)
            let page = try OpenPage(lin)
            try await other.join(page.connection, after: nil)
            _ = try await stage.publish()
            _ = try await NoticeDelivery(platform: site.platform).begin()
            for index in 0..<4 { _ = try await site.app("小程序 \(index)") }
            await other.follow()
            try await stage.tick()
            await other.beat()
            await other.follow()
            let told = await page.told()
            #expect(told.compactMap(\.title) == ["新规则"])
            // A broken line comes back with the last id: that of the notice does not lead back.
            let ids = told.compactMap { event -> Int64? in
                switch event {
                case .message(let message): message.sequence
                case .counts(_, let sequence): sequence
                default: nil
                }
            }
            #expect(ids == ids.sorted())
        }
    }

    @Test(arguments: EngineKind.available)
    func `that come back are told of those that came meanwhile and are unread`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            let lin = try await site.as("lin")
            let seen = try await site.platform.engine.read { try MessageQueries($0).position() }
            site.world.advance(seconds: 60)
            for title in ["第一条", "读过的", "撤回的"] {
                let id = try await stage.publish { $0.titleZh = title }
                try await stage.tick()
                if title == "撤回的" { try await WithdrawNotice(platform: site.platform)(id, by: stage.caller) }
            }
            let person = try #require(lin.person)
            let rows = try await site.platform.engine.read { try MessageQueries($0).page(of: person, .all, limit: 9) }
            let read = try #require(rows.first { $0.announcement?.title.zh == "读过的" })
            try await lin.post("/messages/\(read.sequence)/read").expect(303)
            site.world.advance(seconds: 3600)
            let page = try OpenPage(lin)
            try await site.platform.live.join(page.connection, after: seen)
            #expect(await page.told().compactMap(\.title) == ["第一条"])
            // A page without a list has missed nothing.
            let other = try OpenPage(lin)
            try await site.platform.live.join(other.connection, after: nil)
            #expect(await other.told().compactMap(\.title).isEmpty)
            // Later the list that a page begins with has them all.
            let now = try await site.platform.engine.read { try MessageQueries($0).position() }
            _ = try await site.app("另一个")
            let late = try OpenPage(lin)
            try await site.platform.live.join(late.connection, after: now + 1)
            #expect(await late.told().compactMap(\.title).isEmpty)
        }
    }

    @Test func `ask for them by their numbers`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let lin = try #require(try await site.as("lin").person)
            _ = try await stage.publish()
            try await stage.tick()
            let (scans, steps) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                _ = try LiveNoticeQueries(plans).mail(for: [lin], since: site.world.now)
                return (plans.scans, plans.steps)
            }
            #expect(!scans.contains { $0 == "SCAN notice" || $0 == "SCAN message" || $0 == "SCAN m" }, "\(scans)")
            #expect(steps.contains { $0.contains("sqlite_autoindex_notice_2 (sequence>?)") }, "\(steps)")
            #expect(steps.contains { $0.contains("sqlite_autoindex_message_1 (person_id=? AND sequence=?)") })
        }
    }
}
