import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The pages of webhooks` {
    private static func fields(_ stage: WebhookStage, address: String? = nil) -> KeyValuePairs<String, String> {
        [
            "form": "json", "address": address ?? stage.receiver.url + "/hook", "description": "发布群", "language": "zh",
            "events": "releases", "events": "version.uploaded",
        ]
    }

    private static func only(_ stage: WebhookStage) async throws -> String {
        let items = try await stage.owner.get(stage.api).expect(200).items()
        guard items.count == 1, let id = items[0]["id"] as? String else { throw SiteFailure("\(items.count) webhooks") }
        return id
    }

    @Test func `add one and show its secret once; change, pause, remove`() async throws {
        try await WebhookStage.run { stage in
            try await stage.owner.get(stage.path).expect(200).expect(text: "还没有 Webhook")
            let made = try await stage.owner.post(stage.path, Self.fields(stage)).expect(200).expect(text: "whs_")
            #expect(made.header("cache-control") == "no-store")
            let id = try await Self.only(stage)
            let page = "\(stage.path)/\(id)"
            try await stage.owner.get(stage.path).expect(text: "发布群").expect(text: "灰度与发布、上传版本")
            try await stage.owner.get(page).expect(text: "还没有发送过").expect(noText: "whs_")
            let form = try await stage.owner.get("\(page)/edit").expect(text: "value=\"releases\" checked")
            try form.expect(noText: "value=\"members\" checked")
            var fields = Self.fields(stage).map { ($0.key, $0.value) }
            fields[2].1 = "构建群"
            try await stage.owner.post("\(page)/edit", pairs: fields).expect(redirectTo: page)
            try await stage.owner.get(page).expect(text: "构建群")
            try await stage.owner.post("\(page)/secret").expect(200).expect(text: "密钥已更换").expect(text: "whs_")
            try await stage.owner.post("\(page)/pause", ["paused": "true"]).expect(redirectTo: page)
            try await stage.owner.get(page).expect(text: "已暂停").expect(text: "恢复发送")
            try await stage.owner.post("\(page)/pause", ["paused": "false"]).expect(redirectTo: page)
            try await stage.owner.get("\(page)/remove").expect(text: "删除这个 Webhook？")
            try await stage.owner.post("\(page)/remove").expect(redirectTo: stage.path)
            try await stage.owner.get(page).expect(404)
            let words = try await stage.site.words(of: stage.app).filter { $0.hasPrefix("webhook.") }
            #expect(
                words == [
                    "webhook.made", "webhook.changed", "webhook.changed", "webhook.changed", "webhook.changed",
                    "webhook.removed",
                ]
            )
        }
    }

    @Test func `a test is sent at once and its answer shown, also while it is paused`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make()
            let page = "\(stage.path)/\(id)"
            try await stage.owner.post("\(page)/pause", ["paused": "true"]).expect(303)
            stage.receiver.answer(Receiver.Answer(418, "I am a <teapot>"))
            let answer = try await stage.owner.post("\(page)/test").expect(303)
            let shown = try await stage.owner.get(try #require(answer.location)).expect(200)
            try shown.expect(text: "418").expect(text: "I am a &lt;teapot&gt;").expect(text: "webhook.test")
            #expect(stage.receiver.calls.first?.headers["steward-event"] == "webhook.test")
            // Its failure says nothing about the webhook.
            #expect(try await stage.webhook(id)["failing_since"] is NSNull)
            try await stage.owner.get(page).expect(text: "已暂停")
        }
    }

    @Test func `a delivery that failed is sent again with the same id`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make()
            stage.receiver.answer(Receiver.Answer(500))
            try await stage.happen()
            _ = await stage.courier.tick()
            stage.receiver.answer(.ok)
            let delivery = try #require(try await stage.deliveries(id).first?["id"] as? String)
            let page = "\(stage.path)/\(id)/deliveries/\(delivery)"
            try await stage.owner.get(page).expect(text: "会自动重试").expect(text: "再发一次")
            try await stage.owner.post("\(page)/again").expect(redirectTo: page)
            #expect(await stage.courier.tick() == 1)
            try await stage.owner.get(page).expect(text: "已送达")
            #expect(Set(stage.receiver.calls.map { $0.headers["steward-delivery"] }) == [delivery])
        }
    }

    @Test func `what is wrong stands at its field, with what was typed`() async throws {
        try await WebhookStage.run { stage in
            let answer = try await stage.owner.post(
                stage.path,
                ["form": "carrier", "address": "http://127.0.0.2/<x>", "description": "群"]
            ).expect(422)
            try answer.expect(text: "至少选一类事件").expect(text: "百分号编码").expect(text: "value=\"群\"")
                .expect(text: "http://127.0.0.2/&lt;x&gt;")
            for address in [
                "http://10.0.0.1/", "http://[::1]/", "https://u:p@hooks.example/", "x",
            ] {
                try await stage.owner.post(stage.path, Self.fields(stage, address: address)).expect(422)
            }
            #expect(try await stage.owner.get(stage.api).expect(200).items().isEmpty)
        }
    }

    @Test func `ten are the most`() async throws {
        try await WebhookStage.run { stage in
            for _ in 0..<MakeWebhook.most { try await stage.make() }
            try await stage.owner.post(stage.path, Self.fields(stage)).expect(409).expect(text: "最多 10 个")
            try await stage.owner.get(stage.path).expect(text: "已满")
        }
    }

    @Test func `developers, strangers and administrators of another mini program reach none of it`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make()
            try await stage.happen()
            _ = await stage.courier.tick()
            let delivery = try #require(try await stage.deliveries(id).first?["id"] as? String)
            try await stage.site.add("zhou", to: stage.app, as: .developer)
            let (developer, outsider) = (try await stage.site.as("zhou"), try await stage.site.as("mallory"))
            let other = try await stage.site.app("别家", of: "mallory")
            for path in ["", "/new", "/\(id)", "/\(id)/edit", "/\(id)/remove", "/\(id)/deliveries/\(delivery)"] {
                try await developer.get(stage.path + path).expect(403)
                try await outsider.get(stage.path + path).expect(404)
                if path.contains(id) { try await outsider.get("/apps/\(other)/webhooks\(path)").expect(404) }
            }
            let foreign = "/apps/\(other)/webhooks/\(id)"
            for path in ["/edit", "/pause", "/test", "/secret", "/remove", "/deliveries/\(delivery)/again"] {
                try await outsider.post(foreign + path, Self.fields(stage)).expect(404)
            }
            let api = "/api/v1/apps/\(other)/webhooks/\(id)"
            try await outsider.get(api).expect(404)
            try await outsider.get(api + "/deliveries").expect(404)
            try await outsider.postJSON(api, "{\"paused\":true}", method: .patch).expect(404)
            try await outsider.delete(api).expect(404)
            for path in ["/test", "/secret", "/deliveries/\(delivery)/redeliver"] {
                try await outsider.postJSON(api + path, "{}").expect(404)
            }
            #expect(stage.receiver.calls.count == 1)
        }
    }

    @Test func `old deliveries go, the newest two hundred stay`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make()
            let now = stage.site.world.now
            try await stage.platform.engine.write { db in
                for index in 0..<230 {
                    try db.execute(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, word, at, state, made_at, first_due_at, attempts)
                        VALUES (\("d\(index)"), \(id), 'webhook.test', \(now), 'delivered', \(now), \(now), 1)
                        """
                    )
                }
            }
            try await Housekeeping(platform: stage.platform).tidy()
            let count = try await stage.platform.engine.rows("SELECT id FROM webhook_delivery").count
            #expect(count == TrimDeliveries.most)
            let first = try await stage.owner.get("\(stage.api)/\(id)/deliveries").expect(200).json()
            let next = try #require(first["next"] as? String)
            #expect(try await stage.owner.get("\(stage.api)/\(id)/deliveries?after=\(next)").items().count == 50)
            stage.site.world.advance(seconds: 30 * 86_400 + 1)
            try await Housekeeping(platform: stage.platform).tidy()
            #expect(try await stage.platform.engine.rows("SELECT id FROM webhook_delivery").isEmpty)
        }
    }
}

extension SiteClient {
    /// Posts a form out of a list of pairs.
    fileprivate func post(_ path: String, pairs: [(String, String)]) async throws -> SiteResponse {
        try await upload(path, fields: pairs, files: [])
    }
}
