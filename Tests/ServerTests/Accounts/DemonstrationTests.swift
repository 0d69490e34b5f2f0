import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct DemonstrationTests {
    private static func addPeople(_ site: Site) async throws {
        let add = AddPerson(platform: site.platform)
        _ = try await add(login: "lin", name: "林知远", password: nil, isDemo: true)
        _ = try await add(login: "heshu", name: "何书言", password: nil, duties: Set(Duty.allCases), isDemo: true)
        _ = try await add(login: "real", name: "真实的人", password: Site.password)
    }

    @Test(arguments: EngineKind.available)
    func `a demonstration offers its people by one tap and says what it is`(_ kind: EngineKind) async throws {
        try await Site.run(kind, settings: { $0.isDemo = true }) { site in
            try await Self.addPeople(site)
            let page = try await site.stranger.get("/sign-in?next=/me").expect(200)
            try page.expect(text: "林知远").expect(text: "何书言").expect(text: "平台人员").expect(text: "演示")
            #expect(!page.text.contains("真实的人"))
            let browser = site.stranger
            try await browser.post("/sign-in/demo", ["login": "lin", "next": "/me"]).expect(redirectTo: "/me")
            try await browser.get("/me").expect(200).expect(text: "林知远")
        }
    }

    @Test(arguments: ["real", "nobody"])
    func `nobody else can be entered by a tap`(_ login: String) async throws {
        try await Site.run(settings: { $0.isDemo = true }) { site in
            try await Self.addPeople(site)
            try await site.stranger.post("/sign-in/demo", ["login": login]).expect(404)
        }
    }

    @Test func `without a demonstration its people are not offered and cannot be entered`() async throws {
        try await Site.run { site in
            try await Self.addPeople(site)
            let page = try await site.stranger.get("/sign-in").expect(200)
            #expect(!page.text.contains("林知远"))
            try await site.stranger.post("/sign-in/demo", ["login": "lin"]).expect(404)
        }
    }

    @Test func `on a network the tap needs the printed code`() async throws {
        try await Site.run(settings: { ($0.isDemo, $0.demoCode) = (true, "k7wq3fzn") }) { site in
            try await Self.addPeople(site)
            let browser = site.stranger
            try await browser.get("/sign-in").expect(200).expect(text: "name=\"code\"")
            for code in ["", "wrong"] {
                try await browser.post("/sign-in/demo", ["login": "lin", "code": code]).expect(422).expect(
                    text: "演示码不对"
                )
            }
            try await browser.post("/sign-in/demo", ["login": "lin", "code": "K7WQ-3FZN"]).expect(redirectTo: "/")
        }
    }

    @Test(arguments: ["/", "/sign-in"])
    func `the printed QR code carries it into a cookie`(_ path: String) async throws {
        try await Site.run(settings: { ($0.isDemo, $0.demoCode) = (true, "k7wq3fzn") }) { site in
            try await Self.addPeople(site)
            let browser = site.stranger
            let entered = try await browser.get("\(path)?code=k7wq3fzn").expect(redirectTo: path)
            #expect(entered.header("set-cookie")?.contains("HttpOnly") == true)
            let page = try await browser.get("/sign-in").expect(200)
            #expect(!page.text.contains("name=\"code\""))
            try await browser.post("/sign-in/demo", ["login": "lin"]).expect(redirectTo: "/")
            let other = site.stranger
            _ = try await other.get("\(path)?code=wrong")
            try await other.post("/sign-in/demo", ["login": "lin"]).expect(422)
        }
    }
}
