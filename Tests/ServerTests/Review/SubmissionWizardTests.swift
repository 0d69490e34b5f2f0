import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Submitting a version` {
    @Test(arguments: EngineKind.available)
    func `goes from check to agreement to details to summary, and then to the reviewers`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            let lin = stage.lin
            try await lin.get(stage.submit("1.0.0")).expect(200).expect(text: "可以提审")
            try await lin.post(stage.submit("1.0.0")).expect(redirectTo: stage.submit("1.0.0", "agreement"))
            let agreement = try await lin.get(stage.submit("1.0.0", "agreement")).expect(200)
            try agreement.expect(text: "一、你提交的内容").expect(text: "六、记录").expect(text: "我已阅读并接受")
            try await lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version])
                .expect(redirectTo: stage.submit("1.0.0", "fields"))
            try await lin.get(stage.submit("1.0.0", "fields")).expect(200).expect(text: "食品经营许可证")
            let fields = try await stage.fields() + [("express", "true"), ("action", "next")]
            try await lin.post(
                stage.submit("1.0.0", "fields"),
                fields: fields.map { $0.0 == "gray_choice" ? ($0.0, "10") : $0 }
            )
            .expect(redirectTo: stage.submit("1.0.0", "summary"))
            let summary = try await lin.get(stage.submit("1.0.0", "summary")).expect(200)
            for text in [
                ReviewStage.description, "review@example.com", "JY1330106", "山丘咖啡有限公司", "长期", "加急", "自动灰度到 10% 用户",
                "餐饮 · 咖啡茶饮", "登录后看“我的”", "已接受 2026-11-01 版",
            ] { try summary.expect(text: text) }
            try await lin.post(stage.submit("1.0.0", "summary"))
                .expect(redirectTo: stage.path("1.0.0", "review"))
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .inReview)
            let row = try #require(
                try await site.platform.engine.first(
                    """
                    SELECT s.description, s.queue_rank, s.gray_share, a.agreement, a.text_hash, a.person_id, v.description AS says
                    FROM submission s JOIN agreement_acceptance a ON a.submission_id = s.id
                    JOIN version v ON v.id = s.version_id
                    """
                )
            )
            #expect(try row.text("description") == ReviewStage.description)
            #expect(try row.text("says") == ReviewStage.description)
            #expect(try row.int("queue_rank") == 0 && row.int("gray_share") == 100_000)
            #expect(try row.text("agreement") == Agreement.current.version && row.text("text_hash").count == 64)
            #expect(try row.text("person_id") == lin.person?.rawValue)
            // The draft has served its purpose.
            #expect(try await site.platform.engine.rows("SELECT 1 AS one FROM submission_draft").isEmpty)
            #expect(try await site.words(of: stage.app).last == "version.submitted")
        }
    }

    @Test func `a step that is not reached yet leads to the one that is`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let lin = stage.lin
            for step in ["fields", "summary"] {
                try await lin.get(stage.submit("1.0.0", step)).expect(redirectTo: stage.submit("1.0.0", "agreement"))
            }
            try await lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version]).expect(303)
            try await lin.get(stage.submit("1.0.0", "summary"))
                .expect(redirectTo: stage.submit("1.0.0", "fields") + "?check=1")
            let sent = try await lin.get(stage.submit("1.0.0", "fields") + "?check=1").expect(200)
            try sent.expect(text: "请填写版本说明。").expect(text: "请上传 2 到 5 张截图。")
            try await lin.patch(stage.app, #"{"service_phone": ""}"#)
            try await lin.get(stage.submit("1.0.0", "fields")).expect(redirectTo: stage.submit("1.0.0"))
        }
    }

    @Test func `refused details keep everything that was typed and say at each field what is wrong`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let lin = stage.lin
            try await lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version]).expect(303)
            let picture = try await stage.picture()
            let page = try await lin.post(
                stage.submit("1.0.0", "fields"),
                fields: [
                    ("description", "太短"), ("screenshots", picture), ("test_account", "a@example.com"),
                    ("test_password", "geheim"), ("memo", "<b>备注</b>"), ("gray_choice", "other"),
                    ("gray_percent", "120"),
                    ("licences.0.kind", "食品经营许可证"), ("licences.0.number", "JY1"), ("licences.0.name", ""),
                    ("licences.0.valid_until", "2020-01-01"), ("action", "next"),
                ]
            ).expect(422)
            for text in [
                "有 6 处要修改", "现在 4。", "现在 1 张。", "灰度比例是 0.01 到 100", "请填写证照上的名称。", "已过期。", "请上传照片。",
                ">\n太短</textarea>", #"value="a@example.com""#, #"value="geheim""#, "&lt;b&gt;备注", #"value="120""#,
                #"value="JY1""#, #"value="2020-01-01""#, #"name="screenshots" value="\#(picture)""#,
            ] { try page.expect(text: text) }
            // And it is still there on another day.
            site.world.advance(seconds: 86_400)
            let later = try await site.as("lin").get(stage.submit("1.0.0", "fields")).expect(200)
            try later.expect(text: ">\n太短</textarea>").expect(text: #"value="120""#).expect(noText: "处要修改")
        }
    }

    @Test func `works without a script: files come with the form, buttons put them in order`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let (lin, fields) = (stage.lin, stage.submit("1.0.0", "fields"))
            try await lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version]).expect(303)
            func file(_ field: String, _ name: String, _ width: Int) throws -> UploadedFile {
                UploadedFile(field: field, name: name, bytes: try SamplePicture.png(width, 700))
            }
            try await lin.upload(
                fields,
                ["description": "写到一半", "licences.0.kind": "食品经营许可证", "action": "stay"],
                files: [
                    try file("screenshots.file", "a.png", 400), try file("screenshots.file", "b.png", 500),
                    try file("licences.0.file", "c.png", 600),
                ]
            ).expect(redirectTo: fields + "#field-screenshots")
            func draft() async throws -> SubmissionDraft {
                let row = try await site.platform.engine.read { db in
                    try VersionQueries(db).version(VersionNumber(1, 0, 0), of: stage.app)
                        .flatMap { try SubmissionDraftQueries(db).draft(of: $0.id) }
                }
                return try #require(row?.content)
            }
            let first = try await draft()
            #expect(first.screenshots.count == 2 && first.licences[0].pictures.count == 1)
            #expect(first.description == "写到一半")
            func send(_ action: String) async throws {
                let page = try await lin.get(fields)
                let ids = page.text.matches(of: /name="screenshots" value="([^"]+)"/).map {
                    ("screenshots", String($0.1))
                }
                try await lin.post(fields, fields: [("description", "写到一半"), ("action", action)] + ids).expect(303)
            }
            try await send("later screenshots 0")
            #expect(try await draft().screenshots == first.screenshots.reversed())
            try await send("earlier screenshots 0")
            #expect(try await draft().screenshots == first.screenshots.reversed())
            // No place of a list, whoever wrote it.
            for place in [Int.max, .min, 65_535] {
                for act in ["later", "earlier", "remove"] { try await send("\(act) screenshots \(place)") }
            }
            #expect(try await draft().screenshots == first.screenshots.reversed())
            try await send("remove screenshots 1")
            #expect(try await draft().screenshots == [first.screenshots[1]])
        }
    }

    @Test func `a picture that is refused is named, and the rest is kept`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let lin = stage.lin
            try await lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version]).expect(303)
            let page = try await lin.upload(
                stage.submit("1.0.0", "fields"),
                ["description": "这段话要留着", "action": "next"],
                files: [
                    UploadedFile(field: "screenshots.file", name: "笔记.txt", bytes: Array("not a picture".utf8)),
                    UploadedFile(
                        field: "screenshots.file",
                        name: "huge.png",
                        bytes: Array(repeating: 7, count: PictureKind.screenshot.mostBytes + 1)
                    ),
                    UploadedFile(field: "screenshots.file", name: "a.png", bytes: try SamplePicture.png(400, 700)),
                ]
            ).expect(422)
            try page.expect(text: "笔记.txt：只接受 PNG 和 JPEG").expect(text: ">\n这段话要留着</textarea>")
            #expect(page.text.matches(of: /name="screenshots" value=/).count == 1)
        }
    }
}

extension SiteClient {
    fileprivate func patch(_ app: ID<MiniProgram>, _ json: String) async throws {
        try await postJSON("/api/v1/apps/\(app)", json, method: .patch).expect(200)
    }
}
