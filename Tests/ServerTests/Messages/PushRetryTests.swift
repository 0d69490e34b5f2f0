import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `A push service that does not take it` {
    @Test(arguments: [404, 410])
    func `because the device is gone loses the device`(status: Int) async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            push.service.answers(status)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.clock.tick()
            #expect(try await push.devices() == 0)
            #expect(try await push.outcomes().isEmpty)
        }
    }

    @Test(arguments: EngineKind.available)
    func `now is asked again after growing delays, until the day is over`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let push = try await PushStage(site)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            var waits: [Int64] = []
            var waited: Int64 = 0
            for _ in 0..<40 where try await push.outcomes() == ["waits"] {
                push.service.answers(503)
                try await push.clock.tick()
                let due = try await site.platform.engine.rows("SELECT due_at FROM push_delivery")[0].instant("due_at")
                let wait = due.seconds(since: site.world.now)
                if wait > 0 { waits.append(wait) }
                waited += wait
                site.world.advance(seconds: wait)
            }
            #expect(waits.prefix(9) == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
            #expect(try await push.outcomes() == ["expired"])
            #expect(waited <= 86_400 && waited > 80_000)
        }
    }

    @Test func `now is left alone for as long as it asks`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            push.service.answers(429, retryAfter: "7200")
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.clock.tick()
            site.world.advance(seconds: 7199)
            #expect(try await push.clock.tick() == 0)
            site.world.advance(seconds: 1)
            try await push.clock.tick()
            #expect(push.service.calls.count == 2)
            #expect(push.service.calls.last?.header("ttl") == "79200")
            #expect(try await push.outcomes() == ["sent"])
            // Longer than the message lives: it is not sent.
            push.service.answers(429, retryAfter: "90000")
            try await push.stage.isReviewed(VersionNumber(1, 0, 1), .approve)
            try await push.clock.tick()
            #expect(try await push.outcomes() == ["sent", "expired"])
        }
    }

    @Test func `because it is too large gets it shorter, once`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            push.service.answers(413, 413)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.clock.tick()
            try await push.clock.tick()
            #expect(push.service.calls.count == 2)
            #expect(push.service.calls[1].body.count < push.service.calls[0].body.count)
            #expect(try await push.clock.tick() == 0)
            #expect(try await push.outcomes() == ["refused"])
        }
    }

    @Test func `at all is not asked again, and the list of devices says so`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            push.service.answers(403)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.clock.tick()
            site.world.advance(seconds: 7200)
            #expect(try await push.clock.tick() == 0)
            try await push.phone.get("/messages/settings").expect(200).expect(text: "推送服务没有接受")
            // The next one that goes through takes the words away.
            try await push.stage.isReviewed(VersionNumber(1, 0, 1), .approve)
            try await push.clock.tick()
            #expect(!(try await push.phone.get("/messages/settings").text.contains("推送服务没有接受")))
        }
    }

    @Test func `a delivery whose sender died is sent by the next`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            let now = site.world.now
            let taken = try await site.platform.engine.write {
                try PushDeliveryWrites(db: $0).take(
                    at: now,
                    until: now.adding(seconds: PushClock.leaseSeconds),
                    limit: 9
                )
            }
            #expect(taken.count == 1)
            #expect(try await push.clock.tick() == 0)
            site.world.advance(seconds: PushClock.leaseSeconds)
            #expect(try await push.clock.tick() == 1)
            #expect(push.service.calls.count == 1)
        }
    }
}
