import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct TokenTests {
    @Test(arguments: EngineKind.available)
    func `a token is shown once, works within its scopes, and is revoked`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin", name: "林知远")
            let page = try await lin.post("/me/tokens", ["name": "CI", "groups": "read", "days": "30"]).expect(200)
            #expect(page.header("cache-control") == "no-store")
            let secret = String(try #require(page.text.firstMatch(of: /stw_[0-9a-f]{64}/)).output)
            let list = try await lin.get("/me/tokens").expect(200).expect(text: "CI").expect(text: "从没用过")
            #expect(!list.text.contains(secret))
            var program = site.stranger
            program.token = secret
            let me = try await program.get("/api/v1/me").expect(200).json()
            #expect(me["login"] as? String == "lin" && me["name"] as? String == "林知远")
            #expect(me["language"] as? String == "zh" && me["duties"] as? [String] == [])
            try await program.get("/api/v1/me/tokens").expect(refusal: "FORBIDDEN", 403)
            try await lin.get("/me/tokens").expect(text: "用过")
            // A token is for the API; pages do not know it.
            try await program.get("/me").expect(303)
            let id = try await site.platform.engine.read { try TokenQueries($0).tokens(of: lin.person!)[0].id }
            try await site.as("zhou").post("/me/tokens/\(id)/revoke").expect(404)
            try await lin.post("/me/tokens/\(id)/revoke").expect(redirectTo: "/me/tokens")
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a new token is told to whose it is, whoever made it`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            try await lin.post("/me/tokens", ["name": "CI", "groups": "read", "days": "30"]).expect(200)
            try await lin.get("/messages").expect(200).expect(text: "新建了一个访问令牌，是你吗？").expect(text: "查看访问令牌")
            let zhou = try await site.as("zhou")
            _ = try await MakeToken(platform: site.platform)(
                for: zhou.person!,
                name: "x",
                scopes: [.appView],
                days: 1
            )
            try await zhou.get("/messages").expect(text: "新建了一个访问令牌，是你吗？")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a new password ends the tokens where that is chosen, and always where it was forgotten`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let lin = try await site.as("lin")
            var program = try await site.token("lin")
            try await lin.get("/me/password").expect(text: "同时吊销 1 个访问令牌")
            let (first, second) = ("ein neuer langer Satz", "noch ein langer Satz")
            try await lin.post("/me/password", ["old": Site.password, "password": first, "repeated": first]).expect(303)
            try await program.get("/api/v1/me").expect(200)
            let fields: KeyValuePairs = ["old": first, "password": second, "repeated": second, "tokens": "true"]
            try await lin.post("/me/password", fields).expect(303)
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
            program = try await site.token("lin")
            try await SetPassword(platform: site.platform)(login: "lin", password: first)
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
            program = try await site.token("lin")
            let made = try await MakeResetLink(platform: site.platform)(login: "lin")
            try await ResetPassword(platform: site.platform)(secret: made.secret, password: second, from: "192.0.2.1")
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
        }
    }

    @Test func `a token ends on its day`() async throws {
        try await Site.run { site in
            let program = try await site.token("lin")
            try await program.get("/api/v1/me").expect(200)
            site.world.advance(seconds: 30 * 86_400)
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
        }
    }

    @Test func `tokens are made, listed and revoked through the API`() async throws {
        try await Site.run { site in
            let program = try await site.token("lin")
            let made = try await program.postJSON(
                "/api/v1/me/tokens",
                #"{"name":"build","scopes":["version.upload","app.view"],"days":7}"#
            ).expect(201).json()
            let id = try #require(made["id"] as? String)
            #expect((made["token"] as? String)?.hasPrefix("stw_") == true)
            let items = try await program.get("/api/v1/me/tokens").expect(200).items()
            #expect(items.count == 2 && items[0]["scopes"] as? [String] == ["app.view", "version.upload"])
            #expect(items.allSatisfy { $0["token"] == nil && $0["hash"] == nil })
            try await program.delete("/api/v1/me/tokens/\(id)").expect(204)
            try await program.delete("/api/v1/me/tokens/\(id)").expect(refusal: "NOT_FOUND", 404)
        }
    }

    @Test func `a token cannot hand out more than it has`() async throws {
        try await Site.run { site in
            let program = try await site.token("lin", scopes: [.tokenManage, .appView])
            try await program.postJSON("/api/v1/me/tokens", #"{"name":"more","scopes":["app.close"]}"#)
                .expect(refusal: "SCOPES_EXCEEDED", 403)
            try await program.postJSON("/api/v1/me/tokens", #"{"name":"same","scopes":["app.view"]}"#).expect(201)
        }
    }

    @Test(arguments: [
        #"{"name":"","scopes":["app.view"]}"#, #"{"name":"x","scopes":[]}"#, #"{"name":"x","scopes":["app.fly"]}"#,
        #"{"name":"x","scopes":["password.change"]}"#, #"{"name":"x","scopes":["app.view"],"days":0}"#,
        #"{"name":"x","scopes":["app.view"],"days":9999999999}"#,
    ])
    func `a wish that breaks a rule is refused`(_ json: String) async throws {
        try await Site.run { site in
            let program = try await site.token("lin")
            try await program.postJSON("/api/v1/me/tokens", json).expect(refusal: "INVALID", 422)
        }
    }

    @Test func `a refused form for a token keeps what was typed`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let page = try await lin.post("/me/tokens", ["name": "CI <1>", "days": "365"]).expect(422)
            try page.expect(text: "CI &lt;1&gt;").expect(text: "至少选一项权限").expect(text: "value=\"365\" checked")
        }
    }

    @Test func `nobody has more than fifty tokens`() async throws {
        try await Site.run { site in
            let lin = try await site.person("lin")
            let make = MakeToken(platform: site.platform)
            for number in 0..<50 { _ = try await make(for: lin, name: "\(number)", scopes: [.appView], days: 1) }
            await #expect(throws: Refusal.tooManyTokens) {
                try await make(for: lin, name: "50", scopes: [.appView], days: 1)
            }
        }
    }

    @Test func `an administrator's token is not somebody else's to make`() async throws {
        try await Site.run { site in
            let (root, lin) = (try await site.person("root", duties: [.administrator]), try await site.person("lin"))
            let caller = Caller(person: lin, duties: [], scopes: nil)
            await #expect(throws: Refusal.self) {
                try await MakeToken(platform: site.platform)(
                    for: root,
                    name: "x",
                    scopes: [.appView],
                    days: 1,
                    by: caller
                )
            }
        }
    }
}
