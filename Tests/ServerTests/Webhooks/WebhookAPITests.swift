import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct `Webhooks over the API` {
    @Test(arguments: EngineKind.available)
    func `are made, changed, tested and removed`(_ kind: EngineKind) async throws {
        try await WebhookStage.run(kind) { stage in
            let (id, secret) = try await stage.make()
            #expect(secret.hasPrefix("whs_"))
            let one = "\(stage.api)/\(id)"
            #expect(try await stage.webhook(id)["secret"] == nil)
            let changed = try await stage.owner.postJSON(one, #"{"events":["releases"]}"#, method: .patch).expect(200)
            #expect(try changed.json()["events"] as? [String] == ["releases"])
            #expect(try changed.json()["description"] as? String == "发布群")
            let rotated = try await stage.owner.postJSON("\(one)/secret", "").expect(200).json()["secret"] as? String
            #expect(rotated?.hasPrefix("whs_") == true && rotated != secret)
            let test = try await stage.owner.postJSON("\(one)/test", "").expect(200).json()
            #expect(test["state"] as? String == "delivered" && test["sequence"] is NSNull)
            let delivery = try #require(test["id"] as? String)
            try await stage.owner.postJSON("\(one)/deliveries/\(delivery)/redeliver", "")
                .expect(refusal: "WEBHOOK_TEST", 409)
            try await stage.owner.postJSON("\(one)/deliveries/none/redeliver", "").expect(404)
            try await stage.owner.postJSON(one, #"{"paused":true}"#, method: .patch).expect(200)
            try await stage.owner.delete(one).expect(204)
            try await stage.owner.get(one).expect(404)
        }
    }

    @Test func `a pause drops what waits, and what happens meanwhile is not told later`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make()
            try await stage.happen()
            let one = "\(stage.api)/\(id)"
            try await stage.owner.postJSON(one, #"{"paused":true}"#, method: .patch).expect(200)
            try await stage.happen()
            let waiting = try #require(try await stage.deliveries(id).first)
            #expect(waiting["failure"] as? String == "PAUSED" && waiting["state"] as? String == "failed")
            let delivery = try #require(waiting["id"] as? String)
            try await stage.owner.postJSON("\(one)/deliveries/\(delivery)/redeliver", "")
                .expect(refusal: "WEBHOOK_PAUSED", 409)
            try await stage.owner.postJSON(one, #"{"paused":false}"#, method: .patch).expect(200)
            #expect(await stage.courier.tick() == 0)
            try await stage.owner.postJSON("\(one)/deliveries/\(delivery)/redeliver", "").expect(202)
            #expect(await stage.courier.tick() == 1)
            #expect(try await stage.deliveries(id).count == 1)
        }
    }

    @Test func `refuse what is wrong, field by field`() async throws {
        try await WebhookStage.run { stage in
            let wrong: [(String, String)] = [
                (#"{"address":"https://hooks.example/","events":["releases"]}"#, "form"),
                (#"{"form":"json","events":["releases"]}"#, "address"),
                (#"{"form":"json","address":"https://192.168.1.1/","events":["releases"]}"#, "address"),
                (#"{"form":"json","address":"https://hooks.example/"}"#, "events"),
                (#"{"form":"json","address":"https://hooks.example/","events":["webhook.made"]}"#, "events"),
                (#"{"form":"json","address":"https://hooks.example/","events":["releases"],"secret":"x"}"#, "secret"),
                (
                    #"{"form":"feishu","address":"https://hooks.example/","events":["releases"],"secret":"a b"}"#,
                    "secret"
                ),
                (
                    #"{"form":"json","address":"https://hooks.example/","events":["releases"],"language":"de"}"#,
                    "language"
                ),
            ]
            for (json, field) in wrong {
                let answer = try await stage.owner.postJSON(stage.api, json).expect(refusal: "INVALID", 422).json()
                let fields = try #require(answer["fields"] as? [[String: String]])
                #expect(fields.map { $0["field"] } == [field], "\(json)")
            }
            let (id, _) = try await stage.make(.wecom)
            try await stage.owner.postJSON("\(stage.api)/\(id)/secret", "")
                .expect(refusal: "WEBHOOK_SECRET_IS_THEIRS", 409)
        }
    }

    @Test func `ask for their scope`() async throws {
        try await WebhookStage.run { stage in
            let reader = try await stage.site.token("lin", scopes: [.appView, .versionView])
            try await reader.get(stage.api).expect(403)
            let manager = try await stage.site.token("lin", scopes: [.webhookManage])
            try await manager.get(stage.api).expect(200)
        }
    }
}
