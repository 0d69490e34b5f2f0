import Domain
import HTTPTypes
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import Server

/// What asks a person with a second factor once more, and the duties that wait for one.
@Suite struct StepUpTests {
    @Test(arguments: EngineKind.available)
    func `closing, handing over, a webhook's secret and the password ask for a fresh code`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡点单", by: stage.person)
            let caller = Caller(person: stage.person, duties: [], scopes: nil)
            let authorised = try await site.platform.authorise(app, for: .webhookManage, by: caller)
            var wish = WebhookWish()
            (wish.form, wish.address, wish.events) = ("json", "https://hooks.example/x", ["versions"])
            let hook = try await MakeWebhook(platform: site.platform)(wish, in: WebhookPlace(authorised)).id
            let asking: [(path: String, fields: KeyValuePairs<String, String>, done: Int)] = [
                ("/apps/\(app)/webhooks/\(hook)/secret", ["factor_code": "?"], 200),
                (
                    "/me/password",
                    [
                        "old": Site.password, "password": "a new long password", "repeated": "a new long password",
                        "factor_code": "?",
                    ], 303
                ),
                ("/apps/\(app)/close", ["name": "山丘咖啡点单", "factor_code": "?"], 303),
            ]
            for (path, fields, done) in asking {
                func post(_ code: String) async throws -> SiteResponse {
                    let body = fields.map { ($0.key, $0.value == "?" ? code : $0.value) }
                    return try await stage.browser.send(form: path, body)
                }
                try await post("").expect(422).expect(text: "请输入验证器里的 6 位数字")
                try await post(stage.wrongCode).expect(422).expect(text: "验证码不对")
                try await post(stage.code).expect(done)
                site.world.advance(seconds: 90)
            }
        }
    }

    @Test func `handing over asks its owner, and a right code with a wrong name is not used up`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡点单", by: stage.person)
            let member = try await site.person("zhou")
            try await site.platform.engine.write { db in
                try MembershipWrites(db: db).join(member, app, as: .developer, by: stage.person, at: site.world.now)
            }
            let path = "/apps/\(app)/hand-over"
            try await stage.browser.get(path).expect(200).expect(text: "factor_code")
            try await stage.browser.post(path, ["login": "zhou", "name": "山丘咖啡点单"]).expect(422)
                .expect(text: "请输入验证器里的 6 位数字")
            let code = stage.code
            try await stage.browser.post(path, ["login": "zhou", "name": "别的", "factor_code": code]).expect(422)
            try await stage.browser.post(path, ["login": "nobody", "name": "山丘咖啡点单", "factor_code": code]).expect(422)
            try await stage.browser.post(path, ["login": "zhou", "name": "山丘咖啡点单", "factor_code": code]).expect(303)
            // Now it is.
            try await stage.browser.post("/me/security/recovery-codes", ["factor_code": code]).expect(422)
                .expect(text: "刚用过")
        }
    }

    /// The site's other pages that ask, each for what it is.
    @Test(arguments: EngineKind.available)
    func `a link to a password, a new administrator, a token, no factors any more ask for a fresh code`(
        _ kind: EngineKind
    ) async throws {
        try await Site.run(kind) { site in
            let root = try await FactorStage(site, "root", duties: Set(Duty.allCases))
            _ = try await site.person("zhou", hasPassword: true)
            try await Self.require(site, "on")
            let asking: [(path: String, fields: [(String, String)], done: Int)] = [
                ("/people/zhou/reset", [], 200),
                ("/console/people/zhou/duties", [("had", ""), ("duty", "administrator")], 303),
                ("/me/tokens", [("name", "CI"), ("groups", "read"), ("days", "30")], 200),
                ("/settings", [("registration", "open")], 303),
            ]
            for (path, fields, done) in asking {
                func post(_ code: String?) async throws -> SiteResponse {
                    try await root.browser.send(form: path, fields + (code.map { [("factor_code", $0)] } ?? []))
                }
                try await post(nil).expect(422).expect(text: "请输入验证器里的 6 位数字").expect(text: "name=\"factor_code\"")
                try await post(root.wrongCode).expect(422).expect(text: "验证码不对")
                try await post(root.code).expect(done)
                site.world.advance(seconds: 90)
            }
            // What asks for none: other duties, turning factors on, other settings.
            try await root.browser.post("/console/people/zhou/duties", ["had": "", "duty": "reviewer"]).expect(303)
            try await root.browser.post("/settings", ["operators_need_second_factor": "on"]).expect(303)
        }
    }

    @Test func `programs are asked for it where pages are`() async throws {
        try await Site.run { site in
            let root = try await FactorStage(site, "root", duties: Set(Duty.allCases))
            _ = try await site.person("zhou", hasPassword: true)
            try await Self.require(site, "on")
            let program = try await site.token("root", duties: Set(Duty.allCases))
            let asking: [(method: HTTPRequest.Method, path: String, body: String, done: Int)] = [
                (.post, "/api/v1/people/zhou/reset-link", "", 201),
                (.patch, "/api/v1/people/zhou", #""duties":["administrator"]"#, 200),
                (.post, "/api/v1/me/tokens", #""name":"CI","scopes":["app.view"]"#, 201),
                (.patch, "/api/v1/settings", #""operators_need_second_factor":false"#, 200),
            ]
            for (method, path, body, done) in asking {
                try await program.postJSON(path, "{\(body)}", method: method)
                    .expect(refusal: "FACTOR_CODE_REQUIRED", 422)
                let comma = body.isEmpty ? "" : ","
                let proved = "{\(body)\(comma)\"factor_code\":\"\(root.code)\"}"
                try await program.postJSON(path, proved, method: method).expect(done)
                site.world.advance(seconds: 90)
            }
        }
    }

    @Test func `a webhook that becomes signed JSON gets its secret for a fresh code`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡点单", by: stage.person)
            let caller = Caller(person: stage.person, duties: [], scopes: nil)
            let authorised = try await site.platform.authorise(app, for: .webhookManage, by: caller)
            var wish = WebhookWish()
            (wish.form, wish.address, wish.events) = ("wecom", "https://hooks.example/x", ["versions"])
            let hook = try await MakeWebhook(platform: site.platform)(wish, in: WebhookPlace(authorised)).id
            let path = "/apps/\(app)/webhooks/\(hook)/edit"
            func fields(_ form: String, _ code: String?) -> [(String, String)] {
                [("form", form), ("address", "https://hooks.example/y"), ("events", "versions"), ("language", "zh")]
                    + (code.map { [("factor_code", $0)] } ?? [])
            }
            try await stage.browser.send(form: path, fields("wecom", nil)).expect(303)
            try await stage.browser.send(form: path, fields("json", nil)).expect(422)
                .expect(text: "请输入验证器里的 6 位数字").expect(text: "name=\"factor_code\"")
            try await stage.browser.send(form: path, fields("json", stage.code)).expect(200).expect(text: "whs_")
        }
    }

    @Test func `wrong codes at one address make nobody wait at another`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let (path, thief) = ("/me/security/recovery-codes", stage.browser.at("203.0.113.9"))
            for _ in 0..<5 { try await thief.post(path, ["factor_code": stage.wrongCode]).expect(422) }
            try await thief.post(path, ["factor_code": stage.code]).expect(429)
            try await stage.browser.at("192.0.2.1").post(path, ["factor_code": stage.code]).expect(200)
            let new = "ein neuer langer Satz"
            let wrong: KeyValuePairs = ["old": "wrong", "password": new, "repeated": new]
            for _ in 0..<5 { try await thief.post("/me/password", wrong).expect(422) }
            try await thief.post("/me/password", wrong).expect(429)
            site.world.advance(seconds: 90)
            try await stage.browser.at("192.0.2.1").post(
                "/me/password",
                ["old": Site.password, "password": new, "repeated": new, "factor_code": stage.code]
            ).expect(303)
        }
    }

    @Test func `one's own factor does not go by the way of an administrator`() async throws {
        try await Site.run { site in
            let root = try await FactorStage(site, "root", duties: [.administrator])
            let path = "/console/people/root/factor/remove"
            try await root.browser.post(path, ["factor_code": root.code]).expect(409).expect(text: "我的 → 安全")
            let program = try await site.token("root", duties: [.administrator])
            try await program.with("steward-factor-code", root.code).delete("/api/v1/people/root/factor")
                .expect(refusal: "OWN_FACTOR", 409)
            #expect(try await site.platform.engine.read { try FactorQueries($0).hasFactor(root.person) })
        }
    }

    @Test func `programs give the code in the body or in a header`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let program = try await site.token("lin")
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡点单", by: stage.person)
            let other = try await CreateMiniProgram(platform: site.platform)(name: "青禾预约", by: stage.person)
            let close = "/api/v1/apps/\(app)/close"
            try await program.postJSON(close, "{}").expect(refusal: "FACTOR_CODE_REQUIRED", 422)
            try await program.postJSON(close, #"{"factor_code":"\#(stage.wrongCode)"}"#)
                .expect(refusal: "WRONG_FACTOR_CODE", 422)
            try await program.postJSON(close, #"{"factor_code":"\#(stage.code)"}"#).expect(204)
            let header = program.with("steward-factor-code", stage.code)
            try await header.postJSON("/api/v1/apps/\(other)/close", "{}").expect(refusal: "FACTOR_CODE_USED", 422)
            site.world.advance(seconds: 90)
            try await program.with("steward-factor-code", stage.code).postJSON("/api/v1/apps/\(other)/close", "{}")
                .expect(204)
        }
    }

    @Test func `guessing in a session that was left open is slowed`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            for _ in 0..<5 {
                try await stage.browser.post("/me/security/recovery-codes", ["factor_code": stage.wrongCode]).expect(
                    422
                )
            }
            try await stage.browser.post("/me/security/recovery-codes", ["factor_code": stage.code]).expect(429)
            site.world.advance(seconds: 30)
            try await stage.browser.post("/me/security/recovery-codes", ["factor_code": stage.code]).expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `where operators need one, their duties wait for it, in pages and for tokens`(_ kind: EngineKind) async throws
    {
        try await Site.run(kind) { site in
            let reviewer = try await site.as("heshu", duties: [.reviewer, .administrator])
            let program = try await site.token("heshu", duties: [.reviewer, .administrator])
            _ = try await site.person("heshu")
            try await reviewer.get("/console/review").expect(200)
            try await Self.require(site, "on")
            try await reviewer.get("/console/review").expect(redirectTo: "/me/security")
            try await reviewer.get("/me/security").expect(200).expect(text: "平台人员要先开启两步验证")
            try await reviewer.get("/me").expect(200).expect(text: "先开启两步验证")
            try await program.get("/api/v1/reviews").expect(refusal: "SECOND_FACTOR_REQUIRED", 403)
            let me = try await program.get("/api/v1/me").expect(200).json()
            #expect(me["duties"] as? [String] == [])
            #expect(me["withheld_duties"] as? [String] == ["reviewer", "administrator"])
            // What is their own goes on, and what is nobody's stays refused as it was.
            try await reviewer.get("/").expect(200)
            let zhou = try await site.as("zhou")
            try await zhou.get("/console/review").expect(403)

            let codes = try await Self.setUpWithoutPassword(site, reviewer)
            #expect(codes.count == 10)
            try await reviewer.get("/console/review").expect(200)
            try await program.get("/api/v1/reviews").expect(200)
            try await RemoveFactor(platform: site.platform)(login: "heshu")
            try await reviewer.get("/console/review").expect(redirectTo: "/me/security")
            try await Self.require(site, "off")
            try await reviewer.get("/console/review").expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `an administrator removes a lost factor, with a code of their own, and it is told`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            let root = try await FactorStage(site, "root", duties: [.administrator])
            let path = "/console/people/lin/factor/remove"
            try await stage.browser.get("/console/people/root/factor/remove").expect(403)
            try await root.browser.get(path).expect(200).expect(text: "factor_code")
            try await root.browser.post(path).expect(422)
            try await root.browser.post(path, ["factor_code": root.code]).expect(redirectTo: "/console/people/lin")
            try await stage.browser.get("/messages").expect(text: "你的账号停用了两步验证")
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(
                redirectTo: "/"
            )
            let entries = try await site.platform.engine.read { try JournalQueries($0).entries(after: 0, limit: 500) }
            let removed = try #require(entries.last { $0.word == "factor.removed" })
            #expect(removed.actor == root.person)
            site.world.advance(seconds: 60)
            try await root.browser.post(path, ["factor_code": root.code]).expect(409)
            try await root.browser.get("/console/people/nobody/factor/remove").expect(404)
        }
    }

    /// Sets the installation's setting as its page does.
    private static func require(_ site: Site, _ value: String) async throws {
        try await site.platform.engine.write { db in
            try InstallationWrites(db: db)
                .set(.operatorsNeedSecondFactor, to: value, by: nil, at: site.world.now)
        }
    }

    private static func setUpWithoutPassword(_ site: Site, _ browser: SiteClient) async throws -> [String] {
        try await FactorStage.setUp(site, browser).1
    }
}

extension SiteClient {
    /// Posts a form whose values are found out at the time.
    func send(form path: String, _ fields: [(String, String)]) async throws -> SiteResponse {
        var body: [String] = []
        for (name, value) in fields { body.append("\(name)=\(value.addingPercentEncoding())") }
        return try await send(
            .post,
            path,
            type: "application/x-www-form-urlencoded",
            body: Array(body.joined(separator: "&").utf8)
        )
    }
}
