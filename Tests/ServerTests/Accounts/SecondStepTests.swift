import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// What goes wrong between the password and the code.
@Suite struct SecondStepTests {
    @Test func `the step ends after five minutes and leads back to the password`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let browser = try await stage.atTheStep()
            site.world.advance(seconds: SignInStep.lifetimeSeconds - 1)
            try await browser.get("/sign-in/step").expect(200)
            site.world.advance(seconds: 1)
            try await browser.get("/sign-in/step").expect(redirectTo: "/sign-in")
            let late = try await browser.post("/sign-in/step", ["factor_code": stage.code])
            #expect(late.location == "/sign-in" && browser.jar["steward_session"] == nil)
        }
    }

    @Test func `without the cookie of the step a right code opens nothing`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let stranger = site.stranger
            try await stranger.post("/sign-in/step", ["factor_code": stage.code]).expect(redirectTo: "/sign-in")
            stranger.jar.set("steward_step", String(repeating: "a", count: 64))
            try await stranger.post("/sign-in/step", ["factor_code": stage.code]).expect(redirectTo: "/sign-in")
            #expect(stranger.jar["steward_session"] == nil)
        }
    }

    @Test func `the session after the step is a fresh one, and a planted cookie stays worthless`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let browser = try await stage.atTheStep()
            let planted = String(repeating: "b", count: 64)
            browser.jar.set("steward_session", planted)
            try await browser.post("/sign-in/step", ["factor_code": stage.code]).expect(303)
            let secret = try #require(browser.jar["steward_session"])
            #expect(secret != planted && secret.count == 64)
            let thief = site.stranger
            thief.jar.set("steward_session", planted)
            try await thief.get("/me").expect(303)
        }
    }

    @Test(arguments: ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\tb"])
    func `what follows the step never leads elsewhere`(_ next: String) async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            try await stage.atTheStep(next: next).post("/sign-in/step", ["factor_code": stage.code, "next": next])
                .expect(redirectTo: "/")
        }
    }

    @Test func `guessing is slowed from one address, and from all of them together`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let guesser = try await stage.atTheStep(from: "203.0.113.9")
            for _ in 0..<5 {
                try await guesser.post("/sign-in/step", ["factor_code": stage.wrongCode]).expect(422)
            }
            try await guesser.post("/sign-in/step", ["factor_code": stage.code]).expect(429)
            for index in 0..<5 {
                let other = try await stage.atTheStep(from: "198.51.100.\(index)")
                try await other.post("/sign-in/step", ["factor_code": stage.wrongCode]).expect(422)
            }
            let crowd = try await stage.atTheStep(from: "198.51.100.99")
            try await crowd.post("/sign-in/step", ["factor_code": stage.code]).expect(429)
            // The owner, where they have been before, is not kept out by any of it.
            let owner = try await stage.atTheStep(from: "127.0.0.1")
            try await owner.post("/sign-in/step", ["factor_code": stage.code]).expect(303)
        }
    }

    @Test func `at the second step too, a browser that is known waits for its own failures only`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let owner = try await stage.atTheStep(from: "192.0.2.1")
            try await owner.post("/sign-in/step", ["factor_code": stage.code]).expect(303)
            try await owner.post("/sign-out").expect(303)
            site.world.advance(seconds: 90)
            for index in 0..<12 {
                let other = try await stage.atTheStep(from: "198.51.100.\(index)")
                _ = try await other.post("/sign-in/step", ["factor_code": stage.wrongCode])
            }
            let stranger = try await stage.atTheStep(from: "198.51.100.99")
            try await stranger.post("/sign-in/step", ["factor_code": stage.code]).expect(429)
            let elsewhere = owner.at("192.0.2.200")
            try await elsewhere.post("/sign-in", ["login": "lin", "password": Site.password])
                .expect(redirectTo: "/sign-in/step")
            try await elsewhere.post("/sign-in/step", ["factor_code": stage.code]).expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `wrong codes after the right password, again and again, are told once a day`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            func told() async throws -> Int {
                try await site.platform.engine.rows(
                    "SELECT person_id FROM message WHERE kind = \(MessageKind.factorGuessed.rawValue)"
                ).count
            }
            func guess(_ count: Int) async throws {
                let other = try await stage.atTheStep(from: "203.0.113.9")
                for _ in 0..<count {
                    try await other.post("/sign-in/step", ["factor_code": stage.wrongCode]).expect(422)
                    site.world.advance(seconds: 20)
                }
            }
            try await guess(4)
            #expect(try await told() == 0)
            try await guess(1)
            #expect(try await told() == 1)
            try await stage.browser.get("/messages").expect(text: "验证码一直不对")
            site.world.advance(seconds: 4000)
            try await guess(4)
            #expect(try await told() == 1)
            site.world.advance(seconds: 86_400)
            try await guess(4)
            #expect(try await told() == 1)
            try await guess(1)
            #expect(try await told() == 2)
        }
    }

    @Test func `who does not know the password never reaches the step, nor slows its owner`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            for index in 0..<20 {
                let stranger = site.stranger.at("203.0.113.\(index)")
                try await stranger.post("/sign-in", ["login": "lin", "password": "not this one"]).expect(422)
                try await stranger.post("/sign-in/step", ["factor_code": stage.wrongCode])
                    .expect(redirectTo: "/sign-in")
            }
            try await stage.atTheStep(from: "192.0.2.7").post("/sign-in/step", ["factor_code": stage.code]).expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a new password, an administrator, and being disabled end the step`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            let code = stage.code
            let first = try await stage.atTheStep()
            try await SetPassword(platform: site.platform)(login: "lin", password: Site.password)
            try await first.post("/sign-in/step", ["factor_code": code]).expect(redirectTo: "/sign-in")
            let second = try await stage.atTheStep()
            try await DisablePerson(platform: site.platform)(login: "lin")
            try await second.post("/sign-in/step", ["factor_code": code]).expect(redirectTo: "/sign-in")
            try await EnablePerson(platform: site.platform)(login: "lin")
            let third = try await stage.atTheStep()
            try await RemoveFactor(platform: site.platform)(login: "lin")
            try await third.post("/sign-in/step", ["factor_code": code]).expect(redirectTo: "/sign-in")
            for browser in [first, second, third] { #expect(browser.jar["steward_session"] == nil) }
        }
    }

    @Test func `the tap of a demonstration asks for the second step too`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            let add = AddPerson(platform: site.platform)
            _ = try await add(login: "lin", name: "林知远", password: nil, isDemo: true)
            let (totp, _) = try await FactorStage.setUp(site, try await site.as("lin"))
            let browser = site.stranger
            try await browser.post("/sign-in/demo", ["login": "lin"]).expect(redirectTo: "/sign-in/step")
            let code = totp.code(step: TOTP.step(at: site.world.now))
            try await browser.post("/sign-in/step", ["factor_code": code]).expect(redirectTo: "/")
        }
    }

    @Test func `the cookies of the step and of the device are for this host, and out of reach of scripts`() async throws
    {
        try await Site.run(settings: { $0.publicURL = "https://steward.example" }) { site in
            let person = try await site.person("lin", hasPassword: true)
            let totp = TOTP(secret: Array("12345678901234567890".utf8))
            try await site.platform.engine.write { db in
                _ = try FactorWrites(db: db).begin(totp, of: person, at: site.world.now)
                _ = try FactorWrites(db: db).confirm(of: person, at: site.world.now)
            }
            let browser = site.stranger
            let step = try await browser.post("/sign-in", ["login": "lin", "password": Site.password])
            let code = totp.code(step: TOTP.step(at: site.world.now))
            let session = try await browser.post("/sign-in/step", ["factor_code": code]).expect(303)
            let cookies = step.cookies + session.cookies
            #expect(cookies.contains { $0.hasPrefix("__Host-steward_step=") })
            #expect(cookies.contains { $0.hasPrefix("__Host-steward_device=") })
            for cookie in cookies where cookie.hasPrefix("__Host-") {
                for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
            }
        }
    }
}

extension SiteResponse {
    var cookies: [String] { headers[values: .setCookie] }
}
