import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// One page of each kind of webhooks as it is sent, without the frame around it.
@Suite struct WebhookGoldenTests {
    @Test func `the list, the form, one with its log, a delivery, removing`() async throws {
        try await WebhookStage.run { stage in
            try await expectGolden(stage.owner.get(stage.path).expect(200).inside(), "webhooks-empty.html")
            let refused = try await stage.owner.post(stage.path, ["form": "feishu", "address": "http://10.0.0.1/"])
            try expectGolden(refused.expect(422).inside(), "webhooks-form-refused.html")
            let (id, _) = try await stage.make()
            try await stage.make(.wecom, events: ["releases", "member.removed"], target: "/send?key=abc")
            stage.receiver.answer { $0.target == "/hook" ? .ok : Receiver.Answer(200, #"{"errcode":93000}"#) }
            try await stage.happen([
                .versionDeleted(version: ID(rawValue: "v"), number: VersionNumber(1, 2, 3)),
                .releaseRuleChanged(needsSecondPerson: true),
            ])
            _ = await stage.courier.tick()
            // How long an answer took is chance.
            try await stage.platform.engine.execute("UPDATE webhook_delivery SET duration = 42")
            let (app, port) = ("\(stage.app)", "\(stage.receiver.port)")
            func golden(_ path: String, _ name: String, _ client: SiteClient? = nil) async throws {
                let answer = try await (client ?? stage.owner).get(path).expect(200)
                let names: KeyValuePairs = [id: "WEBHOOK", app: "APP", port: "PORT"]
                try expectGolden(answer.inside(naming: names), name)
            }
            let delivery = try #require(try await stage.deliveries(id).first?["id"] as? String)
            let english = stage.owner.with("accept-language", "en")
            try await golden(stage.path, "webhooks-list.html")
            try await golden("\(stage.path)/\(id)", "webhooks-detail.html")
            try await golden("\(stage.path)/\(id)", "webhooks-detail-en.html", english)
            try await golden("\(stage.path)/\(id)/deliveries/\(delivery)", "webhooks-delivery.html")
            try await golden("\(stage.path)/\(id)/remove", "webhooks-remove.html")
        }
    }

    @Test func `one's own: the list, the form, one with its log`() async throws {
        try await WebhookStage.run { stage in
            let list = "/messages/webhooks"
            try await expectGolden(stage.owner.get(list).expect(200).inside(), "webhooks-own-empty.html")
            try await expectGolden(stage.owner.get("\(list)/new").expect(200).inside(), "webhooks-own-form.html")
            let json = #"{"form":"dingtalk","address":"\#(stage.receiver.url)/own","description":"我的钉钉"}"#
            let made = try await stage.owner.postJSON("/api/v1\(list)", json).expect(201).json()
            let id = try #require(made["id"] as? String)
            stage.receiver.answer(Receiver.Answer(200, #"{"errcode":0}"#))
            let messages = try await MessageStage(stage.site)
            try await messages.isReviewed(VersionNumber(1, 2, 3), .approve)
            _ = await stage.courier.tick()
            try await stage.platform.engine.execute("UPDATE webhook_delivery SET duration = 42")
            for (path, name) in [(list, "webhooks-own-list.html"), ("\(list)/\(id)", "webhooks-own-detail.html")] {
                let names: KeyValuePairs = [id: "WEBHOOK", "\(stage.receiver.port)": "PORT"]
                try expectGolden(try await stage.owner.get(path).expect(200).inside(naming: names), name)
            }
        }
    }
}
