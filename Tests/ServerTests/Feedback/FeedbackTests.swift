import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

/// From a report to its resolution, through HTTP.
@Suite struct FeedbackTests {
    @Test(arguments: EngineKind.available)
    func `a report is assessed, passed on by the daily run, resolved, and its reporter sees it`(
        _ kind: EngineKind
    ) async throws {
        try await Site.run(kind) { site in
            let stage = try await FeedbackStage(site)
            let code = try await stage.report(user: "a")
            try await stage.report("付款后一直在转圈，订单也没有出来", user: "b")
            #expect(try await stage.groups().map(\.waiting) == [2])
            #expect(try await stage.standing(code) == "received")
            try await stage.assess(.confirm).expect(303)
            #expect(try await stage.standing(code) == "assessed")
            let list = "/apps/\(stage.app)/feedback"
            try await stage.owner.get(list).expect(200).expect(text: "没有待处理的反馈")
            // The same day's run takes nothing that was confirmed on it.
            #expect(try await FeedbackRun(platform: site.platform).tick() == 0)
            #expect(try await stage.run() == 1)
            #expect(try await FeedbackRun(platform: site.platform).tick() == 0)
            #expect(try await stage.standing(code) == "passed")
            try await stage.owner.get(list).expect(200).expect(text: "2 位用户")
            let issue = try #require(try await stage.issues().first)
            #expect((issue.reports, issue.users) == (2, 2))
            let page = Paths.feedbackIssue(issue.id, of: stage.app)
            try await stage.owner.get(page).expect(200).expect(text: "支付后一直转圈")
            try await stage.owner.post("\(page)/process").expect(303)
            try await stage.owner.post("\(page)/reply", ["text": "下一版修好"]).expect(303)
            try await stage.owner.post("\(page)/resolve", ["version": "0.9.0"]).expect(422)
            try await stage.owner.post("\(page)/resolve", ["version": "1.0.0"]).expect(303)
            try await stage.owner.post("\(page)/resolve", ["version": "1.0.0"]).expect(409)
            #expect(try await stage.standing(code) == "resolved")
            try await site.stranger.get(Paths.receipt(code)).expect(200).expect(text: "下一版修好")
                .expect(text: "已在 1.0.0 解决")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a report on the resolved version opens the problem again`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FeedbackStage(site)
            try await stage.report(user: "a")
            try await stage.assess(.confirm, isUrgent: true).expect(303)
            let issue = try #require(try await stage.issues().first)
            #expect(issue.status == .passed)
            let page = Paths.feedbackIssue(issue.id, of: stage.app)
            try await stage.owner.post("\(page)/resolve", ["version": "1.0.0"]).expect(303)
            try await stage.report(user: "old", number: VersionNumber(0, 9, 0))
            try await stage.assess(.markDuplicate, issue: issue.id).expect(303)
            try await stage.run()
            #expect(try await stage.issues().first?.status == .resolved)
            try await stage.report(user: "new")
            try await stage.assess(.markDuplicate, issue: issue.id).expect(303)
            try await stage.run()
            let again = try #require(try await stage.issues().first)
            #expect((again.status, again.reports) == (.reopened, 3))
            #expect(again.clock?.from == site.world.now)
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two assessors the second is told, and changes nothing`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FeedbackStage(site)
            let code = try await stage.report()
            let group = try #require(try await stage.groups().first)
            let id = try #require(try await site.platform.engine.first("SELECT id FROM feedback")?.text("id"))
            let path = Paths.feedbackGroup(group.id, of: stage.app)
            let dismissal: KeyValuePairs = ["act": "dismiss", "reports": id, "reason": "not_reproduced"]
            try await stage.assessor.post(path, dismissal).expect(303)
            try await stage.assessor.post(path, ["act": "confirm", "reports": id]).expect(409)
            #expect(try await stage.standing(code) == "dismissed")
            #expect(try await stage.issues().isEmpty)
            #expect(try await stage.groups().first?.waiting == 0)
        }
    }

