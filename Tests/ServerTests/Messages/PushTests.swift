import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Push` {
    @Test(arguments: EngineKind.available)
    func `what happens rings the devices of those whom it concerns, once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let push = try await PushStage(site)
            try await PushStage.subscribe(try await site.as("zhou"), "https://push.example/zhou")
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .reject, [.whiteScreen])
            try await push.stage.uploads(VersionNumber(1, 0, 1))
            #expect(try await push.clock.tick() == 3)
            #expect(try await push.clock.tick() == 0)
            // Zhou uploaded it themselves.
            #expect(push.service.calls.map(\.address.target).sorted() == ["/lin", "/lin", "/zhou"])
            let urgent = push.service.calls.filter { $0.header("urgency") == "high" }
            #expect(urgent.count == 2 && urgent.allSatisfy { $0.header("topic") == nil })
            let upload = try #require(push.service.calls.first { $0.header("urgency") == "normal" })
            #expect(upload.header("ttl") == "86400" && upload.header("content-encoding") == "aes128gcm")
            #expect(upload.header("topic")?.count == 32)
            #expect(try await push.outcomes() == ["sent", "sent", "sent"])
        }
    }

    @Test(arguments: EngineKind.available)
    func `entries seen again, and a rebuild, ring nobody twice`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let push = try await PushStage(site)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.clock.tick()
            try await site.platform.projections.rebuild("push")
            #expect(try await push.clock.tick() == 0)
            #expect(push.service.calls.count == 1)
            // What was tidied away long ago comes back too old to be sent.
            site.world.advance(seconds: 3 * 86_400)
            try await site.platform.engine.write {
                try PushDeliveryWrites(db: $0).removeEnded(before: .init(milliseconds: .max))
            }
            try await site.platform.projections.rebuild("push")
            try await push.clock.tick()
            #expect(push.service.calls.count == 1)
            #expect(try await push.outcomes() == ["expired"])
        }
    }

    @Test func `what happened before a device asked does not ring it`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            let other = try await site.as("lin")
            try await PushStage.subscribe(other, "https://push.example/desk")
            try await site.platform.projections.rebuild("push")
            try await push.clock.tick()
            #expect(push.service.calls.map(\.address.target) == ["/lin"])
        }
    }

    @Test func `categories that are off, and what is muted, do not ring; what is urgent comes through a mute`()
        async throws
    {
        try await Site.run { site in
            let push = try await PushStage(site)
            try await push.phone.post("/messages/settings", ["inbox": "system", "inbox": "review", "push": "review"])
                .expect(303)
            try await push.stage.uploads(VersionNumber(1, 0, 0))
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.clock.tick()
            #expect(push.service.calls.count == 1)
            let message = try #require(try await push.stage.inbox(of: push.stage.lin).first)
            try await push.phone.post("/messages/\(message.sequence)/mute").expect(303)
            try await push.stage.isReviewed(VersionNumber(1, 0, 1), .approve)
            try await push.stage.isReviewed(VersionNumber(1, 0, 2), .reject, [.whiteScreen])
            try await push.clock.tick()
            #expect(push.service.calls.count == 2)
            #expect(push.service.calls.last?.header("urgency") == "high")
        }
    }

    @Test func `a later one of a group takes the place of one that is not sent yet`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            for patch in Int32(0)..<3 { try await push.stage.uploads(VersionNumber(1, 0, patch)) }
            try await push.clock.tick()
            #expect(push.service.calls.count == 1)
            #expect(try await push.outcomes() == ["replaced", "replaced", "sent"])
        }
    }

    @Test func `in quiet hours what is ordinary waits for their end`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            // It is 10:00.
            try await push.phone.post(
                "/messages/settings",
                ["push": "system", "push": "review", "quiet": "true", "from": "09:30", "until": "10:30"]
            ).expect(303)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.stage.isReviewed(VersionNumber(1, 0, 1), .reject, [.whiteScreen])
            try await push.clock.tick()
            #expect(push.service.calls.map { $0.header("urgency") } == ["high"])
            site.world.advance(seconds: 1799)
            #expect(try await push.clock.tick() == 0)
            site.world.advance(seconds: 1)
            #expect(try await push.clock.tick() == 1)
            #expect(push.service.calls.count == 2)
            #expect(push.service.calls.last?.header("ttl") == "84600")
        }
    }

    @Test func `a device goes with its session`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            #expect(try await push.devices() == 1)
            try await push.stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await push.phone.post("/sign-out").expect(303)
            #expect(try await push.devices() == 0)
            #expect(try await push.clock.tick() == 0)
            #expect(push.service.calls.isEmpty)
        }
    }

    @Test func `an address that is not of https, or keys that are none, are refused`() async throws {
        try await Site.run { site in
            let client = try await site.as("lin")
            for endpoint in ["http://push.example/x", "ftp://push.example/", "", "https://", "javascript:1"] {
                try await PushStage.subscribe(client, endpoint).expect(refusal: "PUSH_ENDPOINT", 422)
            }
            try await client.with("x-requested-with", "steward")
                .post("/messages/push", ["endpoint": "https://push.example/x", "key": "AAAA", "auth": PushStage.auth])
                .expect(refusal: "PUSH_KEYS", 422)
            try await PushStage.subscribe(client, "https://push.example/x").expect(201)
        }
    }

    @Test func `nobody touches another's device`() async throws {
        try await Site.run { site in
            let push = try await PushStage(site)
            let id = try #require(
                try await site.platform.engine.rows("SELECT id FROM push_subscription").first?.text("id")
            )
            let zhou = try await site.as("zhou")
            try await zhou.post("/messages/push/test", ["device": id]).expect(404)
            try await zhou.post("/messages/push/remove", ["device": id]).expect(303)
            #expect(try await push.devices() == 1)
            try await push.phone.post("/messages/push/remove", ["device": id]).expect(303)
            #expect(try await push.devices() == 0)
        }
    }
}
