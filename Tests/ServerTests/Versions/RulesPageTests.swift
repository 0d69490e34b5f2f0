import Domain
import Server
import TestSupport
import Testing

@Suite struct `The page of inspection rules` {
    @Test func `explains every rule at an anchor of its own, in both languages`() async throws {
        try await Site.run { site in
            _ = try await site.person("lin")
            let page = try await site.stranger.get("/rules").expect(200)
            let english = try await site.stranger.with("accept-language", "en").get("/rules").expect(200)
            for rule in Rule.all {
                #expect(page.text.contains("id=\"\(rule.id)\""), "\(rule.id)")
                #expect(english.text.contains("id=\"\(rule.id)\""), "\(rule.id)")
            }
        }
    }

    @Test func `is where a finding leads`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let draft = SamplePackages.alipayDraft().with { $0["app.js"] = nil }
            let answer = try await stage.upload("1.0.0", package: draft.archive()).expect(201)
            try answer.expect(text: "layout.app-js-missing")
            let page = try await stage.owner.get("\(stage.path)/versions/1.0.0").expect(200)
            try page.expect(text: #"href="/rules#layout.app-js-missing""#).expect(text: "改好 1 处错误才能提审")
        }
    }
}
