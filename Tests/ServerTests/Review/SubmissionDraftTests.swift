import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `A submission's draft` {
    @Test(arguments: EngineKind.available)
    func `is saved while one types, and says who saved last`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            let zhou = try await stage.stage.member("zhou", .developer)
            let path = stage.submit("1.0.0", "draft")
            let words = try await site.words(of: stage.app)
            let first = try await stage.lin.script.post(path, ["description": "林写的"]).expect(200).json()
            #expect(first["said"] as? String == "已保存 10:00" && first["note"] as? String == "")
            let seen = try #require(first["seen"] as? String)
            site.world.advance(seconds: 120)
            // A colleague who had not seen it hears of it; the last save wins.
            let second = try await zhou.script.post(path, ["description": "周写的", "seen": ""]).expect(200).json()
            #expect(second["note"] as? String == "林知远今天 10:00也改过，现在以你的为准")
            site.world.advance(seconds: 60)
            let third = try await stage.lin.script.post(path, ["description": "林又写", "seen": seen]).expect(200).json()
            #expect(third["note"] as? String == "zhou今天 10:02也改过，现在以你的为准")
            try await zhou.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version]).expect(
                303
            )
            try await stage.lin.script.post(path, ["description": "林又写"]).expect(200)
            try await zhou.get(stage.submit("1.0.0", "fields")).expect(200)
                .expect(text: ">\n林又写</textarea>").expect(text: "林知远今天 10:03保存")
            // Not journaled: until it is submitted it concerns nobody.
            #expect(try await site.words(of: stage.app) == words)
        }
    }

    @Test func `begins with the version's own description and what the last submission can lend`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.send("1.0.0", [("express", "true")])
            try await stage.decide(
                .reject,
                VersionNumber(1, 0, 0),
                [RejectionReason(type: .blankPage, memo: "“我的”是空白")]
            )
            try await stage.lin.post(stage.path("1.0.0", "return")).expect(303)
            try await stage.stage.upload("1.0.1", ["description": "补上空状态"]).expect(201)
            try await stage.lin.post(stage.submit("1.0.1", "agreement"), ["agreement": Agreement.current.version])
                .expect(303)
            let page = try await stage.lin.get(stage.submit("1.0.1", "fields")).expect(200)
            for text in [
                ">\n补上空状态</textarea>", "沿用 1.0.0 的提审", #"value="review@example.com""#, #"value="Latte-42""#,
                #"value="JY1330106""#, #"value="山丘咖啡有限公司""#,
            ] { try page.expect(text: text) }
            #expect(page.text.matches(of: /name="screenshots" value=/).count == 2)
            #expect(page.text.matches(of: /name="licences.0.pictures" value=/).count == 1)
            // What was about that submission alone is not carried over.
            try page.expect(noText: "登录后看").expect(noText: #"name="express" value="true" checked"#)
            // Mended and saved, it is one's own.
            try await stage.lin.script.post(stage.submit("1.0.1", "draft"), ["description": "补上空状态和重试"]).expect(200)
            try await stage.lin.get(stage.submit("1.0.1", "fields")).expect(noText: "沿用 1.0.0 的提审")
        }
    }

    @Test func `is not for those who may not submit, nor for a version that was`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let tester = try await stage.stage.member("chen", .experiencer)
            let stranger = try await site.as("nobody")
            for path in ["", "agreement", "fields", "summary"] {
                try await tester.get(stage.submit("1.0.0", path)).expect(403)
                try await stranger.get(stage.submit("1.0.0", path)).expect(404)
            }
            try await tester.script.post(stage.submit("1.0.0", "draft"), ["description": "x"]).expect(403)
            try await stage.send()
            for path in ["", "agreement", "fields", "summary"] {
                try await stage.lin.get(stage.submit("1.0.0", path)).expect(409).expect(text: "现在可以：撤回审核。")
            }
            try await stage.lin.script.post(stage.submit("1.0.0", "draft"), ["description": "x"])
                .expect(refusal: "CAN_NOT_SUBMIT_WITHOUT_INIT", 409)
        }
    }

    @Test func `keeps pictures of its own mini program only`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let other = try await CreateMiniProgram(platform: site.platform)(
                name: "青禾预约",
                by: try await site.person("lin")
            )
            let foreign = try await stage.lin.send(
                .post,
                "/api/v1/apps/\(other)/pictures",
                type: "image/png",
                body: try SamplePicture.png(400, 700)
            ).expect(201).json()
            let (own, id) = (try await stage.picture(), try #require(foreign["id"] as? String))
            try await stage.lin.script.post(
                stage.submit("1.0.0", "draft"),
                fields: [("description", "x")] + [own, id, "made-up", own].map { ("screenshots", $0) }
            ).expect(200)
            let draft = try await site.platform.engine.read { db in
                try VersionQueries(db).version(VersionNumber(1, 0, 0), of: stage.app)
                    .flatMap { try SubmissionDraftQueries(db).draft(of: $0.id) }
            }
            #expect(draft?.content.screenshots.map(\.rawValue) == [own])
        }
    }

    @Test func `goes with its version`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.lin.script.post(stage.submit("1.0.0", "draft"), ["description": "x"]).expect(200)
            try await stage.lin.delete("\(stage.stage.api)/versions/1.0.0").expect(204)
            #expect(try await site.platform.engine.rows("SELECT 1 AS one FROM submission_draft").isEmpty)
        }
    }
}
