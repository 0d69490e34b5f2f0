import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct SignInTests {
    @Test(arguments: EngineKind.available)
    func `a person signs in, is known, and signs out`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("Lin", name: "林知远", hasPassword: true)
            let browser = site.stranger
            try await browser.get("/me").expect(redirectTo: "/sign-in?next=%2Fme")
            try await browser.post("/sign-in", ["login": " lIN ", "password": Site.password, "next": "/me"])
                .expect(redirectTo: "/me")
            try await browser.get("/me").expect(200).expect(text: "林知远")
            try await browser.post("/sign-out").expect(redirectTo: "/sign-in")
            #expect(browser.jar["steward_session"] == nil)
            try await browser.get("/me").expect(303)
        }
    }

    @Test func `a wrong password and an unknown login look the same and cost one scrypt run each`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            _ = try await site.person("demo")
            var pages: [String] = []
            for login in ["lin", "nobody", "demo"] {
                let before = site.platform.passwords.runs
                let browser = site.stranger.at("203.0.113.\(pages.count + 1)")
                let page = try await browser.post("/sign-in", ["login": login, "password": "not this one"]).expect(422)
                #expect(site.platform.passwords.runs == before + 1, "\(login)")
                pages.append(page.text.replacing("value=\"\(login)\"", with: ""))
            }
            #expect(Set(pages).count == 1)
            let before = site.platform.passwords.runs
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            #expect(site.platform.passwords.runs == before + 1)
        }
    }

    @Test func `signing in makes a new secret, and the one before ends`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let browser = site.stranger
            browser.jar.set("steward_session", "planted-by-a-stranger")
            try await browser.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            let first = try #require(browser.jar["steward_session"])
            #expect(first != "planted-by-a-stranger" && first.count == 64)
            try await browser.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            #expect(browser.jar["steward_session"] != first)
            let old = site.stranger
            old.jar.set("steward_session", first)
            try await old.get("/me").expect(303)
        }
    }

    @Test func `the cookie is for this host, over TLS only, and out of reach of scripts`() async throws {
        try await Site.run(settings: { $0.publicURL = "https://steward.example" }) { site in
            _ = try await site.person("lin", hasPassword: true)
            let answer = try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password])
            let cookie = try #require(answer.header("set-cookie"))
            for part in ["__Host-steward_session=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
                #expect(cookie.contains(part))
            }
            #expect(answer.header("strict-transport-security") != nil)
        }
    }

    @Test(arguments: ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\tb", ""])
    func `what follows a sign-in never leads elsewhere`(_ next: String) async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password, "next": next])
                .expect(redirectTo: "/")
        }
    }

    @Test func `failures make the next try from there wait, and the owner elsewhere does not`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let stranger = site.stranger.at("203.0.113.5")
            for _ in 0..<5 { try await stranger.post("/sign-in", ["login": "lin", "password": "wrong"]).expect(422) }
            let runs = site.platform.passwords.runs
            let slowed = try await stranger.post("/sign-in", ["login": "LIN", "password": Site.password]).expect(429)
            #expect(slowed.header("retry-after") == "15")
            #expect(site.platform.passwords.runs == runs)
            // Tries that have to wait use up nothing of what is tried from elsewhere.
            for number in 6..<8 {
                for _ in 0..<20 {
                    _ = try await site.stranger.at("203.0.113.\(number)")
                        .post("/sign-in", ["login": "lin", "password": "wrong"])
                }
            }
            try await site.stranger.at("198.51.100.1").post("/sign-in", ["login": "lin", "password": Site.password])
                .expect(303)
            site.world.advance(seconds: 15)
            try await stranger.post("/sign-in", ["login": "lin", "password": "wrong"]).expect(422)
            #expect(try await stranger.post("/sign-in", ["login": "lin", "password": "wrong"]).status == 429)
            site.world.advance(seconds: 30)
            try await stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
        }
    }

    @Test func `many at once do not slip through together`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let browser = site.stranger.at("203.0.113.5")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<15 {
                    group.addTask {
                        try await browser.post("/sign-in", ["login": "lin", "password": "wrong"]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 422 } == 5)
            #expect(statuses.count { $0 == 429 } == 10)
        }
    }

    @Test func `a crowd of addresses is slowed down for one account, its owner's own address is not`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let home = site.stranger.at("198.51.100.1")
            try await home.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            var last = 0
            for number in 0..<40 {
                let bot = site.stranger.at("203.0.113.\(number)")
                last = try await bot.post("/sign-in", ["login": "lin", "password": "wrong"]).status
            }
            #expect(last == 429)
            try await site.stranger.at("198.51.100.1").post("/sign-in", ["login": "lin", "password": Site.password])
                .expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a browser that is known waits for its own failures only`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let right: KeyValuePairs = ["login": "lin", "password": Site.password]
            let wrong: KeyValuePairs = ["login": "lin", "password": "wrong"]
            let owner = site.stranger.at("198.51.100.1")
            try await owner.post("/sign-in", right).expect(303)
            try await owner.post("/sign-out").expect(303)
            // Somebody behind the same address, who uses up all that it may try, and a crowd from elsewhere.
            for _ in 0..<30 { _ = try await site.stranger.at("198.51.100.1").post("/sign-in", wrong) }
            for number in 0..<40 { _ = try await site.stranger.at("203.0.113.\(number)").post("/sign-in", wrong) }
            try await site.stranger.at("198.51.100.1").post("/sign-in", right).expect(429)
            try await site.stranger.at("192.0.2.78").post("/sign-in", right).expect(429)
            try await owner.post("/sign-in", right).expect(303)
            try await owner.post("/sign-out").expect(303)
            try await owner.at("192.0.2.77").post("/sign-in", right).expect(303)
            try await owner.post("/sign-out").expect(303)
            for _ in 0..<5 { try await owner.post("/sign-in", wrong).expect(422) }
            try await owner.post("/sign-in", right).expect(429)
            // Somebody else's device is no device of theirs.
            let other = site.stranger.at("192.0.2.79")
            _ = try await site.person("zhou", hasPassword: true)
            try await other.post("/sign-in", ["login": "zhou", "password": Site.password]).expect(303)
            try await other.post("/sign-in", right).expect(429)
        }
    }

    @Test func `whoever comes from the network of their session, with another of its addresses, is no stranger`()
        async throws
    {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let right: KeyValuePairs = ["login": "lin", "password": Site.password]
            try await site.stranger.at("2001:db8:1:2::1").post("/sign-in", right).expect(303)
            for number in 0..<40 {
                _ = try await site.stranger.at("203.0.113.\(number)")
                    .post("/sign-in", ["login": "lin", "password": "wrong"])
            }
            try await site.stranger.at("2001:db8:1:3::9").post("/sign-in", right).expect(429)
            try await site.stranger.at("2001:db8:1:2::9").post("/sign-in", right).expect(303)
        }
    }

    @Test func `one address has a budget of tries over all logins`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let bot = site.stranger.at("203.0.113.9")
            var last = 0
            for number in 0...20 {
                last = try await bot.post("/sign-in", ["login": "user\(number)", "password": "wrong"]).status
            }
            #expect(last == 429)
        }
    }

    @Test func `somebody disabled is out, with all sessions and tokens, and learns it only by the right password`()
        async throws
    {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let browser = try await site.as("lin")
            let program = try await site.token("lin")
            try await program.get("/api/v1/me").expect(200)
            try await DisablePerson(platform: site.platform)(login: "Lin")
            try await browser.get("/me").expect(303)
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
            let right = try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password])
            try right.expect(403).expect(text: "停用")
            let wrong = try await site.stranger.post("/sign-in", ["login": "lin", "password": "wrong"]).expect(422)
            #expect(!wrong.text.contains("停用"))
            try await EnablePerson(platform: site.platform)(login: "lin")
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
        }
    }

    @Test func `a refused form keeps the login and says what is wrong at the password`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let page = try await site.stranger.post("/sign-in", ["login": "l<in", "password": "x", "next": "/me"])
            try page.expect(422).expect(text: "value=\"l&lt;in\"").expect(text: "账号或密码不对")
            try page.expect(text: "name=\"next\" value=\"/me\"")
            #expect(!page.text.contains("value=\"x\""))
        }
    }
}
