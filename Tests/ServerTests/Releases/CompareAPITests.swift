import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct CompareAPITests {
    @Test func `two versions are compared by their files, sizes, pages and findings`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let before = PackageDraft(["index.html": Self.bytes("<title>咖啡</title>\n<p>一</p>\n"), "old.js": [59]])
            let after = PackageDraft([
                "index.html": Self.bytes("<title>咖啡</title>\n<p>二</p>\n<p>三</p>\n"), "new.js": [59],
            ])
            try await stage.upload("1.0.0", package: before.archive()).expect(201)
            try await stage.upload("1.1.0", package: after.archive()).expect(201)
            let json = try await stage.owner.get("\(stage.api)/compare?from=1.0.0&to=1.1.0").expect(200).json()
            let files = try #require(json["files"] as? [String: Any])
            #expect(files["added"] as? Int == 1 && files["removed"] as? Int == 1 && files["changed"] as? Int == 1)
            let items = try #require(files["items"] as? [[String: Any]])
            #expect(items.compactMap { $0["path"] as? String } == ["index.html", "new.js", "old.js"])
            #expect(items[0]["lines_added"] as? Int == 2)
            #expect(items[0]["lines_removed"] as? Int == 1)
            #expect(items[1]["before_bytes"] is NSNull)
            #expect(items[1]["after_bytes"] as? Int == 1)
            let parts = (json["sizes"] as? [[String: Any]])?.compactMap { $0["part"] as? String }
            #expect(parts == ["main", "whole"])
            try await stage.owner.get("\(stage.api)/compare?from=1.0.0").expect(refusal: "INVALID", 422)
            try await stage.owner.get("\(stage.api)/compare?from=1.0.0&to=9.9.9").expect(refusal: "NOT_FOUND", 404)
        }
    }

    private static func bytes(_ text: String) -> [UInt8] { Array("<!doctype html>\(text)".utf8) }
}
