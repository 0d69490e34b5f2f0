import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What a new device is, and who is told of one.
@Suite struct DeviceTests {
    private func signIn(_ client: SiteClient, _ login: String = "lin") async throws {
        try await client.post("/sign-in", ["login": login, "password": Site.password]).expect(303)
    }

    private func told(_ site: Site, _ login: String = "lin") async throws -> Int {
        let person = try await site.person(login)
        let row = try await site.platform.engine.first(
            "SELECT count(*) AS n FROM message WHERE person_id = \(person) AND kind = \(MessageKind.deviceAdded.rawValue)"
        )
        return try row?.int("n") ?? 0
    }

    @Test(arguments: EngineKind.available)
    func `the first sign-in ever tells nothing, the next from another browser does, once`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let (first, second) = (site.stranger, site.stranger)
            try await signIn(first)
            #expect(try await told(site) == 0)
            try await signIn(first)
            #expect(try await told(site) == 0)
            try await signIn(second)
            #expect(try await told(site) == 1)
            try await second.post("/sign-out").expect(303)
            try await signIn(second)
            #expect(try await told(site) == 1)
            let page = try await first.get("/messages").expect(text: "你的账号在一台新设备上登录了，是你吗？")
            #expect(page.text.contains("检查登录的设备") && page.text.contains("重要"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `whoever made an account, or was in before devices were remembered, is told of the next`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await RegistrationStage(site)
            try await stage.open()
            let browser = site.stranger
            try await browser.post("/register", RegistrationStage.form("newcomer")).expect(303)
            #expect(browser.jar["steward_device"] != nil)
            try await browser.post("/sign-out").expect(303)
            try await signIn(browser, "newcomer")
            #expect(try await told(site, "newcomer") == 0)
            try await signIn(site.stranger, "newcomer")
            #expect(try await told(site, "newcomer") == 1)

            _ = try await site.person("old", hasPassword: true)
            _ = try await site.as("old")
            try await signIn(site.stranger, "old")
            #expect(try await told(site, "old") == 1)
        }
    }

    @Test func `the taps of a demonstration tell nothing: anybody may`() async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            let add = AddPerson(platform: site.platform)
            _ = try await add(login: "lin", name: "林知远", password: nil, isDemo: true)
            for _ in 0..<3 { try await site.stranger.post("/sign-in/demo", ["login": "lin"]).expect(303) }
            #expect(try await told(site) == 0)
        }
    }

    @Test func `a scan from a new desk tells too`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let phone = site.stranger
            try await signIn(phone)
            let desk = site.stranger
            try await desk.post("/sign-in/code").expect(303)
            let code = CodeSecrets(browser: try #require(desk.jar["steward_code"])).code
            try await phone.get("/scan/\(code)").expect(200)
            try await phone.post("/scan/\(code)/confirm").expect(200)
            try await desk.post("/sign-in/code/claim").expect(303)
            #expect(try await told(site) == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a device that was signed out from afar is new again`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin", hasPassword: true)
            let (own, other) = (site.stranger, site.stranger)
            try await signIn(own)
            try await signIn(other)
            #expect(try await told(site) == 1)
            let session = Secret.hash(try #require(other.jar["steward_session"]))
            try await own.post("/me/devices/end", ["device": session]).expect(303)
            try await other.get("/me").expect(303)
            try await signIn(other)
            #expect(try await told(site) == 2)
            try await own.post("/me/devices/end-others").expect(303)
            try await signIn(other)
            #expect(try await told(site) == 3)
            // One's own is not.
            try await signIn(own)
            #expect(try await told(site) == 3)
        }
    }

    @Test func `one browser is known for each of its people, and a planted cookie for nobody`() async throws {
        try await Site.run { site in
            for login in ["lin", "zhou"] { _ = try await site.person(login, hasPassword: true) }
            let shared = site.stranger
            for login in ["lin", "zhou", "lin", "zhou"] { try await signIn(shared, login) }
            #expect(try await told(site) == 0)
            #expect(try await told(site, "zhou") == 0)
            // What zhou's browser holds does not make it known to somebody who was never there.
            let thief = site.stranger
            let planted = String(repeating: "c", count: 64)
            thief.jar.set("steward_device", planted)
            try await signIn(thief)
            #expect(try await told(site) == 1)
            #expect(thief.jar["steward_device"]?.hasPrefix(planted) == false)
            let known = try await site.platform.engine.rows("SELECT hash FROM device").map { try $0.text("hash") }
            #expect(!known.contains(Secret.hash(planted)))
        }
    }

    @Test func `sessions are listed and ended over the API`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let browser = site.stranger.at("203.0.113.4").with(
                "user-agent",
                "Mozilla/5.0 (iPhone) Version/18 Safari/604.1"
            )
            try await signIn(browser)
            let program = try await site.token("lin")
            let items = try await program.get("/api/v1/me/sessions").expect(200).items()
            #expect(items.count == 1)
            #expect(items[0]["browser"] as? String == "Safari · iPhone")
            #expect(items[0]["address"] as? String == "203.0.113.4")
            #expect(items[0]["current"] as? Bool == false)
            let own = try await browser.get("/api/v1/me/sessions").expect(200).items()
            #expect(own[0]["current"] as? Bool == true)
            let id = try #require(items[0]["id"] as? String)
            try await site.token("zhou").delete("/api/v1/me/sessions/\(id)").expect(404)
            try await program.delete("/api/v1/me/sessions/\(id)").expect(204)
            try await program.delete("/api/v1/me/sessions/\(id)").expect(404)
            try await browser.get("/me").expect(303)
            try await signIn(browser)
            try await program.delete("/api/v1/me/sessions").expect(204)
            try await browser.get("/me").expect(303)
        }
    }
}
