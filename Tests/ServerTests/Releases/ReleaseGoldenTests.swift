import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

/// One page of each kind of releases as it is sent, without the frame around it.
@Suite struct ReleaseGoldenTests {
    @Test func `list, gray release, the page that asks, one that refuses, history, settings, home`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            site.world.advance(seconds: 86_400)
            try await stage.version("1.1.0", .released)
            site.world.advance(seconds: 86_400)
            try await stage.version("1.2.0", .approved)
            try await stage.owner.post(
                "\(stage.path)/versions/1.2.0/gray",
                ["preset": "10", "date1": "2026-01-23", "time1": "10:00", "share1": "30"]
            ).expect(303)
            site.world.advance(seconds: 3600)
            let hash = stage.asOwner.logo ?? ""
            let names: KeyValuePairs = [
                stage.app.rawValue: "APP_ID", AppID.grouped(stage.app): "APP_ID", hash.isEmpty ? "LOGO" : hash: "LOGO",
            ]
            let pages = [
                ("versions", "list"), ("versions/1.2.0", "detail"), ("versions/1.2.0/gray", "gray"),
                ("versions/1.2.0/gray/end", "end-gray"), ("versions/1.2.0/gray/enlarge?share=30", "enlarge"),
                ("versions/1.1.0/rollback", "roll-back-refused"), ("history?day=2026-01-21", "history"),
                ("release-rules", "rules"),
            ]
            for (path, name) in pages {
                let page = try await stage.owner.get("\(stage.path)/\(path)")
                try expectGolden(page.inside(naming: names), "releases-\(name).html")
            }
            let home = try await stage.owner.get("/")
            try expectGolden(home.inside(naming: names), "releases-home.html")
            let english = stage.owner.with("accept-language", "en")
            for (path, name) in [("versions/1.2.0/gray", "gray"), ("versions/1.2.0/gray/end", "end-gray")] {
                let page = try await english.get("\(stage.path)/\(path)")
                try expectGolden(page.inside(naming: names), "releases-\(name)-en.html")
            }
        }
    }

    @Test func `English pages are in English`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site, name: "Hill Coffee")
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .released)
            try await stage.version("1.2.0", .gray)
            let english = stage.owner.with("accept-language", "en")
            let paths = [
                "versions/1.2.0/gray?plan=two", "versions/1.2.0/gray/end", "versions/1.2.0/gray/enlarge",
                "versions/1.2.0/gray/pause", "versions/1.2.0/release", "versions/1.1.0/rollback",
                "versions/1.1.0/offline", "history", "release-rules",
            ]
            for path in paths {
                let page = try await english.get("\(stage.path)/\(path)")
                let begin = page.text.range(of: "<main")?.lowerBound ?? page.text.startIndex
                let body = page.text[begin...].replacing("林知远", with: "")
                    .replacing("这一版优化了下单流程，修复了门店列表偶尔为空的问题。", with: "")
                let chinese = body.unicodeScalars.filter { (0x4e00...0x9fff).contains($0.value) }
                #expect(chinese.isEmpty, "\(path): \(String(String.UnicodeScalarView(chinese)))")
            }
        }
    }
}
