import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

/// Refusals and faults speak the language of whoever meets them, and leave the signed-in where they are at home.
@Suite struct ErrorAudienceTests {
    /// Somebody who set English in 我的, whatever their browser prefers.
    private static func english(_ site: Site) async throws -> SiteClient {
        let lin = try await site.as("lin", name: "Lin Zhiyuan")
        let person = try #require(lin.person)
        try await site.platform.engine.write { try PersonWrites(db: $0).setLanguage(.en, of: person) }
        return lin.with("accept-language", "zh-CN")
    }

    @Test func `a signed-in person keeps their language and the navigation`() async throws {
        try await Site.run { site in
            let lin = try await Self.english(site)
            for path in ["/no-such-page", "/apps/2021999999999999"] {
                let page = try await lin.get(path).expect(404)
                try page.expect(text: "lang=\"en\"").expect(text: "There is no such page")
                try page.expect(text: "class=\"tabs\"").expect(text: "Lin Zhiyuan")
            }
        }
    }

    @Test func `a fault looks the same to them`() async throws {
        struct Fault: Error {}
        let routes: @Sendable (Routes) -> Void = { routes in
            routes.open(.get, "/test/broken", .installationRead) { _, _ in throw Fault() }
        }
        try await Site.run(expectsErrors: true, routes: routes) { site in
            let page = try await Self.english(site).get("/test/broken").expect(500)
            try page.expect(text: "Something broke").expect(text: "class=\"tabs\"")
        }
    }

    @Test func `a problem document is in the language that the person set`() async throws {
        try await Site.run { site in
            let lin = try await Self.english(site)
            try await lin.get("/api/v1/no-such-thing").expect(404).expect(text: Refusal.notFound.words.en)
            let program = try await site.token("lin")
            try await program.get("/api/v1/apps/2021999999999999").expect(404).expect(text: Refusal.notFound.words.en)
        }
    }

    @Test func `a stranger reads what their browser prefers, without navigation`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            let english = site.stranger.with("accept-language", "en-GB,en;q=0.9")
            let page = try await english.get("/no-such-page").expect(404)
            try page.expect(text: "lang=\"en\"").expect(text: "There is no such page")
            #expect(!page.text.contains("class=\"tabs\""))
            try await english.get("/api/v1/no-such-thing").expect(404).expect(text: Refusal.notFound.words.en)
            try await site.stranger.get("/no-such-page").expect(404).expect(text: "没有找到这一页")
        }
    }

    @Test func `what is refused before anybody is known follows the browser too`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            let english = site.stranger.with("accept-language", "en")
            let unknown = english.with("authorization", "Bearer stw_unknown")
            try await unknown.get("/api/v1/apps").expect(401).expect(text: "Make a new one")
            let hasty = english.at("203.0.113.9")
            for _ in 0..<Int(RateBudget.writes.burst) { _ = try await hasty.post("/no-such") }
            try await hasty.post("/no-such").expect(429).expect(text: "Too fast")
        }
    }
}