    @Test func `members and strangers may not assess, and a member who assesses neither`() async throws {
        try await Site.run { site in
            let stage = try await FeedbackStage(site)
            try await stage.report()
            let group = try #require(try await stage.groups().first)
            let path = Paths.feedbackGroup(group.id, of: stage.app)
            try await stage.owner.get(path).expect(403)
            try await site.as("nobody").get(path).expect(404)
            try await site.as("nobody").get("/console/feedback").expect(403)
            try await stage.assessor.get("/apps/\(stage.app)/feedback").expect(403)
            try await stage.assessor.get(path).expect(200).expect(text: "支付后一直转圈")
            try await stage.assessor.get("/console/feedback").expect(200).expect(text: "支付问题")
        }
    }

    @Test func `members are told when a quarter of the time is left, and when it ran out, once each`() async throws {
        try await Site.run { site in
            let stage = try await FeedbackStage(site)
            try await stage.report()
            try await stage.assess(.confirm, isUrgent: true).expect(303)
            let alarms = FeedbackAlarms(platform: site.platform)
            func told() async throws -> Int {
                try await site.platform.engine.first(
                    "SELECT count(*) AS n FROM journal WHERE word = 'feedback.alarmed'"
                )?.int("n") ?? 0
            }
            site.world.advance(seconds: 5 * 86_400)
            try await alarms.tick()
            #expect(try await told() == 0)
            site.world.advance(seconds: 86_400)
            try await alarms.tick()
            try await alarms.tick()
            #expect(try await told() == 1)
            site.world.advance(seconds: 86_400)
            try await alarms.tick()
            try await alarms.tick()
            #expect(try await told() == 2)
        }
    }

    @Test func `a report without a receipt has no version, one with another's is refused`() async throws {
        try await Site.run { site in
            let stage = try await FeedbackStage(site)
            let answer = try await site.stranger.post(stage.path, ["kind": "slow", "text": "太慢了，等很久"]).expect(201)
                .json()
            #expect(answer["version"] is NSNull)
            try await site.stranger.with("steward-receipt", "0123456789abcdef.1.0.0.r.0123456789abcdef")
                .post(stage.path, ["kind": "slow", "text": "太慢了"]).expect(refusal: "RECEIPT_INVALID", 403)
            try await site.stranger.post(stage.path, ["kind": "nonsense", "text": ""]).expect(422)
            try await site.stranger.post("/runtime/v1/apps/2021000000000000/feedback", ["kind": "slow"]).expect(404)
            try await site.stranger.get("/f/\(stage.app)").expect(200).expect(text: "遇到了什么问题")
            try await site.stranger.get("/f/r/22222222222222222222222222").expect(404)
        }
    }

    @Test func `one receipt may not flood`() async throws {
        try await Site.run { site in
            let stage = try await FeedbackStage(site)
            for _ in 0..<6 { try await stage.report() }
            let client = site.stranger.with("steward-receipt", try stage.events.receipt("u"))
            try await client.post(stage.path, ["kind": "slow", "text": "太慢了，等很久"]).expect(429)
        }
    }

    @Test func `what was not taken up is forgotten in time, its decision stays`() async throws {
        try await Site.run { site in
            let stage = try await FeedbackStage(site)
            let code = try await stage.report()
            try await stage.assess(.dismiss).expect(303)
            site.world.advance(seconds: 91 * 86_400)
            try await ForgetFeedback(platform: site.platform)()
            #expect(try await site.platform.engine.first("SELECT text FROM feedback")?.text("text") == "")
            #expect(try await stage.groups().first?.text == "")
            try await site.stranger.get(Paths.receipt(code)).expect(200).expect(text: "内容已按期删除")
        }
    }

    @Test func `the file of problems holds no formula`() async throws {
        try await Site.run { site in
            let stage = try await FeedbackStage(site)
            try await stage.report("=HYPERLINK(\"x\") 打不开")
            try await stage.assess(.confirm, isUrgent: true).expect(303)
            try await stage.owner.get("/apps/\(stage.app)/feedback.csv").expect(200).expect(text: "'=HYPERLINK")
        }
    }
}
