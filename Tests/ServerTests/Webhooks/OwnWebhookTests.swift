import Crypto
import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// Webhooks of one's own messages.
@Suite struct `A webhook of one's own` {
    private static let api = "/api/v1/messages/webhooks"

    @discardableResult
    private static func make(
        _ stage: WebhookStage,
        _ client: SiteClient,
        form: WebhookForm = .json,
        target: String = "/own"
    ) async throws -> (id: String, secret: String) {
        let json = #"{"form":"\#(form.rawValue)","address":"\#(stage.receiver.url)\#(target)","description":"我的"}"#
        let made = try await client.postJSON(api, json).expect(201).json()
        #expect(made["events"] == nil)
        return (made["id"] as? String ?? "", made["secret"] as? String ?? "")
    }

    private static func told(_ stage: WebhookStage) throws -> [[String: Any]] {
        try stage.receiver.calls.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.body.utf8)) as? [String: Any])
        }
    }

    @Test(arguments: EngineKind.available)
    func `is told its owner's messages, once each, signed`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let messages = try await MessageStage(stage.site)
            let (id, secret) = try await Self.make(stage, stage.owner)
            try await messages.isReviewed(VersionNumber(1, 2, 3), .reject, [.whiteScreen])
            // What its owner does is no message to them; what is no message at all is not told.
            try await messages.uploads(VersionNumber(1, 2, 4), by: messages.lin)
            try await messages.happens(.versionDeleted(version: ID(rawValue: "v"), number: VersionNumber(1, 0, 0)))
            for _ in 0..<3 { _ = await stage.courier.tick() }
            let told = try Self.told(stage)
            #expect(told.map { $0["event"] as? String } == ["version.reviewed"])
            let first = try #require(told.first)
            #expect(first["text"] as? String == "1.2.3 审核未通过：弱网白屏")
            #expect(first["category"] as? String == "review" && first["important"] as? Bool == true)
            #expect((first["app"] as? [String: String])?["app_id"] == messages.app.rawValue)
            // Reviewers are never named, and nobody else's account is either.
            #expect(first["actor"] is NSNull && !stage.receiver.calls[0].body.contains("何书言"))
            let message = try #require(try await messages.inbox(of: messages.lin).first)
            #expect(first["url"] as? String == "http://localhost/messages/\(message.sequence)")
            let call = stage.receiver.calls[0]
            let stamp = try #require(call.headers["steward-timestamp"])
            let code = HMAC<SHA256>.authenticationCode(
                for: Data("\(stamp).\(call.body)".utf8),
                using: SymmetricKey(data: Data(secret.utf8))
            )
            #expect(call.headers["steward-signature"] == "sha256=\(Hex.text(code))")
            let log = try await stage.owner.get("\(Self.api)/\(id)/deliveries").expect(200).items()
            #expect(log.map { $0["state"] as? String } == ["delivered"])
            // Made anew nothing is told twice.
            try await stage.platform.projections.rebuild("webhooks")
            #expect(await stage.courier.tick() == 0)
        }
    }

    @Test(arguments: EngineKind.available)
    func `holds to what its owner chose: categories, muted mini programs, quiet hours`(_ kind: EngineKind) async throws
    {
        try await WebhookStage.run(kind) { stage in
            let messages = try await MessageStage(stage.site)
            let owner = stage.owner
            let (id, _) = try await Self.make(stage, owner)
            let chosen = #"{"webhook":["system"],"inbox":["system","review"]}"#
            try await owner.postJSON("/api/v1/messages/preferences", chosen, method: .patch).expect(200)
            try await messages.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await messages.uploads(VersionNumber(1, 0, 1))
            _ = await stage.courier.tick()
            #expect(try Self.told(stage).map { $0["event"] as? String } == ["version.uploaded"])
            let upload = try #require(try await messages.inbox(of: messages.lin).first { $0.kind == .versionUploaded })
            try await owner.post("/messages/\(upload.sequence)/mute").expect(303)
            try await messages.uploads(VersionNumber(1, 0, 2))
            #expect(await stage.courier.tick() == 0)
            // What is important comes from a muted one too.
            try await messages.happens(.versionTakenOffline(version: ID(rawValue: "v"), number: VersionNumber(1, 0, 0)))
            #expect(await stage.courier.tick() == 1)
            try await owner.post("/messages/mutes/remove", ["app": messages.app.rawValue]).expect(303)
            let calls = stage.receiver.calls.count
            let now = stage.site.world.now
            let hour = Int((now.milliseconds / 3_600_000 + 8) % 24)
            func clock(_ hour: Int) -> String { QuietHours.text(hour % 24 * 60) }
            let quiet = #"{"quiet_hours":{"from":"\#(clock(hour))","until":"\#(clock(hour + 2))"}}"#
            try await owner.postJSON("/api/v1/messages/preferences", quiet, method: .patch).expect(200)
            try await messages.uploads(VersionNumber(1, 0, 3))
            try await messages.happens(.versionTakenOffline(version: ID(rawValue: "v"), number: VersionNumber(1, 0, 1)))
            for _ in 0..<3 { _ = await stage.courier.tick() }
            #expect(try Self.told(stage).dropFirst(calls).map { $0["event"] as? String } == ["version.taken_offline"])
            let page = try await owner.get("/messages/webhooks/\(id)").expect(200).expect(text: "免打扰")
            try page.expect(text: "\(clock(hour + 2)) 发送")
            stage.site.world.advance(seconds: 2 * 3600)
            for _ in 0..<3 { _ = await stage.courier.tick() }
            #expect(try Self.told(stage).last?["event"] as? String == "version.uploaded")
            #expect(stage.receiver.calls.count == calls + 2)
        }
    }

    @Test(arguments: EngineKind.available)
    func `gets product notices as the inbox does, unless they are withdrawn before`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let notices = try await NoticeStage(stage.site)
            try await Self.make(stage, stage.owner, form: .dingtalk)
            stage.receiver.answer(Receiver.Answer(200, #"{"errcode":0}"#))
            stage.site.world.advance(seconds: 1)
            _ = try await notices.publish { $0.bodyZh = "从**下月**起。[细则](/about)" }
            try await notices.tick()
            for _ in 0..<2 { _ = await stage.courier.tick() }
            let link = try #require(try Self.told(stage).first?["link"] as? [String: String])
            #expect(stage.receiver.calls.count == 1)
            #expect(link["title"] == "产品通知" && link["text"] == "新规则\n从下月起。细则")
            #expect(link["messageUrl"]?.hasPrefix("http://localhost/messages/") == true)
            let withdrawn = try await notices.publish()
            try await notices.tick()
            try await WithdrawNotice(platform: stage.platform)(withdrawn, by: notices.caller)
            for _ in 0..<3 { _ = await stage.courier.tick() }
            #expect(stage.receiver.calls.count == 1)
            let states = try await stage.platform.engine.rows(
                "SELECT state, failure FROM webhook_delivery ORDER BY made_at, id"
            ).map { "\(try $0.text("state")) \(try $0.optionalText("failure") ?? "-")" }
            #expect(states.sorted() == ["delivered -", "failed WITHDRAWN"])
        }
    }

    @Test(arguments: EngineKind.available)
    func `that is not reached for a day is a message to its owner, by every way but itself`(_ kind: EngineKind)
        async throws
    {
        try await WebhookStage.run(kind) { stage in
            let messages = try await MessageStage(stage.site)
            let (broken, _) = try await Self.make(stage, stage.owner, target: "/broken")
            stage.receiver.answer(Receiver.Answer(500))
            try await messages.isReviewed(VersionNumber(1, 0, 0), .approve)
            _ = await stage.courier.tick()
            stage.site.world.advance(seconds: 86_400)
            _ = await stage.courier.tick()
            let rows = try await messages.inbox(of: messages.lin)
            #expect(rows.map(\.kind) == [.webhookGaveUp, .versionApproved])
            #expect(try await messages.inbox(of: messages.zhou).map(\.kind) == [.versionApproved])
            let sequence = try #require(rows.first?.sequence)
            _ = try await stage.owner.get("/messages/\(sequence)").expect(200).expect(text: "这件事与你本人有关")
            try await stage.owner.post("/messages/\(sequence)/go").expect(redirectTo: "/messages/webhooks/\(broken)")
            try await stage.owner.get("/messages/webhooks/\(broken)").expect(200).expect(text: "送不到")
            #expect(try await stage.owner.get("\(Self.api)/\(broken)/deliveries").expect(200).items().count == 1)
            // Gone for good: paused, and its owner may let it go on.
            stage.receiver.answer(Receiver.Answer(410))
            try await messages.isReviewed(VersionNumber(1, 0, 1), .approve)
            _ = await stage.courier.tick()
            #expect(
                try await stage.owner.get("\(Self.api)/\(broken)").expect(200).json()["paused"] as? String == "receiver"
            )
            // Whoever is shut out is told nothing more.
            stage.receiver.answer(.ok)
            try await stage.owner.postJSON("\(Self.api)/\(broken)", #"{"paused":false}"#, method: .patch).expect(200)
            try await messages.isReviewed(VersionNumber(1, 0, 2), .approve)
            try await DisablePerson(platform: stage.platform)(login: "lin")
            let calls = stage.receiver.calls.count
            for _ in 0..<2 { _ = await stage.courier.tick() }
            #expect(stage.receiver.calls.count == calls)
        }
    }

    @Test func `is nobody else's, and no mini program's`() async throws {
        try await WebhookStage.run { stage in
            let (own, _) = try await Self.make(stage, stage.owner)
            let (shared, _) = try await stage.make()
            let zhou = try await stage.site.as("zhou")
            try await stage.site.add("zhou", to: stage.app, as: .administrator)
            let test = try await stage.owner.postJSON("\(Self.api)/\(own)/test", "").expect(200).json()
            let delivery = try #require(test["id"] as? String)
            for (client, id) in [(zhou, own), (stage.owner, shared)] {
                for path in ["", "/edit", "/remove", "/deliveries/\(delivery)"] {
                    try await client.get("/messages/webhooks/\(id)\(path)").expect(404)
                }
                for path in ["/edit", "/pause", "/test", "/secret", "/remove", "/deliveries/\(delivery)/again"] {
                    try await client.post("/messages/webhooks/\(id)\(path)", ["form": "json"]).expect(404)
                }
                let one = "\(Self.api)/\(id)"
                try await client.get(one).expect(404)
                try await client.get("\(one)/deliveries").expect(404)
                try await client.postJSON(one, "{}", method: .patch).expect(404)
                try await client.delete(one).expect(404)
                for path in ["secret", "test", "deliveries/\(delivery)/redeliver"] {
                    try await client.postJSON("\(one)/\(path)", "").expect(404)
                }
            }
            // Nor through the mini program.
            try await stage.owner.get("\(stage.path)/\(own)").expect(404)
            try await stage.owner.get("\(stage.api)/\(own)/deliveries").expect(404)
            try await stage.owner.get("\(Self.api)/\(own)").expect(200)
            let reader = try await stage.site.token("lin", scopes: [.messageRead])
            try await reader.get(Self.api).expect(403)
            try await stage.site.stranger.get("/messages/webhooks").expect(303)
        }
    }

    @Test func `has pages: from the settings to the log`() async throws {
        try await WebhookStage.run { stage in
            let owner = stage.owner
            try await owner.get("/me").expect(200).expect(text: "href=\"/messages/settings\"")
            try await owner.get("/messages/settings").expect(200).expect(text: "href=\"/messages/webhooks/new\"")
                .expect(text: "name=\"webhook\" value=\"review\" checked")
            try await owner.get("/messages/webhooks").expect(200).expect(text: "还没有 Webhook")
            let form = try await owner.get("/messages/webhooks/new").expect(200)
            #expect(!form.text.contains("name=\"events\"") && form.text.contains("发哪些消息"))
            let refused = try await owner.post(
                "/messages/webhooks",
                ["form": "json", "address": "http://192.168.0.9/x", "description": "家里", "language": "zh"]
            ).expect(422)
            #expect(refused.text.contains("value=\"家里\"") && refused.text.contains("id=\"p-address\""))
            let made = try await owner.post(
                "/messages/webhooks",
                ["form": "json", "address": "\(stage.receiver.url)/own", "description": "家里", "language": "zh"]
            ).expect(200).expect(text: "只显示这一次")
            let path = try #require(made.text.firstMatch(of: /href="(\/messages\/webhooks\/[0-9a-z]+)"/)).output.1
            let test = try await owner.post("\(path)/test").expect(303)
            try await owner.get(try #require(test.headers[.location])).expect(200).expect(text: "发来一条测试消息")
            try await owner.get(String(path)).expect(200).expect(text: "测试消息").expect(text: "消息的语言")
            try await owner.get("/messages/webhooks").expect(200).expect(text: "1 / 5").expect(text: "哪些消息会发到这里")
            try await owner.get("/messages/settings").expect(200).expect(text: "href=\"/messages/webhooks\"")
            for _ in 1..<MakeWebhook.mostOwn { try await Self.make(stage, owner) }
            let more = #"{"form":"json","address":"\#(stage.receiver.url)/6"}"#
            try await owner.postJSON(Self.api, more).expect(refusal: "TOO_MANY_WEBHOOKS", 409)
            try await owner.post("\(path)/remove").expect(redirectTo: "/messages/webhooks")
            let events = #"{"form":"json","address":"\#(stage.receiver.url)/6","events":["releases"]}"#
            let wrong = try await owner.postJSON(Self.api, events).expect(refusal: "INVALID", 422).json()
            #expect((wrong["fields"] as? [[String: String]])?.map { $0["field"] } == ["events"])
        }
    }

    @Test func `is no tool to call others with: tests have a budget, of all webhooks together`() async throws {
        try await WebhookStage.run { stage in
            let (own, _) = try await Self.make(stage, stage.owner)
            let (shared, _) = try await stage.make()
            for number in 0..<Int(RateBudget.calls.burst) {
                let one = number % 2 == 0 ? "\(Self.api)/\(own)" : "\(stage.api)/\(shared)"
                try await stage.owner.postJSON("\(one)/test", "").expect(200)
            }
            let refused = try await stage.owner.postJSON("\(Self.api)/\(own)/test", "")
            #expect(try refused.expect(refusal: "TOO_MANY_REQUESTS", 429).header("retry-after") == "5")
            try await stage.owner.post("/messages/webhooks/\(own)/test").expect(429)
            #expect(stage.receiver.calls.count == Int(RateBudget.calls.burst))
            stage.site.world.advance(seconds: 5)
            try await stage.owner.postJSON("\(Self.api)/\(own)/test", "").expect(200)
        }
    }

    @Test func `is found by its owner's name in the index`() async throws {
        try await WebhookStage.run { stage in
            try await Self.make(stage, stage.owner)
            let person = try #require(stage.owner.person)
            let (scans, steps) = try await stage.platform.engine.read { db in
                let plans = QueryPlans(db)
                _ = try OwnWebhookQueries(plans).webhooks(of: [person])
                return (plans.scans, plans.steps)
            }
            #expect(scans.isEmpty)
            #expect(steps.contains { $0.contains("webhook_by_owner (owner_kind=? AND owner_id=?)") }, "\(steps)")
        }
    }
}
