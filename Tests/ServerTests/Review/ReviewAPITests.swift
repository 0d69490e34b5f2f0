import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct ReviewAPITests {
    @Test(arguments: EngineKind.available)
    func `a version is submitted, rejected with reasons, returned, and passes`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            let more = #","memo":"请用测试账号登录","test_account":"demo","test_password":"geheim""#
            let submitted = try await calls.submit("1.0.0", more).expect(200).json()
            #expect(submitted["status"] as? String == "AUDITING")
            #expect(submitted["possible"] as? [String] == ["withdraw"])
            let summary = try #require(submitted["submission"] as? [String: Any])
            #expect(summary["state"] as? String == "waiting")
            #expect((summary["submitted_by"] as? [String: Any])?["login"] as? String == "lin")
            let picture = try await calls.reviewer.sendPicture(to: calls.app)
            let rejection = """
                {"decision":"reject","reasons":[
                    {"type":"white_screen","memo":"弱网下首页白屏超过十秒。","pictures":["\(picture)"]},{"memo":"客服电话打不通。"}]}
                """
            let rejected = try await calls.decide("1.0.0", rejection).expect(200).json()
            #expect(rejected["status"] as? String == "AUDIT_REJECT")
            let review = try await calls.owner.get("\(calls.api)/versions/1.0.0/review").expect(200).json()
            #expect(review["state"] as? String == "decided")
            #expect(review["decision"] as? String == "reject")
            let reasons = try #require(review["reasons"] as? [[String: Any]])
            #expect(reasons.map { $0["type"] as? String } == ["white_screen", "other"])
            #expect(reasons.map { $0["memo"] as? String } == ["弱网下首页白屏超过十秒。", "客服电话打不通。"])
            let shown = try #require((reasons[0]["pictures"] as? [[String: Any]])?.first)
            #expect(shown["id"] as? String == picture)
            let address = try #require((shown["url"] as? String)?.dropFirst("http://localhost".count))
            try await site.stranger.get(String(address)).expect(200)
            let content = try #require(review["submission"] as? [String: Any])
            #expect(content["memo"] as? String == "请用测试账号登录")
            #expect(content["test_password"] as? String == "geheim")
            #expect((content["screenshots"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == calls.pictures)
            #expect(content["agreement"] as? String == Agreement.current.version)
            let returned = try await calls.post("1.0.0", "return").expect(200).json()
            #expect(returned["status"] as? String == "INIT")
            try await calls.submit("1.0.0").expect(200)
            let base = try await calls.decide("1.0.0", #"{"decision":"approve_base"}"#).expect(200).json()
            #expect(base["status"] as? String == "BASE_AUDIT_PASS")
            #expect(try await calls.version("1.0.0")["possible"] as? [String] == ["return", "gray"])
        }
    }

    @Test func `what a submission lacks is refused by its word, and nothing is changed`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            let pictures = calls.pictures.map { "\"\($0)\"" }.joined(separator: ",")
            let text = "这一版优化了下单流程，修复了门店列表偶尔为空的问题。"
            for (body, code, status) in [
                ("{}", "AGREEMENT_NOT_ACCEPTED", 422),
                (#"{"agreement":false}"#, "AGREEMENT_NOT_ACCEPTED", 422),
                (#"{"agreement":"2020-01-01"}"#, "AGREEMENT_NOT_ACCEPTED", 422),
                (#"{"agreement":true}"#, "VERSION_DESC_IS_BLANK", 422),
                (#"{"agreement":true,"description":"短"}"#, "INVALID_VERSION_DESC_LENGTH", 422),
                (#"{"agreement":true,"description":"\#(text)"}"#, "SCREEN_SHOTS_ARE_BLANK", 422),
                (
                    #"{"agreement":true,"description":"\#(text)","screenshots":["x"]}"#, "SCREEN_SHOT_NUM_IS_INVALID",
                    422
                ), (#"{"agreement":true,"description":"\#(text)","screenshots":["x","y"]}"#, "INVALID", 422),
                (
                    #"{"agreement":true,"description":"\#(text)","screenshots":[\#(pictures)],"gray_percent":101}"#,
                    "GRAY_STRATEGY_IS_INVALID", 422
                ), (#"{"agreement":[]}"#, "MALFORMED_JSON", 400), ("", "MALFORMED_JSON", 400),
                (calls.submission(#","replaces":true"#), "GRAY_VERSION_NOT_EXIST", 409),
            ] {
                try await calls.post("1.0.0", "submit", body).expect(refusal: code, status)
            }
            #expect(try await calls.status("1.0.0") == "INIT")
            #expect(try await calls.version("1.0.0")["submission"] is NSNull)
            let review = try await calls.owner.get("\(calls.api)/versions/1.0.0/review").expect(200).json()
            #expect(review["state"] as? String == "none")
            #expect(review["submission"] is NSNull)
            for (call, code) in [
                ("withdraw", "AUDITING_VERSION_NOT_EXIST"), ("return", "CAN_NOT_BACK_DEV_WITHOUT_AUDIT"),
            ] {
                try await calls.post("1.0.0", call).expect(refusal: code, 409)
            }
            try await calls.decide("1.0.0").expect(refusal: "AUDITING_VERSION_NOT_EXIST", 409)
        }
    }

    @Test func `the agreement can be read, and accepted by its version`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            let agreement = try await site.stranger.with("accept-language", "en").get("/api/v1/agreement").expect(200)
                .json()
            let version = try #require(agreement["version"] as? String)
            #expect(agreement["title"] as? String == "Submission agreement")
            #expect((agreement["sections"] as? [[String: Any]])?.count == Agreement.current.sections.count)
            let body = calls.submission().replacing(#""agreement":true"#, with: #""agreement":"\#(version)""#)
            try await calls.post("1.0.0", "submit", body).expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `papers come along, by their name in either language`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site, category: "0101")
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(refusal: "LICENSE_NO_IS_BLANK", 422)
            let picture = calls.pictures[0]
            func papers(_ kind: String, until day: String) -> String {
                """
                ,"licences":[{"kind":"\(kind)","number":"JY1330106","name":"山丘咖啡","valid_until":"\(day)",
                    "pictures":["\(picture)"]}]
                """
            }
            let lost = papers("食品经营许可证", until: "long_term").replacing(picture, with: "lost")
            let refused = try await calls.submit("1.0.0", lost).expect(refusal: "INVALID", 422).json()
            #expect((refused["fields"] as? [[String: Any]])?.first?["field"] as? String == "licences.0.pictures")
            let expired = papers("食品经营许可证", until: "2020-01-31")
            try await calls.submit("1.0.0", expired).expect(refusal: "LICENSE_VALID_DATE_IS_INVALID", 422)
            try await calls.submit("1.0.0", papers("Food business licence", until: "long_term")).expect(200)
            let review = try await calls.reviewer.get("\(calls.api)/versions/1.0.0/review").expect(200).json()
            let content = try #require(review["submission"] as? [String: Any])
            let licence = try #require((content["licences"] as? [[String: Any]])?.first)
            #expect(licence["kind"] as? String == "食品经营许可证")
            #expect(licence["valid_until"] as? String == "long_term")
            #expect((licence["pictures"] as? [[String: Any]])?.first?["id"] as? String == picture)
        }
    }

    @Test func `a withdrawn version is back in development`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(200)
            let back = try await calls.post("1.0.0", "withdraw").expect(200).json()
            #expect(back["status"] as? String == "INIT")
            #expect(back["possible"] as? [String] == ["submit", "delete"])
            #expect((back["submission"] as? [String: Any])?["state"] as? String == "withdrawn")
        }
    }

    @Test func `words that are none of the API's are refused at their field`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(200)
            for (body, field) in [
                (#"{"decision":"maybe"}"#, "decision"),
                (#"{"decision":"reject","reasons":[{"type":"ugly","memo":"不好看"}]}"#, "reasons.0.type"),
                (#"{"decision":"reject","reasons":[{"type":"other"}]}"#, "reasons.0.memo"),
                (#"{"decision":"reject"}"#, "reasons"),
                (#"{"decision":"approve","reasons":[{"memo":"很好"}]}"#, "reasons"),
            ] {
                let refused = try await calls.decide("1.0.0", body).expect(refusal: "INVALID", 422)
                let fields = try refused.json()["fields"] as? [[String: Any]]
                #expect(fields?.first?["field"] as? String == field, "\(body)")
            }
            #expect(try await calls.status("1.0.0") == "AUDITING")
        }
    }
}
