import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Taking a submission, so that no two reviewers do the same one.
@Suite struct `Claiming a review` {
    @Test(arguments: EngineKind.available)
    func `opening claims nothing; claiming shows to others until it is given back`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0"
            let other = try await site.as("yao", name: "姚远", duties: [.reviewer])
            try await stage.reviewer.get(path).expect(200).expect(text: "还没有人认领")
            try await other.get(path).expect(200).expect(text: "还没有人认领")
            try await stage.reviewer.post(path + "/claim").expect(redirectTo: path)
            try await stage.reviewer.get(path).expect(text: "已认领").expect(text: "你认领了，还有 2 小时")
            try await stage.reviewer.get("/console/review?show=mine").expect(text: "山丘咖啡")
            try await other.get(path).expect(200).expect(text: "沈砚正在审核")
            try await other.get("/console/review").expect(text: "沈砚</em>")
            try await stage.reviewer.post(path + "/give-back", ["show": "mine"])
                .expect(redirectTo: path + "?show=mine")
            try await other.get(path).expect(text: "还没有人认领")
            #expect(
                try await site.words(of: stage.app).suffix(2) == ["review.claimed", "review.given_back"]
            )
        }
    }

    @Test(arguments: EngineKind.available)
    func `of two at once one wins, and the other is told who`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0"
            let other = try await site.as("yao", name: "姚远", duties: [.reviewer])
            async let one = stage.reviewer.post(path + "/claim")
            async let two = other.post(path + "/claim")
            let answers = try await [one, two]
            #expect(answers.map(\.status).sorted() == [303, 409])
            let loser = try #require(answers.first { $0.status == 409 })
            #expect(loser.text.contains("沈砚正在审核这个版本") || loser.text.contains("姚远正在审核这个版本"))
            #expect(try await site.words(of: stage.app).count { $0 == "review.claimed" } == 1)
        }
    }

    @Test func `a claim counts no longer after two hours`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0"
            let other = try await site.as("yao", name: "姚远", duties: [.reviewer])
            try await stage.reviewer.post(path + "/claim").expect(303)
            site.world.advance(seconds: 2 * 3600 - 1)
            try await other.post(path + "/claim").expect(409)
            try await other.post(path + "/decide", ["decision": "approve"]).expect(409).expect(text: "沈砚正在审核")
            site.world.advance(seconds: 1)
            try await stage.reviewer.get("/console/review?show=mine").expect(noText: "山丘咖啡")
            try await other.post(path + "/claim").expect(303)
            try await stage.reviewer.get(path).expect(text: "姚远正在审核")
        }
    }

    @Test func `what waits no longer cannot be claimed`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .approved)
            let path = "/console/review/\(stage.app)/1.0.0"
            try await stage.reviewer.post(path + "/claim").expect(409).expect(text: "已经不在审核中")
            try await stage.reviewer.get(path).expect(200).expect(text: "决定：通过").expect(noText: "data-claim")
            try await stage.reviewer.get("/console/review/\(stage.app)/9.9.9").expect(404)
            try await stage.upload("1.1.0")
            try await stage.reviewer.get("/console/review/\(stage.app)/1.1.0").expect(404)
        }
    }
}
