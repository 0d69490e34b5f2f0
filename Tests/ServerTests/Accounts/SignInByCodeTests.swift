import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// A desk that shows a code, and the phone that answers it.
@Suite struct SignInByCodeTests {
    /// The desk's browser shows a code; gives the path that the phone opens.
    private func show(_ site: Site, _ desk: SiteClient, next: String = "/me") async throws -> String {
        try await desk.post("/sign-in/code", ["next": next]).expect(redirectTo: "/sign-in/code")
        try await desk.get("/sign-in/code").expect(200).expect(text: "data:image/svg+xml")
        let secret = try #require(desk.jar["steward_code"])
        return "/scan/\(CodeSecrets(browser: secret).code)"
    }

    private func state(_ desk: SiteClient) async throws -> String {
        try await desk.get("/sign-in/code/state").expect(200).json()["state"] as? String ?? ""
    }

    @Test(arguments: EngineKind.available)
    func `scanned, confirmed, and the desk goes on where it wanted to`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let phone = try await site.as("lin").at("192.0.2.1")
            let desk = site.stranger.at("203.0.113.7").with(
                "user-agent",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0 Safari/537.36"
            )
            let scan = try await show(site, desk, next: "/me/devices")
            #expect(try await state(desk) == "SHOWN")
            try await desk.post("/sign-in/code/claim").expect(409)
            try await phone.get(scan).expect(200).expect(text: "Chrome · Windows").expect(text: "203.0.113.7")
                .expect(text: "不在同一个网络")
            #expect(try await state(desk) == "SCANNED")
            try await desk.post("/sign-in/code/claim").expect(409)
            try await phone.post("\(scan)/confirm").expect(200).expect(text: "已确认")
            #expect(try await state(desk) == "CONFIRMED")
            try await desk.post("/sign-in/code/claim").expect(redirectTo: "/me/devices")
            #expect(desk.jar["steward_code"] == nil)
            try await desk.get("/me/devices").expect(200).expect(text: "Chrome · Windows").expect(text: "这台设备")
            try await phone.get(scan).expect(409).expect(text: "只能用一次")
        }
    }

    @Test(arguments: EngineKind.available)
    func `signing out ends what was confirmed and not claimed`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let (phone, desk) = (try await site.as("lin"), site.stranger)
            let scan = try await show(site, desk)
            try await phone.get(scan).expect(200)
            try await phone.post("\(scan)/confirm").expect(200)
            try await phone.post("/sign-out").expect(303)
            try await desk.post("/sign-in/code/claim").expect(409)
            #expect(desk.jar["steward_session"] == nil)
        }
    }

    @Test(arguments: EngineKind.available)
    func `of many confirmations and claims at once, exactly one session comes`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let phone = try await site.as("lin")
            let desk = site.stranger
            let scan = try await show(site, desk)
            try await phone.get(scan).expect(200)
            let confirmed = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { (try? await phone.post("\(scan)/confirm").status) ?? 0 } }
                return await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(confirmed.sorted() == [200, 409, 409, 409])
            let secret = try #require(desk.jar["steward_code"])
            let claimed = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    let tab = site.stranger
                    tab.jar.set("steward_code", secret)
                    group.addTask { (try? await tab.post("/sign-in/code/claim").status) ?? 0 }
                }
                return await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(claimed.sorted() == [303, 409, 409, 409])
            let person = try #require(phone.person)
            let sessions = try await site.platform.engine.read {
                try MeQueries($0).devices(of: person, at: site.world.now).count
            }
            // The phone's own, and the desk's.
            #expect(sessions == 2)
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two people scanning at once one has it, and the other is told so`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let (lin, zhou) = (try await site.as("lin"), try await site.as("zhou"))
            let scan = try await show(site, site.stranger)
            let statuses = await withTaskGroup(of: Int.self) { group in
                for phone in [lin, zhou] { group.addTask { (try? await phone.get(scan).status) ?? 0 } }
                return await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 403])
        }
    }

    @Test func `a foreign, a refused, an expired and a made-up code each say what they are`() async throws {
        try await Site.run { site in
            let (lin, zhou) = (try await site.as("lin"), try await site.as("zhou"))
            let desk = site.stranger
            var scan = try await show(site, desk)
            try await lin.get(scan).expect(200)
            try await zhou.get(scan).expect(403).expect(text: "另一个人扫了")
            try await zhou.post("\(scan)/confirm").expect(403)
            try await zhou.with("accept", "application/json").post("\(scan)/refuse")
                .expect(refusal: "SIGN_IN_CODE_FOREIGN", 403)
            try await lin.post("\(scan)/refuse").expect(200).expect(text: "已拒绝")
            #expect(try await state(desk) == "REFUSED")
            try await desk.get("/sign-in/code").expect(text: "换一个二维码")
            try await lin.post("\(scan)/confirm").expect(409).expect(text: "已被拒绝")
            try await desk.post("/sign-in/code/claim").expect(409)

            scan = try await show(site, desk)
            try await lin.post("\(scan)/confirm").expect(409).expect(text: "还没有人扫")
            try await lin.get(scan).expect(200)
            site.world.advance(seconds: CodeSignIn.lifetimeSeconds)
            #expect(try await state(desk) == "EXPIRED")
            try await lin.post("\(scan)/confirm").expect(410).expect(text: "已过期")
            try await lin.get("/scan/0123456789abcdef0123456789abcdef").expect(404).expect(text: "二维码无效")
            #expect(desk.jar["steward_session"] == nil)
        }
    }

    @Test func `what was confirmed waits half a minute for its browser, not longer`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            for (late, status) in [(29, 303), (30, 410)] as [(Int64, Int)] {
                let desk = site.stranger
                let scan = try await show(site, desk)
                try await lin.get(scan).expect(200)
                site.world.advance(seconds: CodeSignIn.lifetimeSeconds - 1)
                try await lin.post("\(scan)/confirm").expect(200)
                site.world.advance(seconds: 1 + late)
                try await desk.post("/sign-in/code/claim").expect(status)
            }
        }
    }

    @Test func `only the browser that shows the code gets the session`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let desk = site.stranger
            let scan = try await show(site, desk)
            try await lin.get(scan).expect(200)
            try await lin.post("\(scan)/confirm").expect(200)
            // Whoever photographed the screen has the code's secret, and tries it as the cookie's.
            let thief = site.stranger
            try await thief.post("/sign-in/code/claim").expect(404)
            thief.jar.set("steward_code", String(scan.dropFirst("/scan/".count)))
            try await thief.post("/sign-in/code/claim").expect(404)
            #expect(try await state(thief) == "NONE")
            try await desk.post("/sign-in/code/claim").expect(303)
        }
    }

    @Test func `neither secret is stored, and they differ`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            let desk = site.stranger
            let scan = try await show(site, desk)
            let row = try #require(try await site.platform.engine.first("SELECT code, browser FROM code_sign_in"))
            let (code, browser) = (try row.text("code"), try row.text("browser"))
            let secret = try #require(desk.jar["steward_code"])
            #expect(Set([code, browser, secret, String(scan.dropFirst(6))]).count == 4)
            #expect(code == Secret.hash(String(scan.dropFirst(6))) && browser == Secret.hash(secret))
        }
    }

    @Test func `a phone that is not signed in signs in first and comes back`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin", hasPassword: true)
            let scan = try await show(site, site.stranger)
            let phone = site.stranger
            let answer = try await phone.get(scan).expect(303)
            let next = scan.replacing("/", with: "%2F")
            #expect(answer.location == "/sign-in?next=\(next)")
            try await phone.post("/sign-in", ["login": "lin", "password": Site.password, "next": scan])
                .expect(redirectTo: scan)
            try await phone.get(scan).expect(200).expect(text: "确认登录")
        }
    }

    @Test func `a token confirms nothing, and nothing is confirmed from another site`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let scan = try await show(site, site.stranger)
            let program = try await site.token("lin")
            try await program.get(scan).expect(303)
            try await lin.get(scan).expect(200)
            try await lin.with("sec-fetch-site", "cross-site").post("\(scan)/confirm").expect(403)
            #expect(ScopeGroup.group(of: .sessionConfirm) == nil)
            let narrow = Caller(person: lin.person, duties: [], scopes: MakeToken.allScopes(duties: []))
            await #expect(throws: Refusal.self) {
                try await AnswerSignInCode(platform: site.platform)(.confirm, String(scan.dropFirst(6)), by: narrow)
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `being disabled, a new password, a new factor end what was confirmed`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let ends: [@Sendable (Site, ID<Person>) async throws -> Void] = [
                { site, _ in try await DisablePerson(platform: site.platform)(login: "lin") },
                { site, _ in
                    try await EnablePerson(platform: site.platform)(login: "lin")
                    try await SetPassword(platform: site.platform)(login: "lin", password: Site.password)
                },
                { site, _ in _ = try await FactorStage(site) },
            ]
            for end in ends {
                try? await EnablePerson(platform: site.platform)(login: "lin")
                let lin = try await site.as("lin")
                let desk = site.stranger
                let scan = try await show(site, desk)
                try await lin.get(scan).expect(200)
                try await lin.post("\(scan)/confirm").expect(200)
                try await end(site, try #require(lin.person))
                #expect(try await desk.post("/sign-in/code/claim").status >= 400)
                #expect(desk.jar["steward_session"] == nil)
            }
        }
    }

    @Test func `a phone that passed its second factor is not asked again`() async throws {
        try await Site.run { site in
            let stage = try await FactorStage(site)
            let desk = site.stranger
            let scan = try await show(site, desk)
            try await stage.browser.get(scan).expect(200)
            try await stage.browser.post("\(scan)/confirm").expect(200)
            try await desk.post("/sign-in/code/claim").expect(redirectTo: "/me")
            try await desk.get("/me").expect(200)
        }
    }

    @Test(arguments: ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
    func `what follows a scan never leads elsewhere`(_ next: String) async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let desk = site.stranger
            let scan = try await show(site, desk, next: next)
            try await lin.get(scan).expect(200)
            try await lin.post("\(scan)/confirm").expect(200)
            try await desk.post("/sign-in/code/claim").expect(redirectTo: "/")
        }
    }

    @Test func `guessing codes and showing them without end are slowed`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            for index in 0..<20 { try await lin.get("/scan/\(index)").expect(404) }
            try await lin.get("/scan/20").expect(429)
            // Somebody else is not slowed by it.
            try await site.as("zhou").get("/scan/21").expect(404)
            let shower = site.stranger.at("203.0.113.1")
            for _ in 0..<60 { try await shower.post("/sign-in/code").expect(303) }
            try await shower.post("/sign-in/code").expect(429)
            try await site.stranger.at("203.0.113.2").post("/sign-in/code").expect(303)
        }
    }

    @Test func `without a script the page looks again by itself, and then has a button`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let desk = site.stranger
            try await desk.get("/sign-in/code").expect(200).expect(text: "显示二维码")
            let scan = try await show(site, desk)
            let refresh = #"<noscript><meta http-equiv="refresh" content="3"></noscript>"#
            try await desk.get("/sign-in/code").expect(text: refresh)
            try await lin.get(scan).expect(200)
            try await desk.get("/sign-in/code").expect(text: refresh).expect(text: "请在手机上确认")
            try await lin.post("\(scan)/confirm").expect(200)
            let page = try await desk.get("/sign-in/code").expect(text: "继续登录")
            #expect(!page.text.contains("http-equiv"))
        }
    }
}
