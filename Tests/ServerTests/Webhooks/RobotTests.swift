import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct `A robot` {
    private static func body(_ call: Receiver.Call) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(call.body.utf8)) as? [String: Any])
    }

    @Test func `of DingTalk gets a card, with the signature in the address`() async throws {
        try await WebhookStage.run { stage in
            let (id, secret) = try await stage.make(.dingtalk, target: "/robot/send?access_token=abc", secret: "SECabc")
            #expect(secret.isEmpty)
            stage.receiver.answer(Receiver.Answer(200, #"{"errcode":0,"errmsg":"ok"}"#))
            try await stage.happen()
            _ = await stage.courier.tick()
            let call = try #require(stage.receiver.calls.first)
            // Computed with Python's hmac for 1768874400000 and SECabc.
            let sign = "/robot/send?access_token=abc&timestamp=1768874400000&sign="
            #expect(call.target.hasPrefix(sign))
            #expect(call.headers["steward-signature"] == nil)
            let link = try #require(try Self.body(call)["link"] as? [String: String])
            #expect(link["title"] == "山丘咖啡点单" && link["text"] == "林知远 删除了 1.2.3")
            #expect(link["messageUrl"]?.hasPrefix("http://localhost/apps/") == true)
            #expect(try await stage.deliveries(id).first?["state"] as? String == "delivered")
        }
    }

    @Test func `of Feishu gets rich text, with the signature in the body`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make(.feishu, secret: "abc")
            stage.receiver.answer(Receiver.Answer(200, #"{"code":0,"msg":"success"}"#))
            try await stage.happen()
            _ = await stage.courier.tick()
            let told = try Self.body(try #require(stage.receiver.calls.first))
            #expect(told["msg_type"] as? String == "post" && told["timestamp"] as? String == "1768874400")
            #expect((told["sign"] as? String)?.isEmpty == false)
            #expect(try await stage.deliveries(id).first?["state"] as? String == "delivered")
        }
    }

    @Test func `of WeCom gets an article, cut to its limits`() async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make(.wecom)
            stage.receiver.answer(Receiver.Answer(200, #"{"errcode":0,"errmsg":"ok"}"#))
            try await stage.happen()
            _ = await stage.courier.tick()
            let told = try Self.body(try #require(stage.receiver.calls.first))
            #expect(told["msgtype"] as? String == "news")
            #expect(try await stage.deliveries(id).first?["state"] as? String == "delivered")
        }
        let long = String(repeating: "咖", count: 100)
        #expect(WeComMessage.cut(long, 128).utf8.count <= 128 && WeComMessage.cut(long, 128).hasSuffix("…"))
        #expect(WeComMessage.cut("短", 128) == "短")
    }

    @Test(arguments: [
        (WebhookForm.dingtalk, #"{"errcode":310000,"errmsg":"sign not match"}"#), (.wecom, #"{"errcode":93000}"#),
        (.feishu, #"{"code":19021,"msg":"sign match fail"}"#), (.feishu, #"{"StatusCode":1}"#), (.dingtalk, "ok"),
    ])
    func `that answers 200 and did not take it has failed`(form: WebhookForm, answer: String) async throws {
        try await WebhookStage.run { stage in
            let (id, _) = try await stage.make(form)
            stage.receiver.answer(Receiver.Answer(200, answer))
            try await stage.happen()
            _ = await stage.courier.tick()
            let delivery = try #require(try await stage.deliveries(id).first)
            #expect(delivery["failure"] as? String == "ROBOT_REFUSED" && delivery["state"] as? String == "waiting")
            #expect(delivery["answer"] as? String == answer)
        }
    }
}
