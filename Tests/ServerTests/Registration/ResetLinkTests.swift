import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `A link to a new password` {
    private static let fresh = "noch eine Reise"

    /// What happened before somebody uses it.
    enum Past: CaseIterable, Sendable {
        case nothing, used, replaced, expired, passwordChanged, passwordSet, disabled, disabledAndEnabled,
            makerDisabled, signedIn
    }

    private func happen(_ past: Past, _ stage: RegistrationStage, _ made: MakeResetLink.Made) async throws {
        let platform = stage.site.platform
        switch past {
        case .nothing: break
        case .used: try await ResetPassword(platform: platform)(secret: made.secret, password: Self.fresh, from: "")
        case .replaced: _ = try await stage.reset("lin")
        case .expired: stage.site.world.advance(seconds: 24 * 3600)
        case .passwordChanged:
            try await stage.site.as("lin").post(
                "/me/password",
                ["old": Site.password, "password": "eine dritte Reise", "repeated": "eine dritte Reise"]
            ).expect(303)
        case .passwordSet: try await SetPassword(platform: platform)(login: "lin", password: "eine dritte Reise")
        case .disabled: try await DisablePerson(platform: platform)(login: "lin")
        case .disabledAndEnabled:
            try await DisablePerson(platform: platform)(login: "lin")
            try await EnablePerson(platform: platform)(login: "lin")
        case .makerDisabled:
            _ = try await stage.site.person("zong", duties: [.administrator], hasPassword: true)
            try await DisablePerson(platform: platform)(login: "guan")
        case .signedIn:
            try await stage.site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(303)
        }
    }

    /// The whole table: what became of a link, times opening and using it.
    @Test(arguments: EngineKind.available)
    func `works once within a day, and says what it is afterwards`(_ kind: EngineKind) async throws {
        for past in Past.allCases {
            try await Site.run(kind) { site in
                let stage = try await RegistrationStage(site)
                _ = try await site.person("lin", name: "林知远", hasPassword: true)
                let made = try await stage.reset("lin")
                try await happen(past, stage, made)
                let state: ResetLinkState =
                    switch past {
                    // Whoever stole the password does not keep its owner out by signing in.
                    case .nothing, .signedIn: .open
                    case .used: .used
                    case .replaced: .replaced
                    case .expired: .expired
                    case .passwordChanged, .passwordSet, .disabled, .disabledAndEnabled, .makerDisabled: .cancelled
                    }
                let path = Paths.reset(made.secret)
                let page = try await site.stranger.get(path)
                let use = try await site.stranger.post(path, ["password": "eine vierte Reise"])
                if let refusal = state.refusal {
                    try page.expect(410).expect(text: refusal.words.zh).expect(noText: "name=\"password\"")
                    try use.expect(410).expect(text: refusal.words.zh)
                } else {
                    try page.expect(200).expect(text: "林知远")
                    try use.expect(redirectTo: "/sign-in")
                    try await site.stranger.post("/sign-in", ["login": "lin", "password": Site.password]).expect(422)
                    try await site.stranger.post("/sign-in", ["login": "lin", "password": "eine vierte Reise"])
                        .expect(303)
                }
            }
        }
    }

    @Test func `ends every session, signs nobody in, and both acts are told to the person`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            _ = try await site.person("lin", hasPassword: true)
            let phone = try await site.as("lin")
            let token = try await site.token("lin", scopes: [.profileRead])
            let answer = try await stage.chief.post("/people/LIN/reset").expect(200)
            let secret = try #require(answer.text.firstMatch(of: #//reset/([0-9a-f]{64})/#)?.output.1)
            #expect(answer.header("cache-control") == "no-store")
            try await phone.get("/messages").expect(text: "关山生成了重设你的密码的链接")
            let browser = site.stranger
            try await browser.post("/reset/\(secret)", ["password": Self.fresh]).expect(redirectTo: "/sign-in")
            #expect(browser.jar["steward_session"] == nil)
            try await phone.get("/me").expect(303)
            try await token.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
            let again = site.stranger
            try await again.post("/sign-in", ["login": "lin", "password": Self.fresh]).expect(303)
            try await again.get("/messages").expect(text: "你的密码已用关山生成的链接重设")
            let entry = try #require(try await stage.entries("password.reset").first)
            #expect(entry.contains(try #require(stage.chief.person).rawValue))
            // Nowhere but in the answer: the database holds its hash.
            let stored = try await site.platform.engine.read { try $0.rows("SELECT secret_hash FROM reset_link") }
            #expect(try stored.first?.text("secret_hash") == Secret.hash(String(secret)))
        }
    }

    @Test func `asks for a password that is one, and keeps for another try`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            _ = try await site.person("lin", hasPassword: true)
            let path = Paths.reset(try await stage.reset("lin").secret)
            for (typed, words) in [("kurz", "至少 8 个字符"), ("password123", "太常见")] {
                let page = try await site.stranger.post(path, ["password": typed]).expect(422)
                try page.expect(text: words).expect(noText: typed)
            }
            try await site.stranger.post(path, ["password": Self.fresh]).expect(303)
        }
    }

    @Test func `is made by administrators, for people who can use it`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            _ = try await site.person("lin", hasPassword: true)
            try await stage.chief.post("/people/nobody/reset").expect(404)
            try await DisablePerson(platform: site.platform)(login: "lin")
            try await stage.chief.post("/people/lin/reset").expect(409).expect(text: "已停用")
            try await EnablePerson(platform: site.platform)(login: "lin")
            for duties: Set<Duty> in [[], [.reviewer, .official, .moderator, .assessor]] {
                let other = try await site.as("other-\(duties.count)", duties: duties)
                try await other.post("/people/lin/reset").expect(403)
            }
            try await site.stranger.post("/people/lin/reset").expect(401)
            #expect(try await stage.entries("reset_link.made").isEmpty)
        }
    }

    @Test func `has the same in the JSON API`() async throws {
        try await Site.run { site in
            _ = try await RegistrationStage(site)
            _ = try await site.person("lin", hasPassword: true)
            let token = try await site.token("guan", scopes: [.personSetPassword], duties: [.administrator])
            let path = "/api/v1/people/lin/reset-link"
            let made = try await token.postJSON(path, "{}").expect(201).json()
            let url = try #require(made["url"] as? String)
            #expect(url.hasPrefix("http://localhost/reset/") && made["login"] as? String == "lin")
            try await site.stranger.get(String(url.dropFirst("http://localhost".count))).expect(200)
            try await token.postJSON("/api/v1/people/nobody/reset-link", "{}").expect(refusal: "PERSON_UNKNOWN", 404)
            let reader = try await site.token("guan", scopes: [.journalRead], duties: [.administrator])
            try await reader.postJSON(path, "{}").expect(403)
        }
    }

    @Test func `keeps its secret out of the log`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            _ = try await site.person("lin", hasPassword: true)
            let (secret, code) = (try await stage.reset("lin").secret, try await stage.link().code)
            try await site.stranger.get(Paths.reset(secret)).expect(200)
            try await site.stranger.get(Paths.comeIn(code)).expect(200)
            #expect(!site.log.lines.contains { $0.message.contains(secret) || $0.message.contains(code) })
        }
    }
}
