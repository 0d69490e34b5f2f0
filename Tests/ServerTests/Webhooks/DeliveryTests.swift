import Crypto
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `A webhook is told` {
    @Test(arguments: EngineKind.available)
    func `what it was made for, once, signed`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let (id, secret) = try await stage.make()
            try await stage.happen()
            try await stage.happen(.appClosed)
            #expect(await stage.courier.tick() == 1)
            #expect(await stage.courier.tick() == 0)
            let call = try #require(stage.receiver.calls.first)
            #expect(stage.receiver.calls.count == 1)
            #expect((call.method, call.target) == ("POST", "/hook"))
            #expect(call.headers["steward-event"] == "version.deleted")
            let stamp = try #require(call.headers["steward-timestamp"])
            #expect(stamp == "\(stage.site.world.now.milliseconds / 1000)")
            let code = HMAC<SHA256>.authenticationCode(
                for: Data("\(stamp).\(call.body)".utf8),
                using: SymmetricKey(data: Data(secret.utf8))
            )
            #expect(call.headers["steward-signature"] == "sha256=\(Hex.text(code))")
            let told = try #require(try JSONSerialization.jsonObject(with: Data(call.body.utf8)) as? [String: Any])
            #expect(told["event"] as? String == "version.deleted")
            #expect(told["text"] as? String == "林知远 删除了 1.2.3")
            #expect((told["app"] as? [String: String]) == ["app_id": "\(stage.app)", "name": "山丘咖啡点单"])
            #expect((told["actor"] as? [String: String])?["login"] == "lin")
            #expect((told["data"] as? [String: String]) == ["version": "1.2.3"])
            let delivery = try #require(try await stage.deliveries(id).first)
            #expect(delivery["id"] as? String == call.headers["steward-delivery"])
            #expect(delivery["state"] as? String == "delivered" && delivery["status"] as? Int == 200)
            #expect(delivery["answer"] as? String == "ok" && delivery["body"] as? String == call.body)
        }
    }

    @Test func `nothing twice when the projection is made anew, and nothing of before it was there`() async throws {
        try await WebhookStage.run { stage in
            try await stage.happen()
            let (id, _) = try await stage.make()
            try await stage.happen()
            _ = await stage.courier.tick()
            try await stage.platform.projections.rebuild("webhooks")
            #expect(await stage.courier.tick() == 0)
            #expect(try await stage.deliveries(id).count == 1)
            // Not even what the log has forgotten.
            stage.site.world.advance(seconds: 31 * 86_400)
            try await TrimDeliveries(platform: stage.platform)()
            try await stage.platform.projections.rebuild("webhooks")
            #expect(try await stage.platform.engine.rows("SELECT id FROM webhook_delivery").isEmpty)
        }
    }

    @Test func `no reviewer's name`() async throws {
        try await WebhookStage.run { stage in
            try await stage.make(events: ["reviews"])
            let version = ID<Version>(rawValue: "v")
            try await stage.happen(
                .versionReviewed(
                    version: version,
                    number: VersionNumber(1, 0, 0),
                    submission: ID(rawValue: "s"),
                    decision: .reject,
                    reasons: [.whiteScreen]
                )
            )
            _ = await stage.courier.tick()
            let body = try #require(stage.receiver.calls.first?.body)
            #expect(!body.contains("林知远") && !body.contains("lin") && body.contains("平台审核员"))
            #expect(body.contains("\"actor\":null") && body.contains("\"decision\":\"reject\""))
        }
    }
}

