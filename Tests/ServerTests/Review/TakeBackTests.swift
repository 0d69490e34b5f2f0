import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct `Taking a version back` {
    @Test(arguments: EngineKind.available)
    func `withdraws it from review after saying what follows`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            try await stage.lin.get(stage.path("1.0.0", "withdraw")).expect(409)
            try await stage.send("1.0.0", [("express", "true")])
            let page = try await stage.lin.get(stage.path("1.0.0", "withdraw")).expect(200)
            try page.expect(text: "撤回 1.0.0 的审核？").expect(text: "用掉的加急次数不退").expect(text: "还没有开始审核")
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .inReview)
            try await stage.lin.post(stage.path("1.0.0", "withdraw")).expect(redirectTo: stage.path("1.0.0"))
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .development)
            // A second time there is nothing to take back, and the page leads on.
            try await stage.lin.post(stage.path("1.0.0", "withdraw")).expect(409)
                .expect(text: "1.0.0 现在不能撤回审核").expect(text: "现在可以：提审、删除")
                .expect(text: "href=\"\(stage.path("1.0.0"))\"")
            try await stage.lin.script.post(stage.path("1.0.0", "withdraw"))
                .expect(refusal: "AUDITING_VERSION_NOT_EXIST", 409)
            let outcome = try await stage.lin.get(stage.path("1.0.0", "review")).expect(200)
            try outcome.expect(text: "已撤回").expect(text: "再次提审 1.0.0")
            try await stage.send("1.0.0")
            try await stage.lin.get(stage.path("1.0.0", "review")).expect(text: "审核中").expect(text: "1.0.0 以前的提审")
        }
    }

    @Test(arguments: EngineKind.available, [ReviewDecision.approve, .approveBase, .reject])
    func `returns it to development once it is decided`(_ kind: EngineKind, _ decision: ReviewDecision) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            try await stage.send()
            try await stage.lin.get(stage.path("1.0.0", "return")).expect(409)
            try await stage.lin.script.post(stage.path("1.0.0", "return"))
                .expect(refusal: "CAN_NOT_BACK_DEV_WITHOUT_AUDIT", 409)
            let reasons = decision == .reject ? [RejectionReason(type: .other, memo: "请加上年龄提示")] : []
            try await stage.decide(decision, VersionNumber(1, 0, 0), reasons)
            let page = try await stage.lin.get(stage.path("1.0.0", "return")).expect(200)
            try page.expect(text: "把 1.0.0 退回开发？")
            #expect(page.text.contains("这个结论作废") == (decision != .reject))
            try await stage.lin.post(stage.path("1.0.0", "return")).expect(redirectTo: stage.path("1.0.0"))
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .development)
            #expect(try await site.words(of: stage.app).last == "version.returned")
            // Submitted again with what is lent by the last time.
            try await stage.lin.get(stage.submit("1.0.0")).expect(text: "可以提审")
        }
    }

    @Test func `is for developers`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let (tester, stranger) = (try await stage.stage.member("chen", .experiencer), try await site.as("nobody"))
            try await stage.send()
            for path in ["withdraw", "return"] {
                try await tester.get(stage.path("1.0.0", path)).expect(403)
                try await tester.post(stage.path("1.0.0", path)).expect(403)
                try await stranger.post(stage.path("1.0.0", path)).expect(404)
            }
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .inReview)
        }
    }
}
