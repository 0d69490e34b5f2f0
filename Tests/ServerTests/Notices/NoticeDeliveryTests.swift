import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Into the inboxes and out of them again: each person exactly once.
@Suite struct `The delivery of notices` {
    @Test(arguments: EngineKind.available)
    func `reaches everybody who was there when it began, and nobody twice`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            try await stage.crowd(2 * NoticeDelivery.batch + 20)
            _ = try await site.person("gone")
            try await DisablePerson(platform: site.platform)(login: "gone")
            let before = try await stage.unread()
            let id = try await stage.publish()
            #expect(try await stage.holders(id).isEmpty)
            try await stage.tick()
            let row = try await stage.row(id)
            #expect(row.state == .delivered && row.finishedAt != nil)
            #expect(row.delivered == 2 * NoticeDelivery.batch + 21 && row.total == row.delivered)
            let holders = try await stage.holders(id)
            #expect(holders.count == row.delivered && Set(holders).count == holders.count)
            #expect(!holders.contains("gone") && holders.contains("guan"))
            #expect(try await stage.unread() == before + row.delivered)
            site.world.advance(seconds: 1)
            _ = try await site.person("later")
            try await stage.tick()
            #expect(try await stage.holders(id) == holders)
        }
    }

    @Test(arguments: EngineKind.available)
    func `goes to owners alone, or to developers of chosen mini programs`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            let (lin, zhou) = (try await site.person("lin"), try await site.person("zhou"))
            let (chen, wu) = (try await site.person("chen"), try await site.person("wulan"))
            let create = CreateMiniProgram(platform: site.platform)
            let first = try await create(name: "山丘咖啡", by: lin)
            _ = try await create(name: "第二家", by: lin)
            let other = try await create(name: "青禾预约", by: wu)
            try await site.platform.engine.write { db in
                try MembershipWrites(db: db).add(zhou, to: first, as: .developer, at: site.world.now)
                try MembershipWrites(db: db).add(chen, to: first, as: .experiencer, at: site.world.now)
            }
            let owners = try await stage.publish { $0.audience = "owners" }
            let developers = try await stage.publish { draft in
                (draft.audience, draft.apps) = ("developers", first.rawValue)
            }
            let both = try await stage.publish { draft in
                (draft.audience, draft.apps) = ("developers", "\(first) \(other)")
            }
            try await stage.tick()
            #expect(try await stage.holders(owners) == ["lin", "wulan"])
            #expect(try await stage.holders(developers) == ["lin", "zhou"])
            #expect(try await stage.holders(both) == ["lin", "wulan", "zhou"])
            #expect(try await stage.row(both).total == 3)
            _ = try await stage.unread()
        }
    }

    @Test(arguments: EngineKind.available)
    func `asks what comes where: an inbox without notices gets the important ones alone`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            let lin = try await site.as("lin")
            try await lin.post("/messages/settings", ["inbox": "system", "push": "system"]).expect(303)
            let ordinary = try await stage.publish()
            let urgent = try await stage.publish { $0.isUrgent = true }
            try await stage.tick()
            #expect(try await stage.holders(ordinary) == ["guan"])
            #expect(try await stage.holders(urgent) == ["guan", "lin"])
            try await lin.post("/messages/settings", ["inbox": "product", "push": "system"]).expect(303)
            let later = try await stage.publish()
            try await stage.tick()
            #expect(try await stage.holders(later) == ["guan", "lin"])
            _ = try await stage.unread()
        }
    }

    @Test(arguments: EngineKind.available)
    func `rings the devices of those who asked for it, unless it is withdrawn before`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let push = try await PushStage(site)
            let stage = try await NoticeStage(site)
            // A device rings for what waits for its owner, and for notices only when that was chosen.
            _ = try await stage.publish()
            try await stage.tick()
            #expect(try await push.clock.tick() == 0)
            try await push.phone.post("/messages/settings", ["inbox": "system", "push": "product"]).expect(303)
            let id = try await stage.publish()
            try await stage.tick()
            #expect(try await stage.holders(id).contains("lin") == false)
            #expect(try await push.clock.tick() == 1)
            #expect(push.service.calls.map(\.address.target) == ["/lin"])
            let withdrawn = try await stage.publish()
            try await stage.tick()
            try await WithdrawNotice(platform: site.platform)(withdrawn, by: stage.caller)
            #expect(try await push.clock.tick() == 1)
            #expect(push.service.calls.count == 1)
            #expect(try await push.outcomes().suffix(2) == ["sent", "expired"])
        }
    }

    @Test(arguments: EngineKind.available)
    func `goes on where it stopped when its worker dies, each person exactly once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            try await stage.crowd(2 * NoticeDelivery.batch + 7)
            let id = try await stage.publish()
            let dying = NoticeDelivery(platform: site.platform)
            #expect(try await dying.begin() == 1)
            let job = try #require(try await dying.claim(id))
            let reached = try #require(try await dying.step(job))
            // The second worker waits until the first has said nothing for a while.
            let heir = NoticeDelivery(platform: site.platform)
            #expect(try await heir.claim(id) == nil)
            #expect(try await stage.holders(id).count == NoticeDelivery.batch)
            site.world.advance(seconds: NoticeDelivery.holdSeconds)
            var next = try await heir.claim(id)
            #expect(next?.place == reached.place)
            next = try await heir.step(try #require(next))
            // The first was only slow: what it still wants to write changes nothing.
            #expect(try await dying.step(reached) == nil)
            #expect(try await dying.step(job) == nil)
            while let job = next { next = try await heir.step(job) }
            let row = try await stage.row(id)
            #expect(row.state == .delivered && row.delivered == 2 * NoticeDelivery.batch + 8)
            let holders = try await stage.holders(id)
            #expect(holders.count == row.delivered && Set(holders).count == holders.count)
            #expect(try await stage.unread() == row.delivered)
            let published = try await site.platform.engine.rows(
                "SELECT word FROM journal WHERE word = 'notice.published'"
            )
            #expect(published.count == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `stops when it is withdrawn in the middle, and leaves every inbox`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            try await stage.crowd(2 * NoticeDelivery.batch)
            let kept = try await stage.publish { $0.titleZh = "留着的" }
            try await stage.tick()
            let before = try await stage.unread()
            let id = try await stage.publish()
            let delivery = NoticeDelivery(platform: site.platform)
            #expect(try await delivery.begin() == 1)
            let job = try #require(try await delivery.claim(id))
            let reached = try #require(try await delivery.step(job))
            // One of those who have it has read it.
            let reader = try #require(try await stage.holders(id).first)
            let person = try await site.person(reader)
            let sequence = job.sequence
            try await site.platform.engine.write { [now = site.world.now] in
                try MessageWrites(db: $0).markRead(sequence, of: person, at: now)
            }
            try await WithdrawNotice(platform: site.platform)(id, by: stage.caller)
            #expect(try await delivery.step(reached) == nil)
            #expect(try await stage.holders(id).count == NoticeDelivery.batch)
            site.world.advance(seconds: NoticeDelivery.holdSeconds)
            try await stage.tick()
            let row = try await stage.row(id)
            #expect(row.state == .withdrawn && row.removed == NoticeDelivery.batch && row.clearedAt != nil)
            #expect(try await stage.holders(id).isEmpty)
            #expect(try await stage.unread() == before)
            #expect(try await stage.holders(kept).count == 2 * NoticeDelivery.batch + 1)
            await #expect(throws: Refusal.noticeState(.withdrawn)) {
                try await WithdrawNotice(platform: site.platform)(id, by: stage.caller)
            }
        }
    }

    @Test func `waits for its time, and for no other`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let id = try await SaveNotice(platform: site.platform)(NoticeStage.draft(), by: stage.caller)
            let due = site.world.now.adding(seconds: 3600)
            try await PublishNotice(platform: site.platform)(id, at: due, by: stage.caller)
            site.world.advance(seconds: 3599)
            try await stage.tick()
            #expect(try await stage.row(id).state == .scheduled)
            // Changed until the last second, and put off.
            try await SaveNotice(platform: site.platform)(
                NoticeStage.draft { $0.titleZh = "改过" },
                replacing: id,
                by: stage.caller
            )
            try await PublishNotice(platform: site.platform).cancel(id, by: stage.caller)
            site.world.advance(seconds: 10)
            try await stage.tick()
            #expect(try await stage.row(id).state == .draft)
            try await PublishNotice(platform: site.platform)(id, by: stage.caller)
            try await stage.tick()
            let row = try await stage.row(id)
            #expect(row.state == .delivered && row.content.title.zh == "改过")
            await #expect(throws: Refusal.noticeState(.delivered)) {
                try await SaveNotice(platform: site.platform)(NoticeStage.draft(), replacing: id, by: stage.caller)
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `counts its readers, once a minute`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            let lin = try await site.as("lin")
            let id = try await stage.publish()
            try await stage.tick()
            let sequence =
                try await site.platform.engine.rows("SELECT sequence FROM notice WHERE id = \(id)")
                .first?.int64("sequence") ?? 0
            try await lin.post(Paths.message(sequence, "open")).expect(303)
            try await stage.tick()
            #expect(try await stage.row(id).read == 0)
            site.world.advance(seconds: 61)
            try await stage.tick()
            #expect(try await stage.row(id).read == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `stays in the inboxes when the messages are made anew`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            _ = try await site.person("lin")
            let id = try await stage.publish()
            try await stage.tick()
            let (holders, unread) = (try await stage.holders(id), try await stage.unread())
            try await site.platform.engine.write { try MessageProjection().clear(in: $0) }
            #expect(try await stage.holders(id) == holders)
            #expect(try await stage.unread() == unread)
        }
    }
}
