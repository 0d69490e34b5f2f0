import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// One page of each kind of the console as it is sent, without the frame around it.
@Suite struct ConsoleGoldenTests {
    @Test func `queue, submission, refused rejection, templates, online, taking down, comparison`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            site.world.advance(seconds: 3600)
            try await stage.upload("1.1.0")
            var draft = stage.draft(grayPercent: "10")
            (draft.isExpress, draft.testAccount, draft.testPassword) = (true, "13800000000", "654321")
            try await stage.submit("1.1.0", draft)
            try await stage.reviewer.post(
                "/console/review/templates",
                ["type": "white_screen", "memo": "请在 3 秒内给出首屏内容。"]
            ).expect(303)
            site.world.advance(seconds: 2280)
            let template = try await site.platform.engine.read { try ReplyTemplateQueries($0).all().first?.id }
            let hash = try await site.platform.engine.read {
                try ReviewCaseQueries($0).pictures(stage.pictures, of: stage.app).values.first
            }
            let names: KeyValuePairs = [
                stage.app.rawValue: "APP_ID", AppID.grouped(stage.app): "APP_ID",
                try #require(template).rawValue: "TEMPLATE", try #require(hash): "PICTURE",
            ]
            let pages = [
                ("/console/review", "queue"), ("/console/review/\(stage.app)/1.1.0", "case"),
                ("/console/review/templates", "templates"), ("/console/review/released", "online"),
                ("/console/review/\(stage.app)/1.0.0/offline", "offline"),
            ]
            _ = try await stage.reviewer.get("/console/review")
            for (path, name) in pages {
                let page = try await stage.reviewer.get(path).expect(200)
                try expectGolden(page.inside(naming: names), "console-\(name).html")
            }
            let english = stage.reviewer.with("accept-language", "en")
            let page = try await english.get("/console/review/\(stage.app)/1.1.0").expect(200)
            try expectGolden(page.inside(naming: names), "console-case-en.html")
            let refused = try await stage.reviewer.post(
                "/console/review/\(stage.app)/1.1.0/decide",
                [
                    "decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "",
                    "reasons.0.kept": stage.pictures[0].rawValue,
                ]
            )
            try expectGolden(refused.expect(422).inside(naming: names), "console-case-refused.html")
        }
    }

    @Test func `comparison`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            let draft = SamplePackages.webDraft().with { draft in
                draft["main.js"] = "const one = 1\n" + (draft["main.js"] ?? "")
                draft["coupon.js"] = "export default 1\n"
                draft["x.log"] = "x"
            }
            try await stage.upload("1.1.0", package: draft.archive()).expect(201)
            let names: KeyValuePairs = [stage.app.rawValue: "APP_ID"]
            let page = try await stage.owner.get("\(stage.path)/compare?from=1.0.0&to=1.1.0").expect(200)
            try expectGolden(page.inside(naming: names), "releases-compare.html")
        }
    }
}
