import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct MeTests {
    @Test func `nobody renames themselves into the platform, except its people, and an old name stays`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin", name: "官方客服")
            try await lin.upload("/me/profile", ["name": "官方客服"], files: []).expect(303)
            try await lin.upload("/me/profile", ["name": "系统 管理员"], files: []).expect(422)
                .expect(text: "这个称呼像是平台在说话")
            try await lin.upload("/me/profile", ["name": "林知远"], files: []).expect(303)
            try await lin.upload("/me/profile", ["name": "官方客服"], files: []).expect(422)
            let official = try await site.as("heshu", duties: [.official])
            try await official.upload("/me/profile", ["name": "官方小何"], files: []).expect(303)
            // Logins from before go on.
            let now = site.world.now
            try await site.platform.engine.write { db in
                _ = try db.execute(
                    """
                    INSERT INTO person (id, login, login_key, name, password, created_at)
                    SELECT 'old', '@12', '@12', '旧人', password, \(now) FROM person WHERE login_key = 'lin'
                    """
                )
            }
            _ = try await site.as("@12").get("/me").expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a program changes one's name and language`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let program = try await site.token("lin")
            func patch(_ json: String) async throws -> SiteResponse {
                try await program.postJSON("/api/v1/me", json, method: .patch)
            }
            let both = try await patch(#"{"name":"林知远","language":"en"}"#).expect(200).json()
            #expect(both["name"] as? String == "林知远" && both["language"] as? String == "en")
            #expect(try await patch(#"{"language":"zh"}"#).expect(200).json()["name"] as? String == "林知远")
            try await patch(#"{"language":"fr"}"#).expect(refusal: "INVALID", 422)
            try await patch(#"{"name":"官方"}"#).expect(refusal: "INVALID", 422)
            try await patch(#"{"login":"x"}"#).expect(refusal: "UNKNOWN_FIELD", 422)
            #expect(try await program.get("/api/v1/me").expect(200).json()["name"] as? String == "林知远")
        }
    }

    @Test(arguments: ["/me", "/me/profile", "/me/password", "/me/devices", "/me/tokens", "/me/tokens/new", "/about"])
    func `every page under Me reads in both languages`(_ path: String) async throws {
        try await Site.run { site in
            let lin = try await site.as("lin", name: "林知远")
            let chinese = try await lin.get(path).expect(200)
            #expect(chinese.text.contains("lang=\"zh-Hans\""))
            let english = try await lin.with("accept-language", "en-GB,en;q=0.9").get(path).expect(200)
            #expect(english.text.contains("lang=\"en\""))
            for page in [chinese.text, english.text] {
                #expect(!page.contains("[[") && !page.contains("{{") && !page.contains("Optional("))
            }
        }
    }

    @Test func `a person chooses a language, signed in or not`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            try await lin.post("/language", ["language": "en", "next": "/me"]).expect(redirectTo: "/me")
            try await lin.get("/me").expect(text: "Sign out")
            // It is kept with the person, not the browser.
            try await site.as("lin").get("/me").expect(text: "Sign out")
            try await lin.post("/language", ["language": ""]).expect(redirectTo: "/")
            try await lin.get("/me").expect(text: "退出登录")
            let stranger = site.stranger
            try await stranger.post("/language", ["language": "en", "next": "/sign-in"]).expect(redirectTo: "/sign-in")
            try await stranger.get("/sign-in").expect(text: "Sign in")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a person sees their devices and signs out another`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let phone = site.stranger.at("198.51.100.1").with(
                "user-agent",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Mobile Safari/537.36"
            )
            try await phone.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            let here = try await site.as("lin")
            let page = try await here.get("/me/devices").expect(200)
            try page.expect(text: "Chrome · Android").expect(text: "198.51.100.1").expect(text: "这台设备")
            let secret = try #require(phone.jar["steward_session"])
            #expect(!page.text.contains(secret))
            let stranger = try await site.as("zhou")
            try await stranger.post("/me/devices/end", ["device": Secret.hash(secret)]).expect(404)
            try await phone.get("/me").expect(200)
            try await here.post("/me/devices/end", ["device": Secret.hash(secret)]).expect(redirectTo: "/me/devices")
            try await phone.get("/me").expect(303)
            let third = try await site.as("lin")
            try await here.post("/me/devices/end-others").expect(303)
            try await third.get("/me").expect(303)
            try await here.get("/me").expect(200)
        }
    }

    @Test func `a session ends 30 days after its last use`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            site.world.advance(seconds: 29 * 86_400)
            try await lin.get("/me").expect(200)
            site.world.advance(seconds: 29 * 86_400)
            try await lin.get("/me").expect(200)
            site.world.advance(seconds: 30 * 86_400)
            try await lin.get("/me").expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a person's picture is made anew, shown, replaced and taken away`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin", name: "林知远")
            let png = try QRCode("a picture").png(scale: 8)
            let file = UploadedFile(field: "picture", name: "me.png", type: "image/png", bytes: png)
            try await lin.upload("/me/profile", ["name": "林之远"], files: [file]).expect(redirectTo: "/me/profile")
            let page = try await lin.get("/me").expect(200).expect(text: "林之远")
            let path = try #require(page.text.firstMatch(of: /\/pictures\/[0-9a-f]{64}/)).output
            let picture = try await site.stranger.get(String(path)).expect(200)
            #expect(picture.bytes != png && picture.header("x-content-type-options") == "nosniff")
            #expect(["image/png", "image/jpeg"].contains(picture.header("content-type")))
            #expect(picture.header("cache-control")?.contains("immutable") == true)
            try await lin.upload("/me/profile", ["name": "林之远", "remove": "1"], files: []).expect(303)
            try await site.stranger.get(String(path)).expect(404)
        }
    }

    @Test func `a refused picture is said at its field, and the name that was typed stays`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin", name: "林知远")
            let file = UploadedFile(field: "picture", name: "x.png", type: "image/png", bytes: Array("GIF? no".utf8))
            try await lin.upload("/me/profile", ["name": "林之远"], files: [file]).expect(422)
                .expect(text: "value=\"林之远\"").expect(text: "只接受")
            let large = UploadedFile(field: "picture", name: "x.png", bytes: [UInt8](repeating: 1, count: 5 << 20))
            #expect(try await lin.upload("/me/profile", ["name": "林之远"], files: [large]).status == 413)
            try await lin.upload("/me/profile", ["name": " "], files: []).expect(422)
            try await lin.get("/me").expect(text: "林知远")
        }
    }

    @Test func `a file that no row calls a picture is not served`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let hash = try site.platform.blobs.store(try QRCode("secret").png())
            for name in [hash, "../../etc/passwd", String(repeating: "0", count: 64), "x"] {
                try await lin.get("/pictures/\(name)").expect(404)
            }
        }
    }

    @Test func `the code under About opens this Steward, and says when other phones cannot`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            try await lin.get("/about").expect(200).expect(text: "--lan").expect(text: "http://localhost")
            let code = try await lin.get("/about/code.svg").expect(200)
            #expect(code.header("content-type") == "image/svg+xml")
        }
        try await Site.run(settings: { $0.publicURL = "https://steward.example" }) { site in
            _ = try await site.person("lin")
            let about = try await site.stranger.get("/about").expect(200)
            #expect(!about.text.contains("--lan"))
        }
        #expect(AboutPage.isLoopback("http://127.0.0.1:8080") && AboutPage.isLoopback("http://[::1]:8080"))
        #expect(!AboutPage.isLoopback("http://192.168.1.4:8080") && !AboutPage.isLoopback("https://a.example"))
    }
}
