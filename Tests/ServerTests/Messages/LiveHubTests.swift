import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Open pages` {
    @Test(arguments: EngineKind.available)
    func `are told what came, in the language of each, and nothing of others`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let hub = site.platform.live
            let (lin, zhou) = (try await site.as("lin"), try await site.as("zhou"))
            let pages = [try OpenPage(lin), try OpenPage(lin, .en), try OpenPage(zhou)]
            for page in pages { try await hub.join(page.connection, after: nil) }
            try await stage.uploads(VersionNumber(1, 2, 3))
            await hub.follow()
            await hub.follow()
            let told = [await pages[0].told(), await pages[1].told(), await pages[2].told()]
            #expect(told[0].compactMap(\.title) == ["周沐上传了 1.2.3"])
            #expect(told[1].compactMap(\.title) == ["周沐 uploaded 1.2.3"])
            #expect(told[0].compactMap(\.total) == [0, 1])
            // Who did it has nothing new to read.
            #expect(told[2].compactMap(\.title).isEmpty && told[2].compactMap(\.total) == [0])
        }
    }

    @Test(arguments: EngineKind.available)
    func `that come back are told what they missed, each once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let hub = site.platform.live
            let lin = try await site.as("lin")
            let seen = try await site.platform.engine.read { try MessageQueries($0).position() }
            for patch in Int32(0)..<3 {
                try await stage.isReviewed(VersionNumber(1, 0, patch), .approve)
                site.world.advance(seconds: 60)
            }
            let page = try OpenPage(lin)
            try await hub.join(page.connection, after: seen + 2)
            await hub.follow()
            let told = await page.told()
            #expect(told.compactMap(\.title) == ["1.0.1 审核通过", "1.0.2 审核通过"])
            #expect(told.compactMap(\.total) == [3])
            // A number of no entry, or of one that is not written yet, says nothing.
            for number in [-1, seen + 1000] {
                let page = try OpenPage(lin)
                try await hub.join(page.connection, after: number)
                #expect(await page.told().compactMap(\.title).isEmpty)
            }
        }
    }

    @Test func `that missed too much are told to load again`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            let lin = try await site.as("lin")
            let seen = try await site.platform.engine.read { try MessageQueries($0).position() }
            for patch in 0...Int32(LiveQueries.mostReplayed) {
                try await stage.isReviewed(VersionNumber(1, 0, patch), .approve)
            }
            let page = try OpenPage(lin)
            try await site.platform.live.join(page.connection, after: seen)
            let told = await page.told()
            #expect(told.compactMap(\.title).isEmpty)
            guard case .reload? = told.first else { throw SiteFailure("no hint in \(told)") }
        }
    }

    @Test func `have their number again when something was read on another device`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            let lin = try await site.as("lin")
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            let page = try OpenPage(lin)
            try await site.platform.live.join(page.connection, after: nil)
            let message = try #require(try await stage.inbox(of: stage.lin).first)
            try await lin.post("/messages/\(message.sequence)/read").expect(303)
            await site.platform.live.follow()
            #expect(await page.told().compactMap(\.total) == [1, 0])
        }
    }

    @Test func `are six of a person: one more ends the oldest for good`() async throws {
        try await Site.run { site in
            _ = try await MessageStage(site)
            let hub = site.platform.live
            let lin = try await site.as("lin")
            var pages: [OpenPage] = []
            for _ in 0..<7 {
                pages.append(try OpenPage(lin))
                try await hub.join(try #require(pages.last).connection, after: nil)
            }
            #expect(hub.connected == 6)
            #expect(await pages[0].told().last == .end(.replaced))
            #expect(await pages[1].told().last?.total == 0)
        }
    }

    @Test func `beyond what the installation keeps up are refused`() async throws {
        try await Site.run { site in
            _ = try await MessageStage(site)
            var limits = LiveHub.Limits()
            limits.altogether = 2
            let hub = LiveHub(
                engine: site.platform.engine,
                world: site.world.world,
                logger: site.log.logger,
                limits: limits
            )
            for login in ["lin", "zhou"] {
                try await hub.join(try OpenPage(try await site.as(login)).connection, after: nil)
            }
            let third = try OpenPage(try await site.as("chen"))
            await #expect(throws: Refusal.self) { try await hub.join(third.connection, after: nil) }
        }
    }

    @Test func `end with their session, at the next heartbeat`() async throws {
        try await Site.run { site in
            _ = try await MessageStage(site)
            let hub = site.platform.live
            let (lin, zhou) = (try await site.as("lin"), try await site.as("zhou"))
            let pages = [try OpenPage(lin), try OpenPage(zhou)]
            for page in pages { try await hub.join(page.connection, after: nil) }
            try await lin.post("/sign-out").expect(303)
            await hub.beat()
            #expect(hub.connected == 1)
            #expect(await pages[0].told().last == .end(.signedOut))
            #expect(await pages[1].told().last == .heartbeat)
        }
    }

    @Test func `of somebody who is shut out end at once`() async throws {
        try await Site.run { site in
            _ = try await MessageStage(site)
            let hub = site.platform.live
            let page = try OpenPage(try await site.as("zhou"))
            try await hub.join(page.connection, after: nil)
            try await DisablePerson(platform: site.platform)(login: "zhou")
            await hub.follow()
            #expect(await page.told().last == .end(.signedOut))
        }
    }

    @Test func `whose line takes nothing are hung up, and keep nobody else waiting`() async throws {
        try await Site.run { site in
            _ = try await MessageStage(site)
            let hub = site.platform.live
            let (lin, zhou) = (try await site.as("lin"), try await site.as("zhou"))
            let (slow, other) = (try OpenPage(lin), try OpenPage(zhou))
            for page in [slow, other] { try await hub.join(page.connection, after: nil) }
            var line = other.connection.events.makeAsyncIterator()
            for _ in 0..<LiveConnection.mostWaiting {
                _ = await line.next()
                await hub.beat()
            }
            #expect(slow.isHungUp && !other.isHungUp)
            #expect(hub.connected == 1)
        }
    }

    @Test func `know nobody who is not signed in, and no token`() async throws {
        try await Site.run { site in
            try await site.stranger.with("accept", "text/event-stream").get("/messages/live").expect(303)
            #expect(site.platform.live.connected == 0)
        }
    }

    @Test func `ask by indexes, however long the inboxes`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await stage.uploads(VersionNumber(1, 0, 0))
            let (lin, zhou) = (stage.lin, stage.zhou)
            let scans = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let queries = LiveQueries(plans)
                _ = try queries.news(after: 0, for: [lin, zhou], besides: [lin], at: site.world.now)
                _ = try queries.snapshot(of: lin, after: 0, at: site.world.now)
                _ = try queries.alive([ID(rawValue: "a"), ID(rawValue: "b")], at: site.world.now)
                // What is limited before is gone through, a table never.
                return plans.scans.filter { $0 != "SCAN latest" }
            }
            #expect(scans.isEmpty)
        }
    }

    @Test func `get events in the form of the standard`() throws {
        let message = LiveMessage(
            id: "7",
            title: "1.0.0 “上架”\n",
            category: "system",
            path: "/messages/7",
            isUrgent: false,
            at: "2026-11-24T08:00:00Z",
            sequence: 9
        )
        let lines = try LiveEvent.message(message).text().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5 && lines[0] == "id: 9" && lines[1] == "event: message")
        #expect(lines[2].hasPrefix("data: {") && lines[2].hasSuffix("}") && lines[3].isEmpty && lines[4].isEmpty)
        #expect(try LiveEvent.heartbeat.text() == ":\n\n")
        #expect(try LiveEvent.end(.replaced).text() == "event: end\ndata: {\"reason\":\"replaced\"}\n\n")
    }
}
