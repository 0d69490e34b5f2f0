import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Whoever goes can open nothing any more, at once: pages, experience links, files of a running package, tokens.
@Suite struct `Going ends at once` {
    /// The address that the page of a running package loads.
    private func frame(_ client: SiteClient, _ path: String) async throws -> String {
        try #require(try await client.get(path).expect(200).source)
    }

    @Test(arguments: EngineKind.available)
    func `for whoever is removed`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            try await stage.stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.stage.code()
            let zhou = try await stage.member("zhou", .developer)
            let token = try await site.token("zhou")
            let byExperience = try await frame(zhou, "/e/\(code)")
            let byVersion = try await frame(zhou, "\(stage.path)/versions/1.0.0/open")
            let mine = try await frame(stage.owner, "/e/\(code)")
            for frame in [byExperience, byVersion, mine] { try await site.stranger.get(frame).expect(200) }
            try await token.get("\(stage.api)/versions").expect(200)
            // What the browser has kept is good only as long as the key is.
            let tag = try #require(try await site.stranger.get(byVersion).header("etag"))
            try await site.stranger.with("if-none-match", tag).get(byVersion).expect(304)
            try await stage.owner.delete("\(stage.api)/members/zhou").expect(204)
            for frame in [byExperience, byVersion] {
                try await site.stranger.get(frame).expect(404)
                try await site.stranger.with("if-none-match", tag).get(frame).expect(404)
            }
            try await site.stranger.get(mine).expect(200)
            try await zhou.get("/e/\(code)").expect(403)
            try await zhou.get(stage.path).expect(404)
            try await token.get("\(stage.api)/versions").expect(404)
            try await token.get("\(stage.api)/members").expect(404)
        }
    }

    @Test func `for whoever leaves, is shut out, or whose code was replaced`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.stage.code()
            let (zhou, su) = (try await stage.member("zhou", .experiencer), try await stage.member("suyu", .developer))
            let (left, out) = (
                try await frame(zhou, "/e/\(code)"), try await frame(su, "\(stage.path)/versions/1.0.0/open")
            )
            let mine = try await frame(stage.owner, "/e/\(code)")
            try await zhou.post("\(stage.path)/leave").expect(303)
            try await site.stranger.get(left).expect(404)
            try await DisablePerson(platform: site.platform)(login: "suyu")
            try await site.stranger.get(out).expect(404)
            try await stage.owner.post("\(stage.path)/experience/revoke").expect(303)
            try await site.stranger.get(mine).expect(404)
        }
    }

    @Test func `for strangers when the experience version closes, and not before`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.stage.code()
            let open = OpenExperience(platform: site.platform)
            let app = try await stage.authorised(stage.owner, .experienceManage)
            try await open(app, until: site.world.now.adding(seconds: 3600))
            let zhou = try await stage.member("zhou", .experiencer)
            let (strange, member) = (try await frame(site.stranger, "/e/\(code)"), try await frame(zhou, "/e/\(code)"))
            try await stage.owner.delete("\(stage.api)/members/zhou").expect(204)
            // It is open to all, so to them too.
            for frame in [strange, member] { try await site.stranger.get(frame).expect(200) }
            try await open(app, until: nil)
            for frame in [strange, member] { try await site.stranger.get(frame).expect(404) }
        }
    }

    @Test func `an operator's key is asked for their duty`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.stage.upload("1.0.0").expect(201)
            let reviewer = try await site.as("reviewer", duties: [.reviewer])
            let frame = try await frame(reviewer, "\(stage.path)/versions/1.0.0/open")
            try await site.stranger.get(frame).expect(200)
            try await site.platform.engine.execute("DELETE FROM person_duty")
            try await site.stranger.get(frame).expect(404)
        }
    }
}
