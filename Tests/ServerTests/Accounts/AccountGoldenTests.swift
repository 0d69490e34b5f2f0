import Domain
import TestSupport
import Testing

@testable import Server

/// One page of each kind of accounts as it is sent, without the frame around it.
@Suite struct AccountGoldenTests {
    private static let phone =
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Mobile Safari/537.36"

    @Test func `sign-in, in a demonstration too, and what is refused`() async throws {
        try await Site.run(settings: { ($0.isDemo, $0.demoCode) = (true, "k7wq3fzn") }) { site in
            let add = AddPerson(platform: site.platform)
            let lin = try await add(login: "lin", name: "林知远", password: nil, isDemo: true)
            _ = try await add(login: "shuyan", name: "何书言", password: nil, duties: Set(Duty.allCases), isDemo: true)
            _ = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡点单", by: lin)
            let page = try await site.stranger.get("/sign-in?next=/me").expect(200)
            try expectGolden(page.inside(), "accounts-sign-in.html")
            let refused = try await site.stranger.post("/sign-in", ["login": "lin", "password": "wrong"]).expect(422)
            try expectGolden(refused.inside(), "accounts-sign-in-refused.html")
        }
    }

    @Test func `what is mine: the list, devices, tokens`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin", name: "林知远", duties: [.reviewer])
            _ = try await site.app()
            _ = try await site.person("lin", hasPassword: true)
            site.world.advance(seconds: 86_400)
            let other = SignInOrigin(address: "198.51.100.1", agent: Self.phone)
            let person = try #require(lin.person)
            let secret = try await StartSession(platform: site.platform)(of: person, from: other)
            _ = try await MakeToken(platform: site.platform)(
                for: person,
                name: "构建机",
                scopes: [.versionUpload],
                days: 30
            )
            let names: KeyValuePairs = [
                Secret.hash(secret): "SESSION_ID", Secret.hash(lin.jar["steward_session"] ?? ""): "THIS_SESSION_ID",
            ]
            for (path, name) in [("/me", "me"), ("/me/devices", "devices"), ("/me/tokens", "tokens")] {
                try expectGolden(await lin.get(path).expect(200).inside(naming: names), "accounts-\(name).html")
            }
            let english = try await lin.with("accept-language", "en").get("/me/tokens").expect(200)
            try expectGolden(english.inside(), "accounts-tokens-en.html")
        }
    }
}
