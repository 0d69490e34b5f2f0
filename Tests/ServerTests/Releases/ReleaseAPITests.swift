import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct ReleaseAPITests {
    @Test(arguments: EngineKind.available)
    func `a version goes gray, grows, is released and rolled back`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            try await calls.release("1.0.0")
            try await calls.upload("1.1.0")
            try await calls.submit("1.1.0").expect(200)
            try await calls.decide("1.1.0").expect(200)
            let begun = try await calls.gray("1.1.0", "0.01").expect(200).json()
            #expect(begun["status"] as? String == "GRAY")
            let gray = try #require(begun["gray"] as? [String: Any])
            #expect(gray["percent"] as? Double == 0.01)
            #expect(gray["started_at"] as? String == site.world.now.rfc3339)
            #expect(gray["salt"] == nil)
            #expect(begun["possible"] as? [String] == ["gray", "end_gray", "release"])
            let grown = try await calls.gray("1.1.0", "33.3").expect(200).json()
            #expect((grown["gray"] as? [String: Any])?["percent"] as? Double == 33.3)
            let released = try await calls.post("1.1.0", "release").expect(200).json()
            #expect(released["status"] as? String == "RELEASE")
            #expect(released["gray"] is NSNull)
            #expect(try await calls.status("1.0.0") == "OFFLINE")
            let rolled = try await calls.post("1.1.0", "rollback").expect(200).json()
            #expect(rolled["status"] as? String == "OFFLINE")
            #expect(rolled["rolled_back_to"] as? String == "1.0.0")
            #expect(try await calls.status("1.0.0") == "RELEASE")
        }
    }

    @Test func `each refusal has the platform's word and changes nothing`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            for (call, code) in [
                ("release", "CAN_NOT_ONLINE_WITHOUT_GRAY"), ("offline", "CAN_NOT_OFFLINE_WITHOUT_ONLINE"),
                ("rollback", "CAN_NOT_ROLLBACK_WITHOUT_ONLINE"), ("replace", "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"),
            ] {
                try await calls.post("1.0.0", call).expect(refusal: code, 409)
            }
            try await calls.gray("1.0.0").expect(refusal: "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS", 409)
            try await calls.post("1.0.0", "gray", method: .delete).expect(refusal: "CAN_NOT_END_GRAY_WITHOUT_GRAY", 409)
            #expect(try await calls.status("1.0.0") == "INIT")
            try await calls.submit("1.0.0").expect(200)
            try await calls.decide("1.0.0").expect(200)
            try await calls.gray("1.0.0", "50").expect(200)
            try await calls.gray("1.0.0", "10").expect(refusal: "GRAY_STRATEGY_NOT_ALLOW_REDUCE", 409)
            try await calls.gray("1.0.0", "50").expect(refusal: "GRAY_STRATEGY_IS_INVALID", 409)
            for percent in ["0", "0.001", "100.01", "-1", "1e9"] {
                try await calls.gray("1.0.0", percent).expect(refusal: "GRAY_STRATEGY_IS_INVALID", 422)
            }
            try await calls.gray("1.0.0", #""ten""#).expect(refusal: "MALFORMED_JSON", 400)
            try await calls.post("1.0.0", "release").expect(200)
            try await calls.post("1.0.0", "rollback").expect(refusal: "CAN_NOT_ROLLBACK_WITHOUT_OFFLINE", 409)
            try await calls.post("7.0.0", "release").expect(refusal: "NOT_FOUND", 404)
            try await calls.post("seven", "release").expect(refusal: "NOT_FOUND", 404)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a schedule is begun, paused, gone on with and stopped`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(200)
            try await calls.decide("1.0.0").expect(200)
            let (first, second) = (site.world.now.adding(seconds: 3600), site.world.now.adding(seconds: 7200))
            let body = """
                {"percent":10,"schedule":[{"at":"\(first.rfc3339)","percent":30},{"at":"\(second.rfc3339)","percent":100}]}
                """
            let begun = try gray(try await calls.post("1.0.0", "gray", body).expect(200))
            #expect(begun.state == "running")
            #expect(begun.steps == [first.rfc3339, second.rfc3339])
            let paused = try gray(try await change(calls, "pause").expect(200))
            #expect(paused.state == "paused")
            site.world.advance(seconds: 600)
            let resumed = try gray(try await change(calls, "resume").expect(200))
            #expect(resumed.steps == [first, second].map { $0.adding(seconds: 600).rfc3339 })
            site.world.advance(seconds: 3600)
            try await GrayClock(platform: site.platform).tick()
            let taken = try await calls.owner.get("\(calls.api)/versions/1.0.0").expect(200)
            #expect(try gray(taken).percent == 30)
            #expect(try gray(taken).steps.count == 1)
            #expect(try gray(try await change(calls, "stop").expect(200)).state == "stopped")
            try await change(calls, "pause").expect(refusal: "GRAY_SCHEDULE_NOT_EXIST", 409)
            try await change(calls, "dance").expect(refusal: "INVALID", 422)
            let past = #"{"percent":50,"schedule":[{"at":"2020-01-01T00:00:00Z","percent":60}]}"#
            try await calls.post("1.0.0", "gray", past).expect(refusal: "INVALID", 422)
            let vague = #"{"percent":50,"schedule":[{"at":"tomorrow","percent":60}]}"#
            let refused = try await calls.post("1.0.0", "gray", vague).expect(refusal: "INVALID", 422)
            #expect(refused.text.contains("schedule.0.at"))
        }
    }

    @Test func `a schedule is changed of the version that is gray, and of no other`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0", "1.1.0")
            try await calls.submit("1.0.0").expect(200)
            try await calls.decide("1.0.0").expect(200)
            let at = site.world.now.adding(seconds: 3600).rfc3339
            try await calls.post("1.0.0", "gray", #"{"percent":1,"schedule":[{"at":"\#(at)","percent":30}]}"#).expect(
                200
            )
            try await change(calls, "stop", of: "1.1.0").expect(refusal: "GRAY_SCHEDULE_NOT_EXIST", 409)
            try await change(calls, "stop", of: "7.0.0").expect(refusal: "NOT_FOUND", 404)
            try await change(calls, "stop").expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a hotfix takes over the gray release and says whom it replaces`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0", "1.0.1")
            try await calls.submit("1.0.0", #","gray_percent":20"#).expect(200)
            #expect(try await calls.decide("1.0.0").expect(200).json()["status"] as? String == "GRAY")
            try await calls.submit("1.0.1").expect(refusal: "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY", 409)
            try await calls.submit("1.0.1", #","replaces":"0.9.0""#).expect(refusal: "GRAY_VERSION_NOT_EXIST", 409)
            try await calls.submit("1.0.1", #","replaces":"soon""#).expect(refusal: "INVALID", 422)
            let submitted = try await calls.submit("1.0.1", #","replaces":"1.0.0""#).expect(200).json()
            #expect(submitted["replaces"] as? String == "1.0.0")
            let passed = try await calls.decide("1.0.1").expect(200).json()
            #expect(passed["replaces"] as? String == "1.0.0")
            let possible = try await calls.version("1.0.1")["possible"] as? [String]
            #expect(possible == ["return", "replace"])
            let took = try await calls.post("1.0.1", "replace").expect(200).json()
            #expect(took["status"] as? String == "GRAY")
            #expect((took["gray"] as? [String: Any])?["percent"] as? Double == 20)
            #expect(took["replaces"] is NSNull)
            #expect(try await calls.status("1.0.0") == "OFFLINE")
        }
    }

    @Test func `a roll back over a version that only goes forward asks for its number`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.release("1.0.0", "1.1.0")
            let marked = try await calls.owner.postJSON(
                "\(calls.api)/versions/1.1.0",
                #"{"forward_only":true,"lowest_base_library":"2.8.0"}"#,
                method: .patch
            ).expect(200).json()
            #expect(marked["forward_only"] as? Bool == true)
            #expect(marked["lowest_base_library"] as? String == "2.8.0")
            try await calls.post("1.1.0", "rollback").expect(refusal: "FORWARD_ONLY_CONFIRMATION_REQUIRED", 409)
            try await calls.post("1.1.0", "rollback", #"{"confirm":"1.0.0"}"#)
                .expect(refusal: "FORWARD_ONLY_CONFIRMATION_REQUIRED", 409)
            try await calls.post("1.1.0", "rollback", #"{"confirm":"1.1.0"}"#).expect(200)
            #expect(try await calls.status("1.0.0") == "RELEASE")
            try await calls.post("1.0.0", "rollback").expect(refusal: "CAN_NOT_CONTINUOUS_ROLLBACK", 409)
        }
    }

    @Test func `the description stands once it was submitted`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            let path = "\(calls.api)/versions/1.0.0"
            let changed = try await calls.owner.postJSON(path, #"{"description":"改好了"}"#, method: .patch).expect(200)
            #expect(try changed.json()["description"] as? String == "改好了")
            try await calls.owner.postJSON(path, #"{"lowest_base_library":"two"}"#, method: .patch)
                .expect(refusal: "INVALID", 422)
            try await calls.submit("1.0.0").expect(200)
            try await calls.owner.postJSON(path, #"{"description":"再改"}"#, method: .patch)
                .expect(refusal: "VERSION_DESCRIPTION_FIXED", 409)
        }
    }

    private func change(_ calls: ReleaseCalls, _ wish: String, of number: String = "1.0.0") async throws -> SiteResponse
    {
        try await calls.post(number, "gray", #"{"schedule":"\#(wish)"}"#, method: .patch)
    }

    private func gray(_ answer: SiteResponse) throws -> (percent: Double?, state: String?, steps: [String]) {
        let gray = try #require(try answer.json()["gray"] as? [String: Any])
        let steps = (gray["schedule"] as? [[String: Any]] ?? []).compactMap { $0["at"] as? String }
        return (gray["percent"] as? Double, gray["schedule_state"] as? String, steps)
    }
}
