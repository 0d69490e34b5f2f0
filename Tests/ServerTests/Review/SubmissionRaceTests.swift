import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Two people, and a gray release beside a submission.
@Suite struct `Two at a time` {
    @Test(arguments: EngineKind.available)
    func `who submits second sees who was first`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            let zhou = try await stage.stage.member("zhou", .developer)
            try await stage.fill()
            try await zhou.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version]).expect(
                303
            )
            // Accepting is one's own; lin's was replaced by zhou's and comes again.
            try await stage.lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version])
                .expect(303)
            async let one = stage.lin.post(stage.submit("1.0.0", "summary"))
            async let two = stage.lin.post(stage.submit("1.0.0", "summary"))
            let answers = try await [one, two]
            #expect(answers.map(\.status).sorted() == [303, 409])
            let late = try #require(answers.first { $0.status == 409 })
            try late.expect(text: "林知远已经提交了 1.0.0").expect(text: stage.path("1.0.0", "review"))
            try await zhou.post(stage.submit("1.0.0", "summary")).expect(409).expect(text: "林知远已经提交了 1.0.0")
            try await zhou.script.post(stage.submit("1.0.0", "summary"))
                .expect(refusal: "CAN_NOT_SUBMIT_WITHOUT_INIT", 409)
            let count = try await site.platform.engine.first("SELECT count(*) AS n FROM submission")?.int("n")
            #expect(count == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two versions one goes, the other sees what is in its way`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            try await stage.stage.upload("1.1.0").expect(201)
            try await stage.fill("1.0.0")
            try await stage.fill("1.1.0")
            async let one = stage.lin.post(stage.submit("1.0.0", "summary"))
            async let two = stage.lin.post(stage.submit("1.1.0", "summary"))
            let answers = try await [one, two]
            #expect(answers.map(\.status).sorted() == [303, 409])
            try answers.first { $0.status == 409 }?.expect(text: "正在审核，等它有结果，或先撤回它")
        }
    }

    @Test func `what a colleague changed after the summary is looked through again`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let zhou = try await stage.stage.member("zhou", .developer)
            try await stage.fill()
            let summary = try await stage.lin.get(stage.submit("1.0.0", "summary")).expect(200)
            let seen = try #require(summary.text.firstMatch(of: /name="seen" value="(\d+)"/)).1
            site.world.advance(seconds: 5)
            try await zhou.script.post(
                stage.submit("1.0.0", "draft"),
                fields: try await stage.fields().map { $0.0 == "memo" ? ("memo", "周改的备注") : $0 }
            ).expect(200)
            let page = try await stage.lin.post(stage.submit("1.0.0", "summary"), ["seen": String(seen)]).expect(409)
            try page.expect(text: "zhou刚刚改过这份资料").expect(text: "周改的备注")
            let again = try #require(page.text.firstMatch(of: /name="seen" value="(\d+)"/)).1
            try await stage.lin.post(stage.submit("1.0.0", "summary"), ["seen": String(again)]).expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a hotfix is submitted to replace the gray version, and begins nothing by itself`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            try await stage.send()
            try await stage.decide(.approve)
            let app = try await stage.authorised(.versionGray)
            let share = try #require(GrayShare(percent: "10"))
            try await SetGrayShare(platform: site.platform)(VersionNumber(1, 0, 0), of: app, share: share)
            try await stage.stage.upload("1.0.1").expect(201)
            let check = try await stage.lin.get(stage.submit("1.0.1")).expect(200)
            try check.expect(text: "紧急修复：替换灰度版 1.0.0").expect(text: "还有 1 项要先处理")
            try await stage.lin.script.post(stage.submit("1.0.1")).expect(
                refusal: "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY",
                409
            )
            try await stage.lin.post(stage.submit("1.0.1"), ["replaces_gray": "true"])
                .expect(redirectTo: stage.submit("1.0.1", "agreement"))
            try await stage.lin.post(stage.submit("1.0.1", "agreement"), ["agreement": Agreement.current.version])
                .expect(303)
            try await stage.lin.get(stage.submit("1.0.1", "fields")).expect(text: "替换灰度版").expect(noText: "gray_choice")
            let fields = try await stage.fields("1.0.1") + [("action", "next")]
            try await stage.lin.post(stage.submit("1.0.1", "fields"), fields: fields).expect(303)
            try await stage.lin.get(stage.submit("1.0.1", "summary")).expect(text: "替换灰度版")
            try await stage.lin.post(stage.submit("1.0.1", "summary")).expect(303)
            try await stage.decide(.approve, VersionNumber(1, 0, 1))
            #expect(try await stage.status(VersionNumber(1, 0, 1)) == .approved)
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .gray)
            try await stage.lin.get(stage.path("1.0.1", "review")).expect(text: "替换灰度版")
        }
    }

    @Test func `a hotfix whose gray release has ended is an ordinary submission`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.lin.script.post(stage.submit("1.0.0"), ["replaces_gray": "true"])
                .expect(refusal: "GRAY_VERSION_NOT_EXIST", 409)
            let page = try await stage.lin.post(stage.submit("1.0.0"), ["replaces_gray": "true"]).expect(409)
            try page.expect(text: "现在没有灰度中的版本")
            // The page offers no replacement any more, so the next try is an ordinary one.
            try await stage.lin.post(stage.submit("1.0.0")).expect(303)
        }
    }
}
