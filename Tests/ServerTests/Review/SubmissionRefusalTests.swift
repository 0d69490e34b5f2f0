import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// Everything that a submission is refused for, by its stable word; the page then shows the step that it is about.
@Suite struct `A submission is refused` {
    @Test(arguments: EngineKind.available)
    func `while the base information lacks something, each thing with the way there and back`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            try await stage.fill()
            try await stage.lin.postJSON("/api/v1/apps/\(stage.app)", #"{"service_phone": ""}"#, method: .patch).expect(
                200
            )
            try await stage.lin.script.post(stage.submit("1.0.0", "summary"))
                .expect(refusal: "BASE_INFORMATION_INCOMPLETE", 409)
            let page = try await stage.lin.post(stage.submit("1.0.0", "summary")).expect(409)
            let next = "/apps/\(stage.app)/versions/1.0.0/submit".addingPercentEncoding()
            let way = "/apps/\(stage.app)/information/contacts?next=\(next)"
            try page.expect(text: "基础信息还差客服电话或邮箱").expect(text: "\(way)#field-service-phone")
            try await stage.lin.get(way).expect(200)
            try await stage.lin.post(way, ["service_phone": "0571-88886666"])
                .expect(redirectTo: stage.submit("1.0.0"))
            try await stage.lin.get(stage.submit("1.0.0")).expect(text: "可以提审")
            // The way back leads nowhere else.
            try await stage.lin.post(
                "/apps/\(stage.app)/information/contacts?next=https://example.com/",
                ["service_phone": "0571-88886667"]
            ).expect(redirectTo: "/")
            // Who may not fill it in is told who may.
            let zhou = try await stage.stage.member("zhou", .developer)
            try await stage.lin.postJSON("/api/v1/apps/\(stage.app)", #"{"service_phone": ""}"#, method: .patch).expect(
                200
            )
            try await zhou.get(stage.submit("1.0.0")).expect(text: "请小程序的管理员填写").expect(noText: "?next=")
        }
    }

    @Test func `with errors of the inspection`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.fill()
            try await site.platform.engine.execute("UPDATE version SET errors = 2")
            try await stage.lin.script.post(stage.submit("1.0.0", "summary"))
                .expect(refusal: "CAN_NOT_SUBMIT_WITHOUT_SCAN_PASS", 409)
            try await stage.lin.script.post(stage.submit("1.0.0"))
                .expect(refusal: "CAN_NOT_SUBMIT_WITHOUT_SCAN_PASS", 409)
            let page = try await stage.lin.post(stage.submit("1.0.0", "summary")).expect(409)
            try page.expect(text: "有 2 处错误").expect(text: stage.path("1.0.0"))
        }
    }

    @Test func `beside another that is under way, whatever that is`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.stage.upload("1.1.0").expect(201)
            try await stage.fill("1.1.0")
            try await stage.send("1.0.0")
            let page = stage.submit("1.1.0")
            try await stage.lin.get(page).expect(200).expect(text: "1.0.0 正在审核，等它有结果，或先撤回它")
                .expect(text: stage.path("1.0.0", "review"))
            try await stage.lin.script.post(stage.submit("1.1.0", "summary"))
                .expect(refusal: "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY", 409)
            try await stage.decide(.approve)
            try await stage.lin.get(page).expect(text: "1.0.0 是“待上架”")
            try await stage.lin.post(stage.path("1.0.0", "return")).expect(303)
            try await stage.lin.get(page).expect(text: "可以提审")
        }
    }

    @Test func `below a number that was released`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.stage.upload("1.1.0").expect(201)
            try await stage.fill("1.0.0")
            try await stage.send("1.1.0")
            try await stage.decide(.approve, VersionNumber(1, 1, 0))
            let app = try await stage.authorised(.versionRelease)
            let share = try #require(GrayShare(percent: "10"))
            try await SetGrayShare(platform: site.platform)(VersionNumber(1, 1, 0), of: app, share: share)
            try await ReleaseVersion(platform: site.platform)(VersionNumber(1, 1, 0), of: app)
            try await stage.lin.script.post(stage.submit("1.0.0", "summary"))
                .expect(refusal: "EXIST_LARGER_ONLINED_VERSION", 409)
            try await stage.lin.get(stage.submit("1.0.0")).expect(200).expect(text: "更大的版本 1.1.0 已经上架过")
        }
    }

    @Test func `without one's own acceptance of the agreement in force`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.fill()
            let zhou = try await stage.stage.member("zhou", .developer)
            try await zhou.get(stage.submit("1.0.0", "summary")).expect(redirectTo: stage.submit("1.0.0", "agreement"))
            try await zhou.script.post(stage.submit("1.0.0", "summary")).expect(refusal: "AGREEMENT_NOT_ACCEPTED", 422)
            try await zhou.post(stage.submit("1.0.0", "summary")).expect(422).expect(text: "请先阅读并接受最新的提审协议。")
            try await zhou.script.post(stage.submit("1.0.0", "agreement"), ["agreement": "2020-01-01"])
                .expect(refusal: "AGREEMENT_NOT_ACCEPTED", 422)
            try await zhou.post(stage.submit("1.0.0", "agreement")).expect(422).expect(text: "我已阅读并接受")
            #expect(try await stage.status(VersionNumber(1, 0, 0)) == .development)
        }
    }

    @Test func `as an express one when the month's are used up; the next month has new ones`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.send("1.0.0", [("express", "true")])
            try await stage.lin.post(stage.path("1.0.0", "withdraw")).expect(303)
            try await stage.lin.post(stage.submit("1.0.0", "agreement"), ["agreement": Agreement.current.version])
                .expect(303)
            let page = try await stage.lin.get(stage.submit("1.0.0", "fields")).expect(200)
            try page.expect(text: "本月的加急次数已用完").expect(text: #"name="express" value="true" disabled"#)
            let fields = try await stage.fields() + [("express", "true"), ("action", "next")]
            try await stage.lin.post(stage.submit("1.0.0", "fields"), fields: fields).expect(422)
                .expect(text: "本月的加急审核已用完。")
            // Saved all the same, as everything is; the submission itself refuses it too.
            try await stage.lin.script.post(stage.submit("1.0.0", "summary"))
                .expect(refusal: "EXPRESS_REVIEWS_USED_UP", 409)
            try await stage.lin.post(stage.submit("1.0.0", "summary")).expect(409).expect(text: "本月的加急审核已用完。")
            site.world.advance(seconds: 12 * 86_400)
            try await stage.lin.get(stage.submit("1.0.0", "fields")).expect(text: "本月还有 1 次")
            try await stage.lin.post(stage.submit("1.0.0", "summary")).expect(303)
        }
    }

    @Test func `with details that broke a rule in the meantime`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.fill()
            try await stage.lin.script.post(stage.submit("1.0.0", "draft"), ["description": "太短"]).expect(200)
            try await stage.lin.script.post(stage.submit("1.0.0", "summary"))
                .expect(refusal: "INVALID_VERSION_DESC_LENGTH", 422)
            try await stage.lin.post(stage.submit("1.0.0", "summary")).expect(422).expect(text: ">\n太短</textarea>")
        }
    }
}
