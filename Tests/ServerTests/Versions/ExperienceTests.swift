import Domain
import Foundation
import HTTPTypes
import Server
import Storage
import TestSupport
import Testing

@Suite struct `The experience version` {
    @Test(arguments: EngineKind.available)
    func `is set, replaced and cancelled while its code stays`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            try await stage.upload("1.1.0").expect(201)
            try await stage.owner.post("\(stage.path)/versions/1.0.0/experience").expect(303)
            let code = try await stage.code()
            try await stage.owner.get("/e/\(code)").expect(200).expect(text: "1.0.0")
            _ = try await stage.owner.send(.put, "\(stage.api)/versions/1.1.0/experience").expect(200)
            #expect(try await stage.code() == code)
            try await stage.owner.get("/e/\(code)").expect(200).expect(text: "1.1.0")
            try await stage.owner.post("\(stage.path)/versions/1.1.0/experience/cancel").expect(303)
            try await stage.owner.get("/e/\(code)").expect(404).expect(text: "现在没有体验版")
            try await stage.owner.delete("\(stage.api)/versions/1.1.0/experience")
                .expect(refusal: "NOT_EXPERIENCE_VERSION", 409)
        }
    }

    @Test func `is only a version in development`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0").expect(201)
            for status in VersionStatus.allCases where status != .development {
                try await site.platform.engine.execute("UPDATE version SET status = \(status.rawValue)")
                _ = try await stage.owner.send(.put, "\(stage.api)/versions/1.0.0/experience")
                    .expect(refusal: "CAN_NOT_SET_EXPERIENCE_WITHOUT_INIT", 409)
            }
        }
    }

    @Test func `opens for members; strangers sign in first; others are told whom to ask`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.code()
            let experiencer = try await stage.member("chen", .experiencer)
            try await experiencer.get("/e/\(code)").expect(200).expect(text: "<iframe")
            let answer = try await site.stranger.get("/e/\(code)").expect(303)
            #expect(answer.location == "/sign-in?next=%2Fe%2F\(code)")
            let other = try await site.as("wang")
            let page = try await other.get("/e/\(code)").expect(403)
            try page.expect(text: "你还不是成员").expect(text: "林知远")
            #expect(!page.text.contains("<iframe"))
            try await other.get("/e/nosuchcodeatall22").expect(404)
        }
    }

    @Test func `an administrator opens it to anyone until a date, and closes it again`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.code()
            let developer = try await stage.member("zhou", .developer)
            // The test world begins on 20 January 2026 at 10:00 in Shanghai.
            try await developer.post("\(stage.path)/experience/open", ["until": "2026-01-21"]).expect(403)
            try await stage.owner.post("\(stage.path)/experience/open", ["until": "2026-01-21"]).expect(303)
            try await site.stranger.get("/e/\(code)").expect(200).expect(text: "<iframe")
            // Through the end of that day, and no longer.
            site.world.advance(seconds: 38 * 3600 - 1)
            try await site.stranger.get("/e/\(code)").expect(200)
            site.world.advance(seconds: 1)
            try await site.stranger.get("/e/\(code)").expect(303)
            try await stage.owner.post("\(stage.path)/experience/open", ["until": "2026-02-01"]).expect(303)
            try await site.stranger.get("/e/\(code)").expect(200)
            try await stage.owner.post("\(stage.path)/experience/open", ["close": "true"]).expect(303)
            try await site.stranger.get("/e/\(code)").expect(303)
            for wrong in ["", "2026-01-20", "2026-02-30", "2027-01-01", "tomorrow", "99999999-1-1"] {
                let page = try await stage.owner.post("\(stage.path)/experience/open", ["until": wrong]).expect(422)
                try page.expect(text: "p-until")
            }
        }
    }

    @Test func `a code taken back leads nowhere, and the new one is for members only`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let old = try await stage.code()
            try await stage.owner.post("\(stage.path)/experience/open", ["until": "2026-02-01"]).expect(303)
            try await stage.member("zhou", .developer).post("\(stage.path)/experience/revoke").expect(403)
            try await stage.owner.post("\(stage.path)/experience/revoke").expect(303)
            let new = try await stage.code()
            #expect(new != old && new.count == 16)
            try await stage.owner.get("/e/\(old)").expect(404)
            try await stage.owner.get("/e/\(new)").expect(200)
            try await site.stranger.get("/e/\(new)").expect(303)
        }
    }

    @Test func `its code is a picture that a phone reads, in both formats`() async throws {
        try await Site.run { site in
            let stage = try await VersionStage(site)
            try await stage.owner.get("\(stage.path)/experience.png").expect(404)
            try await stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let link = "http://localhost/e/\(try await stage.code())"
            let png = try await stage.owner.get("\(stage.path)/experience.png").expect(200)
            #expect(png.header("content-type") == "image/png")
            #expect(png.header("content-disposition")?.contains("filename*=UTF-8''") == true)
            #expect(try await BarcodeReader.text(png: png.bytes) == link)
            let svg = try await stage.owner.get("\(stage.path)/experience.svg").expect(200)
            #expect(svg.header("content-type") == "image/svg+xml")
            let other = try await site.as("wang")
            try await other.get("\(stage.path)/experience.png").expect(404)
        }
    }
}