@Suite struct `A receiver that fails` {
    @Test(arguments: EngineKind.available)
    func `is tried again ever later for a day, then given up once`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let (id, _) = try await stage.make()
            stage.receiver.answer(Receiver.Answer(500, "broken"))
            try await stage.happen()
            var count = 0
            for seconds in [0, 10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800, 1040] as [Int64] {
                stage.site.world.advance(seconds: seconds - 1)
                if seconds > 0 { #expect(await stage.courier.tick() == 0) }
                stage.site.world.advance(seconds: 1)
                count += await stage.courier.tick()
            }
            #expect(count == 12)
            #expect(stage.receiver.calls.count == 12)
            let delivery = try #require(try await stage.deliveries(id).first)
            #expect(delivery["state"] as? String == "failed" && delivery["attempts"] as? Int == 12)
            #expect(delivery["failure"] as? String == "STATUS" && delivery["answer"] as? String == "broken")
            #expect(try await stage.site.words(of: stage.app).filter { $0 == "webhook.gave_up" }.count == 1)
            // A second one that is given up says nothing new.
            try await stage.happen()
            _ = await stage.courier.tick()
            stage.site.world.advance(seconds: 86_400)
            _ = await stage.courier.tick()
            #expect(try await stage.site.words(of: stage.app).filter { $0 == "webhook.gave_up" }.count == 1)
            #expect(try await stage.webhook(id)["failing_since"] is String)
            // It works again, and fails again: that is new.
            stage.receiver.answer(.ok)
            try await stage.happen()
            _ = await stage.courier.tick()
            #expect(try await stage.webhook(id)["failing_since"] is NSNull)
            stage.receiver.answer(Receiver.Answer(500))
            try await stage.happen()
            _ = await stage.courier.tick()
            stage.site.world.advance(seconds: 86_400)
            _ = await stage.courier.tick()
            #expect(try await stage.site.words(of: stage.app).filter { $0 == "webhook.gave_up" }.count == 2)
        }
    }

    @Test func `hangs, redirects inward, is gone: each is said`() async throws {
        try await WebhookStage.run(limit: .seconds(3)) { stage in
            let (id, _) = try await stage.make()
            for (answer, failure) in [
                (Receiver.Answer.never, "TIMED_OUT"), (.redirect("http://10.0.0.1/"), "FORBIDDEN_ADDRESS"),
                (.redirect("http://169.254.169.254/latest"), "FORBIDDEN_ADDRESS"), (Receiver.Answer(404), "STATUS"),
            ] {
                stage.receiver.answer(answer)
                try await stage.happen()
                _ = await stage.courier.tick()
                let newest = try #require(try await stage.deliveries(id).first)
                #expect(newest["failure"] as? String == failure)
                #expect(newest["state"] as? String == "waiting")
                stage.site.world.advance(seconds: 1)
            }
            stage.receiver.answer(Receiver.Answer(410))
            try await stage.happen()
            stage.site.world.advance(seconds: 600)
            _ = await stage.courier.tick()
            #expect(try await stage.webhook(id)["paused"] as? String == "receiver")
            #expect(try await stage.deliveries(id).allSatisfy { $0["state"] as? String == "failed" })
            try await stage.owner.get("\(stage.path)/\(id)").expect(200).expect(text: "已停用")
            let calls = stage.receiver.calls.count
            try await stage.happen()
            #expect(await stage.courier.tick() == 0)
            #expect(stage.receiver.calls.count == calls)
        }
    }

    @Test func `does not hold up another`() async throws {
        try await WebhookStage.run { stage in
            var slow: [String] = []
            for index in 0..<9 { slow.append(try await stage.make(target: "/slow\(index)").0) }
            let (good, _) = try await stage.make(target: "/good")
            // Once known as failing they have places of their own.
            stage.receiver.answer { $0.target == "/good" ? .ok : Receiver.Answer(500) }
            try await stage.happen()
            _ = await stage.courier.tick()
            _ = await stage.courier.tick()
            stage.receiver.answer { $0.target == "/good" ? .ok : .never }
            try await stage.happen()
            let all = Task { await stage.courier.tick() }
            while try await stage.deliveries(good).first?["state"] as? String != "delivered" { await Task.yield() }
            // All the others hang or wait for a place: none of them had to end first.
            for id in slow { #expect(try await stage.deliveries(id).first?["attempts"] as? Int == 0) }
            all.cancel()
            _ = await all.value
        }
    }

    @Test(arguments: EngineKind.available)
    func `a turn that a crashed node held is taken after a minute`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let (id, _) = try await stage.make()
            try await stage.happen()
            let now = stage.site.world.now
            // A node takes the turn, and is never heard of again.
            let leases = try await stage.platform.engine.write {
                try DeliveryWrites(db: $0).lease(
                    failing: false,
                    at: now,
                    until: now.adding(seconds: WebhookCourier.leaseSeconds),
                    key: "dead",
                    limit: 8
                )
            }
            #expect(leases.map(\.webhook.rawValue) == [id])
            #expect(await stage.courier.tick() == 0)
            stage.site.world.advance(seconds: WebhookCourier.leaseSeconds)
            #expect(await stage.courier.tick() == 1)
            #expect(stage.receiver.calls.count == 1)
            // What the dead one would still write changes nothing.
            let lease = try #require(leases.first)
            #expect(try await stage.platform.engine.write { try DeliveryWrites(db: $0).release(lease) } == false)
        }
    }

    @Test(arguments: EngineKind.available)
    func `two nodes send each delivery once`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let other = WebhookCourier(platform: stage.platform)
            for index in 0..<4 { try await stage.make(target: "/\(index)") }
            for _ in 0..<3 { try await stage.happen() }
            for _ in 0..<6 {
                async let one = stage.courier.tick()
                async let two = other.tick()
                _ = await (one, two)
            }
            let ids = stage.receiver.calls.compactMap { $0.headers["steward-delivery"] }
            #expect(ids.count == 12)
            #expect(Set(ids).count == 12)
        }
    }
}
