import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Deciding on the review console.
@Suite struct `Deciding about a submission` {
    private static func status(_ stage: ReleaseStage, _ text: String = "1.0.0") async throws -> VersionStatus? {
        let number = try stage.number(text)
        return try await stage.platform.engine.read { try VersionQueries($0).version(number, of: stage.app)?.status }
    }

    private static func screen(_ index: Int, _ bytes: [UInt8]) -> UploadedFile {
        UploadedFile(field: "reasons.\(index).pictures", name: "s.png", type: "image/png", bytes: bytes)
    }

    @Test(arguments: EngineKind.available)
    func `approving leads to the next one and says so`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stages = try await `The review queue`.waiting(site, ["第一家", "第二家", "第三家"])
            let reviewer = stages[0].reviewer
            let paths = stages.map { "/console/review/\($0.app)/1.0.0" }
            // The second is with somebody else.
            let other = try await site.as("yao", duties: [.reviewer])
            try await other.post(paths[1] + "/claim").expect(303)
            try await reviewer.post(paths[0] + "/decide", ["decision": "approve"]).expect(redirectTo: paths[2])
            try await reviewer.get(paths[2]).expect(text: "已通过 第一家 1.0.0。这是下一个")
            #expect(try await Self.status(stages[0]) == .approved)
            #expect(try await site.words(of: stages[0].app).last == "version.reviewed")
            try await reviewer.post(paths[2] + "/decide", ["decision": "approve"]).expect(redirectTo: "/console/review")
        }
    }

    @Test func `approving the base takes reasons, but needs none`() async throws {
        try await Site.run { site in
            let stages = try await `The review queue`.waiting(site, ["第一家", "第二家"])
            for (index, stage) in stages.enumerated() {
                let path = "/console/review/\(stage.app)/1.0.0/decide"
                if index == 0 {
                    try await stage.reviewer.post(path, ["decision": "approve_base", "reasons.0.memo": " "]).expect(303)
                } else {
                    try await stage.reviewer.post(
                        path,
                        [
                            "decision": "approve_base", "reasons.0.type": "implied_endorsement",
                            "reasons.0.memo": "首页写着“平台推荐”。",
                        ]
                    ).expect(303)
                }
                #expect(try await Self.status(stage) == .approvedBase)
            }
            try await stages[1].reviewer.get("/console/review/\(stages[1].app)/1.0.0")
                .expect(text: "准入不可营销").expect(text: "首页写着“平台推荐”。")
        }
    }

    @Test(arguments: EngineKind.available)
    func `rejecting takes two reasons with pictures, which come with the form`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0"
            let picture = try SamplePicture.png(390, 844)
            try await stage.reviewer.upload(
                path + "/decide",
                [
                    "decision": "reject", "reasons.0.type": "white_screen", "reasons.0.memo": "弱网下首页白屏。",
                    "reasons.1.type": "payment_fault", "reasons.1.memo": "点支付没有反应。",
                ],
                files: [Self.screen(0, picture), Self.screen(0, picture), Self.screen(1, picture)]
            ).expect(redirectTo: "/console/review")
            #expect(try await Self.status(stage) == .rejected)
            let decided = try await site.platform.engine.read {
                try ReviewCaseQueries($0).decisions(of: stage.app, limit: 5)
            }
            #expect(decided.first?.reasons.map(\.type) == [.whiteScreen, .paymentFault])
            #expect(decided.first?.reasons.map(\.memo) == ["弱网下首页白屏。", "点支付没有反应。"])
            #expect(decided.first?.reasons.map(\.pictures.count) == [2, 1])
        }
    }

    @Test func `a picture is kept while the form is still being filled in`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0"
            let file = UploadedFile(field: "picture", name: "s.png", bytes: try SamplePicture.png(390, 844))
            let kept = try await stage.reviewer.with("accept", "application/json")
                .upload(path + "/pictures", files: [file]).expect(201).json()
            let id = try #require(kept["id"] as? String)
            let url = try #require(kept["url"] as? String)
            try await site.stranger.get(url).expect(200)
            let form: KeyValuePairs = [
                "decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "见截图。", "reasons.0.kept": id,
            ]
            // Shown again with it when something else is wrong.
            try await stage.reviewer.post(
                path + "/decide",
                ["decision": "reject", "reasons.0.memo": "", "reasons.0.kept": id]
            )
            .expect(422).expect(text: url)
            try await stage.reviewer.post(path + "/decide", form).expect(303)
            try await stage.reviewer.get(path).expect(text: url)
        }
    }

    @Test func `a refused decision changes nothing and keeps what was typed, pictures too`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0/decide"
            let answer = try await stage.reviewer.upload(
                path,
                [
                    "decision": "reject", "reasons.0.type": "", "reasons.0.memo": "这段话要留着",
                    "reasons.1.type": "other", "reasons.1.memo": String(repeating: "长", count: 251),
                ],
                files: [Self.screen(0, try SamplePicture.png(390, 844))]
            ).expect(422)
            try answer.expect(text: "请选择原因的类型").expect(text: "这段话要留着").expect(text: "name=\"reasons.0.kept\"")
            try answer.expect(text: "id=\"reject\" aria-labelledby=\"reject-title\" open")
            try await stage.reviewer.post(path, ["decision": "reject"]).expect(422).expect(text: "驳回至少要有一条原因")
            let long: KeyValuePairs = [
                "decision": "reject", "reasons.0.type": "other", "reasons.0.memo": String(repeating: "长", count: 251),
            ]
            try await stage.reviewer.post(path, long).expect(422).expect(text: "说明最多 500")
            try await stage.reviewer.upload(
                path,
                ["decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "图不对"],
                files: [Self.screen(0, Array("GIF89a".utf8))]
            ).expect(422).expect(text: "图不对")
            try await stage.reviewer.post(path, ["decision": "nonsense"]).expect(422).expect(text: "请选择通过、仅准入或驳回")
            #expect(try await Self.status(stage) == .inReview)
            #expect(try await site.words(of: stage.app).last == "version.submitted")
        }
    }

    @Test func `without a script a reason is added, a template inserted and a picture taken out by the server`()
        async throws
    {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0/decide"
            try await stage.reviewer.post(
                "/console/review/templates",
                ["type": "white_screen", "memo": "请在 3 秒内给出首屏内容。"]
            ).expect(303)
            let more = try await stage.reviewer.post(
                path,
                ["decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "第一条", "edit": "add"]
            ).expect(200)
            try more.expect(text: "第一条").expect(text: "name=\"reasons.1.memo\"")
            let insert = try #require(more.text.firstMatch(of: /value="(insert\.1\.[^"]+)"/)).1
            let inserted = try await stage.reviewer.post(
                path,
                [
                    "decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "第一条", "reasons.1.type": "",
                    "reasons.1.memo": "首页", "edit": String(insert),
                ]
            ).expect(200)
            try inserted.expect(text: "首页\n请在 3 秒内给出首屏内容。")
            try inserted.expect(text: "<option value=\"white_screen\" selected>")
            let kept = try await stage.reviewer.upload(
                path,
                ["decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "第一条", "edit": "keep"],
                files: [Self.screen(0, try SamplePicture.png(390, 844))]
            ).expect(200)
            let picture = try #require(kept.text.firstMatch(of: /name="reasons\.0\.kept" value="([^"]+)"/)).1
            let removed = try await stage.reviewer.post(
                path,
                [
                    "decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "第一条",
                    "reasons.0.kept": String(picture), "edit": "remove.0.\(picture)",
                ]
            ).expect(200)
            try removed.expect(noText: "name=\"reasons.0.kept\"").expect(text: "第一条")
            #expect(try await Self.status(stage) == .inReview)
        }
    }

    @Test func `whoever comes second sees what happened`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0/decide"
            let other = try await site.as("yao", duties: [.reviewer])
            let reject: KeyValuePairs = [
                "decision": "reject", "reasons.0.type": "other", "reasons.0.memo": "这段话要留着",
            ]
            async let one = stage.reviewer.post(path, ["decision": "approve"])
            async let two = other.post(path, reject)
            let answers = try await [one, two]
            #expect(answers.map(\.status).sorted() == [303, 409])
            let late = try await other.post(path, reject).expect(409)
            try late.expect(text: "这段话要留着").expect(text: "现在是")
            #expect(try await site.words(of: stage.app).count { $0 == "version.reviewed" } == 1)
        }
    }

    @Test func `a gray release that was asked for begins by itself, and the reviewer is told`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.upload("1.0.0")
            try await stage.submit("1.0.0", stage.draft(grayPercent: "10"))
            let path = "/console/review/\(stage.app)/1.0.0"
            try await stage.reviewer.get(path).expect(text: "通过后灰度 10%").expect(text: "10% 的用户可用")
            try await stage.reviewer.post(path + "/decide", ["decision": "approve"]).expect(303)
            try await stage.reviewer.get("/console/review").expect(text: "灰度已自动开始")
            #expect(try await Self.status(stage) == .gray)
        }
    }

    @Test(arguments: EngineKind.available)
    func `where nothing is online it is compared with what was released last`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)"
            try await stage.reviewer.get("\(path)/1.0.0").expect(text: "还没有上架过的版本")
            try await stage.decide("1.0.0")
            try await stage.gray("1.0.0")
            try await stage.release("1.0.0")
            try await stage.version("1.1.0", .offline)
            try await stage.version("1.2.0", .inReview)
            try await stage.reviewer.get("\(path)/1.2.0").expect(text: "与上次上架的 1.1.0 相比")
            // A version is not compared with itself.
            try await stage.reviewer.get("\(path)/1.1.0").expect(text: "与上次上架的 1.0.0 相比")
        }
    }

    @Test func `the page holds all that a reviewer asks for`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.upload("1.1.0")
            var draft = stage.draft()
            (draft.testAccount, draft.testPassword, draft.memo) = ("13800000000", "654321", "请用测试账号登录")
            try await stage.submit("1.1.0", draft)
            let page = try await stage.reviewer.get("/console/review/\(stage.app)/1.1.0").expect(200)
            for text in [
                "与线上 1.0.0 相比", "代码包完全一样", "13800000000", "654321", "请用测试账号登录", "0571-88886666",
                "/apps/\(stage.app)/versions/1.1.0/open", "picture-1", "这一版优化了下单流程", "以往决定", "提审了 1.1.0",
            ] { try page.expect(text: text) }
            // The preview of exactly this version opens for the reviewer.
            try await stage.reviewer.get("/apps/\(stage.app)/versions/1.1.0/open").expect(200)
        }
    }
}
