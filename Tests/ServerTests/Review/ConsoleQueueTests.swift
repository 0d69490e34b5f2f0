import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

/// The reviewers' queue.
@Suite struct `The review queue` {
    /// The names in the order of the page.
    static func order(_ response: SiteResponse, _ names: [String]) -> [String] {
        names.compactMap { name in response.text.range(of: ">\(name) <span").map { (name, $0.lowerBound) } }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Mini programs of these names with 1.0.0 in review, a minute after each other.
    static func waiting(_ site: Site, _ names: [String]) async throws -> [ReleaseStage] {
        let package = try await StagePackage(site)
        var stages: [ReleaseStage] = []
        for name in names {
            let stage = try await ReleaseStage(site, name: name, package: package)
            try await stage.version("1.0.0", .inReview)
            site.world.advance(seconds: 60)
            stages.append(stage)
        }
        return stages
    }

    @Test(arguments: EngineKind.available)
    func `shows express ones first, then the longest waiting`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stages = try await Self.waiting(site, ["第一家", "第二家"])
            let express = try await ReleaseStage(site, name: "第三家")
            try await express.upload("1.0.0")
            var draft = express.draft()
            draft.isExpress = true
            try await express.submit("1.0.0", draft)
            site.world.advance(seconds: 600)
            let reviewer = stages[0].reviewer
            let page = try await reviewer.get("/console/review").expect(200)
            let names = ["第一家", "第二家", "第三家"]
            #expect(Self.order(page, names) == ["第三家", "第一家", "第二家"])
            try page.expect(text: "加急").expect(text: "首次提交").expect(text: "12 分钟")
            #expect(Self.order(try await reviewer.get("/console/review?show=express"), names) == ["第三家"])
            try await reviewer.get("/console/review?show=mine").expect(text: "你还没有认领")
        }
    }

    @Test(arguments: EngineKind.available)
    func `is paged by key, each once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            let version = try await stage.version("1.0.0", .inReview)
            let person = try stage.asOwner.person()
            let begin = site.world.now
            try await site.platform.engine.write { db in
                for index in 0..<70 {
                    let (app, submission) = ("20210000000\(10_000 + index)", "s-\(index)")
                    try db.execute(
                        """
                        INSERT INTO mini_program (id, name, created_at, created_by, changed_at)
                        VALUES (\(app), \("家\(index)"), 0, \(person), 0)
                        """
                    )
                    // Pairs of the same moment: the id tells them apart.
                    try db.execute(
                        """
                        INSERT INTO submission (id, app_id, version_id, number, submitted_by, submitted_at, description,
                            screenshots, queue_rank, agreement)
                        VALUES (\(submission), \(app), \(version), '1.0.0', \(person),
                            \(begin.adding(seconds: Int64(index / 2))), '', '', 1, '')
                        """
                    )
                }
            }
            site.world.advance(seconds: 7200)
            var (found, path): ([String], String?) = ([], "/console/review")
            while let here = path {
                let page = try await stage.reviewer.get(here).expect(200)
                found += page.text.matches(of: /href="\/console\/review\/(\d{16})\/1\.0\.0"/).map { String($0.1) }
                path = page.text.firstMatch(of: /href="(\/console\/review\?after=[^"]+)"/).map { String($0.1) }
            }
            #expect(found.count == 71 && Set(found).count == 71)
        }
    }

    @Test func `shows what a reviewer belongs to as not theirs, with the reason`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let own = try await stage.member("yao", .experiencer, duties: [.reviewer])
            let page = try await own.get("/console/review").expect(200)
            try page.expect(text: "山丘咖啡").expect(text: "你是它的成员，由其他人审核")
            let path = "/console/review/\(stage.app)/1.0.0"
            #expect(!page.text.contains("href=\"\(path)\""))
            try await own.get(path).expect(403).expect(text: "请让其他平台人员处理")
            try await own.post(path + "/claim").expect(403)
            try await own.post(path + "/decide", ["decision": "approve"]).expect(403)
            #expect(
                try await site.words(of: stage.app).allSatisfy { !$0.hasPrefix("review.") && $0 != "version.reviewed" }
            )
        }
    }

    @Test func `is for reviewers only`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .inReview)
            let path = "/console/review/\(stage.app)/1.0.0"
            let assessor = try await site.as("assessor", duties: [.assessor])
            for client in [stage.owner, assessor] {
                for page in ["/console/review", "/console/review/templates", path] {
                    try await client.get(page).expect(403)
                }
            }
            try await site.stranger.get("/console/review").expect(303)
            try await stage.owner.get("/").expect(200).expect(noText: "审核台")
        }
    }

    @Test func `leads operators there from home, from 我的 and from the side, with what waits`() async throws {
        try await Site.run { site in
            let stages = try await Self.waiting(site, ["第一家", "第二家"])
            let reviewer = stages[0].reviewer
            for page in ["/", "/me"] {
                try await reviewer.get(page).expect(200).expect(text: "2 个版本等待审核").expect(
                    text: "href=\"/console/review\""
                )
            }
            let administrator = try await site.as("admin", duties: [.administrator])
            let home = try await administrator.get("/").expect(200)
            try home.expect(text: "线上小程序").expect(noText: "审核台")
        }
    }

    @Test func `what was withdrawn, or closed with its mini program, waits no longer`() async throws {
        try await Site.run { site in
            let stages = try await Self.waiting(site, ["第一家", "第二家", "第三家"])
            try await WithdrawSubmission(platform: site.platform)(VersionNumber(1, 0, 0), of: stages[0].asOwner)
            try await CloseMiniProgram(platform: site.platform)(stages[1].asOwner, typedName: nil)
            let page = try await stages[2].reviewer.get("/console/review").expect(200)
            #expect(Self.order(page, ["第一家", "第二家", "第三家"]) == ["第三家"])
            try page.expect(text: "<small>等待</small><b>1</b>")
        }
    }

    @Test func `says why the last one was rejected`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .rejected)
            try await ReturnToDevelopment(platform: site.platform)(VersionNumber(1, 0, 0), of: stage.asOwner)
            site.world.advance(seconds: 60)
            try await stage.submit("1.0.0")
            let page = try await stage.reviewer.get("/console/review").expect(200)
            try page.expect(text: "上次驳回：弱网白屏").expect(noText: "首次提交")
        }
    }
}
