import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct ReleaseAccessAPITests {
    @Test func `taking offline needs an administrator; by force, an operator with a reason`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.release("1.0.0", "1.1.0")
            let developer = try await calls.member("zhou", .developer)
            try await calls.post("1.1.0", "offline", by: developer).expect(refusal: "FORBIDDEN", 403)
            try await calls.post("1.1.0", "offline", by: calls.reviewer).expect(refusal: "FORBIDDEN", 403)
            try await calls.post("1.1.0", "offline", by: try await site.token("wang")).expect(refusal: "NOT_FOUND", 404)
            let forced = #"{"forced":true,"reason":"收到多起无法退款的投诉"}"#
            try await calls.post("1.1.0", "offline", forced).expect(refusal: "FORBIDDEN", 403)
            try await calls.post("1.1.0", "offline", #"{"forced":true}"#, by: calls.reviewer).expect(
                refusal: "INVALID",
                422
            )
            #expect(try await calls.status("1.1.0") == "RELEASE")
            let down = try await calls.post("1.1.0", "offline", forced, by: calls.reviewer).expect(200).json()
            #expect(down["status"] as? String == "AUDIT_OFFLINE")
            #expect(try await calls.version("1.1.0")["takedown_reason"] as? String == "收到多起无法退款的投诉")
        }
    }

    @Test func `a token that may only take offline does that and no more`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.release("1.0.0")
            let token = try await site.token("lin", scopes: [.versionTakeOffline])
            try await calls.post("1.0.0", "rollback", by: token).expect(refusal: "FORBIDDEN", 403)
            let off = try await calls.post("1.0.0", "offline", by: token).expect(200).json()
            #expect(off["status"] as? String == "OFFLINE")
            #expect(off["possible"] as? [String] == [])
        }
    }

    @Test(arguments: EngineKind.available)
    func `a mini program may ask for a second person`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            let developer = try await calls.member("zhou", .developer)
            let rules = "\(calls.api)/release-rules"
            #expect(try await developer.get(rules).expect(200).json()["second_person"] as? Bool == false)
            let wish = #"{"second_person":true}"#
            try await developer.postJSON(rules, wish, method: .patch).expect(refusal: "FORBIDDEN", 403)
            let set = try await calls.owner.postJSON(rules, wish, method: .patch).expect(200)
            #expect(try set.json()["second_person"] as? Bool == true)
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0", #","gray_percent":5"#).expect(200)
            try await calls.decide("1.0.0").expect(200)
            try await calls.post("1.0.0", "release").expect(refusal: "SECOND_PERSON_REQUIRED", 409)
            try await calls.post("1.0.0", "release", by: developer).expect(200)
            try await calls.owner.postJSON(rules, #"{"second_person":"yes"}"#, method: .patch)
                .expect(refusal: "MALFORMED_JSON", 400)
        }
    }

    @Test func `what is possible follows the status and the role`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            let (developer, experiencer) = (
                try await calls.member("zhou", .developer), try await calls.member("chen", .experiencer)
            )
            try await calls.release("1.0.0")
            func possible(_ client: SiteClient) async throws -> [String]? {
                try await calls.version("1.0.0", by: client)["possible"] as? [String]
            }
            #expect(try await possible(calls.owner) == ["rollback", "offline"])
            #expect(try await possible(developer) == ["rollback"])
            #expect(try await possible(experiencer) == [])
            #expect(try await possible(calls.reviewer) == ["force_offline"])
            let reader = try await site.token("lin", scopes: [.versionView])
            #expect(try await possible(reader) == [])
        }
    }

    @Test func `test accounts are for those who submit or review`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            let experiencer = try await calls.member("chen", .experiencer)
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0", #","test_account":"demo","test_password":"geheim""#).expect(200)
            let path = "\(calls.api)/versions/1.0.0/review"
            #expect(try await calls.reviewer.get(path).expect(200).text.contains("geheim"))
            let seen = try await experiencer.get(path).expect(200)
            #expect(!seen.text.contains("geheim") && !seen.text.contains("demo"))
            #expect(seen.text.contains("这一版优化了下单流程"))
        }
    }
}
