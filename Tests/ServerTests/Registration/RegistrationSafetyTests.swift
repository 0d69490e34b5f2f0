import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `What a stranger cannot do while coming in` {
    @Test(arguments: ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\tb", ""])
    func `be led elsewhere`(_ next: String) async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            try await stage.open()
            let form: KeyValuePairs = [
                "name": "苏雨", "login": "suyu", "password": Site.password, "next": next,
            ]
            try await site.stranger.post("/register", form).expect(redirectTo: "/")
            let link = try await stage.link()
            let other: KeyValuePairs = ["name": "何一", "login": "heyi", "password": Site.password, "next": next]
            try await site.stranger.post(Paths.comeIn(link.code), other).expect(redirectTo: "/")
        }
    }

    @Test func `plant a session`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            try await stage.open()
            let browser = site.stranger
            browser.jar.set("steward_session", "planted-by-a-stranger")
            try await browser.post("/register", RegistrationStage.form("suyu")).expect(303)
            let secret = try #require(browser.jar["steward_session"])
            #expect(secret != "planted-by-a-stranger" && secret.count == 64)
            let planter = site.stranger
            planter.jar.set("steward_session", "planted-by-a-stranger")
            try await planter.get("/me").expect(303)
            try await browser.get("/me").expect(200)
        }
    }

    @Test func `ask which logins there are: not without a way in, and with one a few times only`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let taken = try await site.stranger.post("/register", RegistrationStage.form("guan")).expect(403)
            let free = try await site.stranger.post("/register", RegistrationStage.form("nobody")).expect(403)
            #expect(taken.text.replacing("guan", with: "") == free.text.replacing("nobody", with: ""))
            let over = try await stage.link()
            try await RevokeAccountLink(platform: site.platform)(over.id, by: stage.caller)
            try await site.stranger.post(Paths.comeIn(over.code), RegistrationStage.form("guan")).expect(410)
            try await stage.open()
            let asker = site.stranger.at("203.0.113.9")
            for _ in 0..<30 { try await asker.post("/register", RegistrationStage.form("guan")).expect(409) }
            let runs = site.platform.passwords.runs
            let slowed = try await asker.post("/register", RegistrationStage.form("guan")).expect(429)
            #expect(slowed.header("retry-after") == "50")
            try slowed.expect(text: "value=\"guan\"")
            #expect(site.platform.passwords.runs == runs)
            // Others are not held up, and mistakes that ask nothing cost nothing.
            try await site.stranger.at("198.51.100.2").post("/register", RegistrationStage.form("suyu")).expect(303)
            try await asker.post("/register", RegistrationStage.form("x")).expect(422)
        }
    }

    @Test func `go through codes`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let guesser = site.stranger.at("203.0.113.9")
            for number in 0..<10 {
                try await guesser.get("/join/code-\(number)").expect(404)
                try await guesser.get("/i/code-\(number)").expect(404)
                try await guesser.get("/reset/code-\(number)").expect(404)
            }
            try await guesser.get("/join/code-x").expect(429)
            // A link that is there still opens for them, and for everybody else.
            let link = try await stage.link()
            try await guesser.get(Paths.comeIn(link.code)).expect(200)
            try await site.stranger.at("198.51.100.2").get("/join/code-x").expect(404)
        }
    }

    @Test func `post from another site`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            try await stage.open()
            let elsewhere = site.stranger.with("sec-fetch-site", "cross-site")
            try await elsewhere.post("/register", RegistrationStage.form("suyu")).expect(403)
            #expect(try await stage.id("suyu") == nil)
        }
    }
}
