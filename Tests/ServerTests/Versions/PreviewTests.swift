import Domain
import Foundation
import Server
import Storage
import TestSupport
import Testing

@Suite struct `A preview` {
    private func made(_ stage: VersionStage) async throws -> String {
        let file = UploadedFile(field: "package", name: "a.zip", bytes: SamplePackages.web())
        let answer = try await stage.owner.upload("\(stage.api)/previews", files: [file]).expect(201).json()
        #expect(answer["expires_at"] as? String == "2026-01-21T02:00:00.000Z")
        return try #require(answer["code"] as? String)
    }

    @Test(arguments: EngineKind.available)
    func `takes neither a number nor a slot and ends after 24 hours`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            let code = try await made(stage)
            #expect(try await stage.numbers().isEmpty)
            try await stage.owner.get("/p/\(code)").expect(200).expect(text: "<iframe")
            site.world.advance(seconds: 60)
            try await stage.owner.get("\(stage.path)/previews/\(code)").expect(200).expect(text: "23 小时 59 分后失效")
            site.world.advance(seconds: 24 * 3600 - 61)
            let page = try await stage.owner.get("/p/\(code)").expect(200)
            let frame = try #require(page.source)
            try await site.stranger.get(frame).expect(200)
            site.world.advance(seconds: 1)
            try await stage.owner.get("/p/\(code)").expect(410).expect(text: "已经失效")
            try await site.stranger.get(frame).expect(404)
            try await stage.owner.get("\(stage.path)/previews/\(code)").expect(404)
        }
    }

    @Test func `opens for members, and for anyone while the experience version does`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let code = try await made(stage)
            try await site.stranger.get("/p/\(code)").expect(303)
            try await site.as("wang").get("/p/\(code)").expect(403)
            try await stage.member("chen", .experiencer).get("/p/\(code)").expect(200)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            try await stage.owner.post("\(stage.path)/experience/open", ["until": "2026-01-21"]).expect(303)
            try await site.stranger.get("/p/\(code)").expect(200)
        }
    }

    @Test func `is made of a version that is there, and ended by hand`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            let ticket = try #require(
                try await stage.owner.post("\(stage.path)/versions/1.0.0/preview").expect(303).location
            )
            try await stage.owner.get(ticket).expect(200)
            let code = try #require(ticket.split(separator: "/").last)
            try await stage.owner.delete("\(stage.api)/versions/1.0.0").expect(204)
            try await stage.owner.get("/p/\(code)").expect(200)
            try await stage.owner.post("\(ticket)/end").expect(303)
            try await stage.owner.get("/p/\(code)").expect(410)
        }
    }

    @Test func `is held to the same checks as a version`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            let file = UploadedFile(field: "package", name: "a.zip", bytes: Array("no zip".utf8))
            let answer = try await stage.owner.upload("\(stage.api)/previews", files: [file])
            try answer.expect(refusal: "PACKAGE_NOT_ZIP", 422)
            #expect(try stage.files().isEmpty)
        }
    }

    @Test func `goes with the clean-up, its package at once and its row later`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            _ = try await made(stage)
            site.world.advance(seconds: 20 * 365 * 86_400)
            #expect(try await Housekeeping(platform: site.platform).tidy() == 1)
            #expect(try stage.files().isEmpty)
            #expect(try await site.platform.engine.rows("SELECT code FROM preview").isEmpty)
        }
    }
}

extension SiteResponse {
    /// The address that the page's frame runs.
    var source: String? {
        guard let start = text.range(of: "<iframe src=\"")?.upperBound, let end = text[start...].firstIndex(of: "\"")
        else { return nil }
        return String(text[start..<end])
    }
}
