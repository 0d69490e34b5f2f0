import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct FirstStartTests {
    @Test(arguments: ["/", "/me", "/sign-in", "/apps/2021000000000001", "/no-such-page", "/about"])
    func `while nobody has an account every page leads to the set-up`(_ path: String) async throws {
        try await Site.run { try await $0.stranger.get(path).expect(redirectTo: "/set-up") }
    }

    @Test func `what a machine asks is answered before the set-up`() async throws {
        try await Site.run { site in
            for path in ["/healthz", "/readyz", "/sw.js", "/manifest.webmanifest", "/offline", "/favicon.ico"] {
                try await site.stranger.get(path).expect(200)
            }
            try await site.stranger.get("/api/v1/me").expect(refusal: "SET_UP_FIRST", 503)
        }
    }

    @Test(arguments: EngineKind.available)
    func `whoever knows the printed code makes the first account, once`(_ kind: EngineKind) async throws {
        try await Site.run(kind, settings: { $0.setUpCode = "abcd-efgh" }) { site in
            let browser = site.stranger
            try await browser.get("/set-up").expect(200).expect(text: "设置码")
            try await browser.post(
                "/set-up",
                ["code": "wrong", "name": "林知远", "login": "lin", "password": Site.password]
            ).expect(422).expect(text: "设置码不对").expect(text: "value=\"林知远\"")
            try await browser.post(
                "/set-up",
                ["code": "ABCDEFGH", "name": "林", "login": "l", "password": Site.password]
            )
            .expect(422)
            try await browser.post(
                "/set-up",
                ["code": " ABCD EFGH", "name": "林知远", "login": "lin", "password": Site.password]
            ).expect(redirectTo: "/")
            try await browser.get("/me").expect(200).expect(text: "平台人员")
            try await browser.get("/set-up").expect(redirectTo: "/sign-in")
            try await browser.post(
                "/set-up",
                ["code": "abcd-efgh", "name": "坏人", "login": "evil", "password": Site.password]
            ).expect(404)
        }
    }

    @Test func `without a code nobody can set it up`() async throws {
        try await Site.run(settings: { $0.setUpCode = "" }) { site in
            try await site.stranger.post(
                "/set-up",
                ["code": "", "name": "林知远", "login": "lin", "password": Site.password]
            ).expect(422)
        }
    }

    @Test func `the set-up code cannot be guessed quickly`() async throws {
        try await Site.run { site in
            var last = 0
            for number in 0...20 {
                last = try await site.stranger.post(
                    "/set-up",
                    ["code": "\(number)", "name": "林知远", "login": "lin", "password": Site.password]
                ).status
            }
            #expect(last == 429)
        }
    }
}
