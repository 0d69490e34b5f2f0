import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

/// One page of each kind of submissions as it is sent, without the frame around it.
@Suite struct ReviewGoldenTests {
    @Test func `the four steps, taking back, the outcome, the guide`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            let lin = stage.lin
            func golden(_ path: String, _ name: String, _ client: SiteClient? = nil) async throws {
                let page = try await (client ?? lin).get(path).expect(200)
                let names: KeyValuePairs = [stage.app.rawValue: "APP_ID", AppID.grouped(stage.app): "APP_ID"]
                let text = try page.inside(naming: names)
                    .replacing(/\/pictures\/[0-9a-f]{64}/, with: "/pictures/HASH")
                try expectGolden(text, "review-\(name).html")
            }
            let english = lin.with("accept-language", "en")
            try await golden(stage.submit("1.0.0"), "check")
            try await lin.post(stage.submit("1.0.0")).expect(303)
            try await golden(stage.submit("1.0.0", "agreement"), "agreement")
            try await stage.fill("1.0.0", [("express", "true")])
            try await golden(stage.submit("1.0.0", "fields"), "fields")
            try await golden(stage.submit("1.0.0", "fields"), "fields-en", english)
            try await golden(stage.submit("1.0.0", "summary"), "summary")
            try await lin.post(stage.submit("1.0.0", "summary")).expect(303)
            _ = try await lin.get("/")
            try await golden(stage.path("1.0.0", "withdraw"), "withdraw")
            try await stage.decide(
                .reject,
                VersionNumber(1, 0, 0),
                [RejectionReason(type: .whiteScreen, memo: "首页白屏 11 秒")]
            )
            try await golden(stage.path("1.0.0", "review"), "outcome")
            try await golden(stage.path("1.0.0", "review"), "outcome-en", english)
            try await golden(stage.path("1.0.0", "return"), "return")
            try await golden("/refusals", "refusals-en", english)
        }
    }
}
