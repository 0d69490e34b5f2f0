import Domain
import TestSupport
import Testing

@testable import Server

/// The pages of the second factor and of signing in by QR code as they are sent, without the frame around them.
@Suite struct FactorGoldenTests {
    private func expect(_ answer: SiteResponse, _ name: String, status: Int = 200) throws {
        try expectGolden(answer.expect(status).inside(), "accounts-\(name).html")
    }

    @Test func `security, the set-up, what is shown once, and what asks again`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", name: "林知远", hasPassword: true)
            let lin = try await site.as("lin")
            try expect(await lin.get("/me/security"), "security-off")
            try await lin.post("/me/security/factor").expect(303)
            let setUp = try await lin.get("/me/security/factor").expect(200)
            let text = String(try #require(setUp.text.firstMatch(of: /id="factor-secret">([A-Z2-7 ]+)</)?.1))
            let secret = text.replacing(" ", with: "")
            let names: KeyValuePairs = [text: "THE SECRET", secret: "SECRET"]
            try expectGolden(setUp.inside(naming: names), "accounts-factor.html")
            let wrong = try await lin.post(
                "/me/security/factor/confirm",
                ["factor_code": "12", "password": Site.password]
            ).expect(422)
            try expectGolden(wrong.inside(naming: names), "accounts-factor-refused.html")
            let totp = TOTP(secret: try #require(Base32.bytes(secret)))
            let code = totp.code(step: TOTP.step(at: site.world.now))
            let made = try await lin.post(
                "/me/security/factor/confirm",
                ["factor_code": code, "password": Site.password]
            ).expect(200)
            let shown = try made.inside().replacing(/<li>[2-9a-z-]{19}<\/li>/, with: "<li>CODE</li>")
            try expectGolden(shown, "accounts-recovery-codes.html")
            try expect(await lin.get("/me/security"), "security-on")
            try expect(await lin.with("accept-language", "en").get("/me/security"), "security-on-en")
            try expect(await lin.get("/me/security/factor/off"), "factor-off")
            try expect(await lin.post("/me/security/recovery-codes"), "recovery-codes-asked", status: 422)
            let other = site.stranger
            try await other.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
            try expect(await other.get("/sign-in/step"), "sign-in-step")
            try expect(await other.post("/sign-in/step", ["factor_code": code]), "sign-in-step-used", status: 422)
            let english = other.with("accept-language", "en")
            try expect(await english.get("/sign-in/step?with=recovery"), "sign-in-step-recovery-en")
        }
    }

    @Test func `the code on a desk, and the phone that scans it`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin", name: "林知远").at("192.0.2.1")
            let desk = site.stranger.at("203.0.113.7").with("user-agent", "Mozilla/5.0 (Macintosh) Safari/605.1")
            try expect(await desk.get("/sign-in/code"), "code-none")
            try await desk.post("/sign-in/code", ["next": "/messages"]).expect(303)
            try expect(await desk.get("/sign-in/code"), "code-shown")
            let code = CodeSecrets(browser: try #require(desk.jar["steward_code"])).code
            let scan = try await lin.get("/scan/\(code)").expect(200)
            try expectGolden(scan.inside(naming: [code: "CODE"]), "accounts-scan.html")
            let english = try await lin.with("accept-language", "en").get("/scan/\(code)").expect(200)
            try expectGolden(english.inside(naming: [code: "CODE"]), "accounts-scan-en.html")
            try expect(await desk.get("/sign-in/code"), "code-scanned")
            try expect(await lin.post("/scan/\(code)/confirm"), "scan-confirmed")
            try expect(await desk.get("/sign-in/code"), "code-confirmed")
            try await desk.post("/sign-in/code/claim").expect(redirectTo: "/messages")
            try expect(await lin.get("/scan/\(code)"), "scan-used", status: 409)
        }
    }

    @Test func `an administrator is asked before somebody's factor goes`() async throws {
        try await Site.run { site in
            _ = try await FactorStage(site)
            let root = try await FactorStage(site, "root", duties: [.administrator])
            try expect(await root.browser.get("/console/people/lin/factor/remove"), "factor-remove")
        }
    }
}
