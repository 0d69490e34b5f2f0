import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Setting a second factor up, using it, its recovery codes, and turning it off.
@Suite struct FactorTests {
    @Test(arguments: EngineKind.available)
    func `the password alone opens no session, the code after it does`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            #expect(stage.recoveryCodes.count == 10 && Set(stage.recoveryCodes).count == 10)
            let other = try await stage.atTheStep(next: "/me/devices")
            #expect(other.jar["steward_session"] == nil)
            try await other.get("/me").expect(303)
            try await other.get("/sign-in/step").expect(200).expect(text: "再验证一步")
            try await other.post("/sign-in/step", ["factor_code": stage.code]).expect(redirectTo: "/me/devices")
            try await other.get("/me").expect(200)
            #expect(other.jar["steward_step"] == nil)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a code is taken once, even by two at the same time`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            let code = stage.code
            let browsers = [try await stage.atTheStep(), try await stage.atTheStep(), try await stage.atTheStep()]
            let statuses = await withTaskGroup(of: Int.self) { group in
                for browser in browsers {
                    group.addTask { (try? await browser.post("/sign-in/step", ["factor_code": code]).status) ?? 0 }
                }
                return await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 422, 422])
            // And not in its own step a moment later either.
            let late = try await stage.atTheStep()
            try await late.post("/sign-in/step", ["factor_code": code]).expect(422).expect(text: "刚用过")
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two answers to one second step, one gets the session`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            let browser = try await stage.atTheStep()
            let secret = try #require(browser.jar["steward_step"])
            let codes = [stage.recoveryCodes[0], stage.recoveryCodes[1]]
            let statuses = await withTaskGroup(of: Int.self) { group in
                for code in codes {
                    let copy = site.stranger
                    copy.jar.set("steward_step", secret)
                    group.addTask { (try? await copy.post("/sign-in/step", ["factor_code": code]).status) ?? 0 }
                }
                return await group.reduce(into: [Int]()) { $0.append($1) }
            }
            // The other finds its sign-in over, and leads back to the password.
            #expect(statuses == [303, 303])
            let sessions = try await site.platform.engine.read {
                try MeQueries($0).devices(of: stage.person, at: site.world.now).count
            }
            #expect(sessions == 2)
            let left = try await site.platform.engine.read { try FactorQueries($0).recoveryCodesLeft(of: stage.person) }
            #expect(left == 9)
        }
    }

    @Test func `a code one step off is right, one that is over is said to be, any other is wrong`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let here = TOTP.step(at: site.world.now)
            let browser = try await stage.atTheStep()
            for (offset, words) in [(-2, "已经过期"), (3, "验证码不对")] as [(Int64, String)] {
                let code = stage.totp.code(step: here + offset)
                try await browser.post("/sign-in/step", ["factor_code": code]).expect(422).expect(text: words)
            }
            try await browser.post("/sign-in/step", ["factor_code": stage.wrongCode]).expect(422)
                .expect(text: "验证码不对")
            try await browser.post("/sign-in/step", ["factor_code": ""]).expect(422)
            try await browser.post("/sign-in/step", ["factor_code": stage.totp.code(step: here + 1)]).expect(303)
        }
    }

    @Test func `a recovery code works once, in whatever capitals, and its owner is told how many are left`()
        async throws
    {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let code = stage.recoveryCodes[3]
            try await stage.atTheStep().post("/sign-in/step", ["factor_code": code.uppercased()]).expect(303)
            try await stage.atTheStep().post("/sign-in/step", ["factor_code": code, "with": "recovery"]).expect(422)
                .expect(text: "这个恢复码已经用过")
            try await stage.browser.get("/messages").expect(200).expect(text: "用掉了一个恢复码，还剩 9 个")
            try await stage.browser.get("/me/security").expect(200).expect(text: "还剩 9 个")
            // Somebody else's code is no code.
            let other = try await FactorStage(site, "zhou")
            try await other.atTheStep().post("/sign-in/step", ["factor_code": stage.recoveryCodes[4]]).expect(422)
                .expect(text: "验证码不对")
        }
    }

    @Test func `what is stored of recovery codes is no recovery code`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let rows = try await site.platform.engine.rows("SELECT hash FROM recovery_code")
            let plain = Set(stage.recoveryCodes.map { $0.replacing("-", with: "") })
            #expect(rows.count == 10)
            for row in rows {
                let hash = try row.text("hash")
                #expect(hash.count == 64 && !plain.contains(hash))
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `new recovery codes ask for a code and end the old ones`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            try await stage.browser.post("/me/security/recovery-codes").expect(422).expect(text: "6 位数字")
            try await stage.browser.post("/me/security/recovery-codes", ["factor_code": stage.wrongCode]).expect(422)
            let made = try await stage.browser.post("/me/security/recovery-codes", ["factor_code": stage.code]).expect(
                200
            )
            for code in stage.recoveryCodes { #expect(!made.text.contains(code)) }
            try await stage.atTheStep().post("/sign-in/step", ["factor_code": stage.recoveryCodes[0]]).expect(422)
            #expect(made.header("cache-control") == "no-store")
        }
    }

    @Test(arguments: EngineKind.available)
    func `turning it off asks for the password and a code, and the person is told`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await FactorStage(site)
            let off = "/me/security/factor/off"
            try await stage.browser.post(off, ["factor_code": stage.code, "password": "wrong"]).expect(422)
            try await stage.browser.post(off, ["factor_code": stage.wrongCode, "password": Site.password]).expect(422)
            try await stage.browser.post(off, ["password": Site.password]).expect(422)
            // The code that came with the wrong password was not used up by it.
            try await stage.browser.post(off, ["factor_code": stage.code, "password": Site.password])
                .expect(redirectTo: "/me/security")
            try await stage.browser.get("/messages").expect(text: "你的账号停用了两步验证")
            let other = site.stranger
            try await other.post("/sign-in", ["login": "lin", "password": Site.password]).expect(redirectTo: "/")
            try await stage.browser.post(off, ["factor_code": stage.code, "password": Site.password]).expect(409)
        }
    }

    @Test(arguments: EngineKind.available)
    func `turning it on ends the other sessions, so that every session has passed it`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let other = try await site.as("lin")
            let stage = try await FactorStage(site)
            try await other.get("/me").expect(303)
            try await stage.browser.get("/me").expect(200)
            try await stage.browser.get("/messages").expect(text: "你的账号开启了两步验证")
        }
    }

    @Test func `a set-up counts for nothing before its code comes back, with the password, in time`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let browser = try await site.as("lin")
            try await browser.get("/me/security/factor").expect(redirectTo: "/me/security")
            try await browser.post("/me/security/factor").expect(303)
            let page = try await browser.get("/me/security/factor").expect(200).text
            let text = try #require(page.firstMatch(of: /id="factor-secret">([A-Z2-7 ]+)</)?.1)
            let totp = TOTP(secret: try #require(Base32.bytes(String(text))))
            func code() -> String { totp.code(step: TOTP.step(at: site.world.now)) }
            func confirm(_ code: String, _ password: String) async throws -> SiteResponse {
                try await browser.post("/me/security/factor/confirm", ["factor_code": code, "password": password])
            }
            try await confirm(code(), "wrong").expect(422)
            try await confirm("000000", Site.password).expect(422)
            // Signing in asks for nothing yet.
            try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(
                redirectTo: "/"
            )
            site.world.advance(seconds: ConfirmFactor.lifetimeSeconds)
            try await confirm(code(), Site.password).expect(redirectTo: "/me/security")
            #expect(try await site.platform.engine.read { try !FactorQueries($0).hasFactor(#require(browser.person)) })
            // Beginning again makes another secret; the old one is worthless.
            try await browser.post("/me/security/factor").expect(303)
            try await confirm(code(), Site.password).expect(422)
        }
    }
}
