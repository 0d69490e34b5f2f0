import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct ScheduleTests {
    private let hour: Int64 = 3_600

    private func stage(_ site: Site, after hours: [(Int64, String)]) async throws -> ReleaseStage {
        let stage = try await ReleaseStage(site)
        try await stage.version("1.0.0", .approved)
        try await plan(stage, "10", hours)
        return stage
    }

    private func plan(_ stage: ReleaseStage, _ percent: String, _ hours: [(Int64, String)]) async throws {
        let now = stage.site.world.now
        let steps = hours.map { GraySchedule.Step(at: now.adding(seconds: $0.0 * hour), share: share($0.1)) }
        let use = SetGrayShare(platform: stage.platform)
        try await use(VersionNumber(1, 0, 0), of: stage.asOwner, share: share(percent), schedule: steps)
    }

    private func share(_ percent: String) -> GrayShare { GrayShare(percent: percent) ?? .everyone }

    private func standing(_ stage: ReleaseStage) async throws -> String {
        let app = stage.app
        return try await stage.platform.engine.read { db in
            let share = try ReleaseLineQueries(db).gray(of: app)?.share.description ?? "over"
            let plan = try GrayScheduleQueries(db).plan(of: app)
            return "\(share) \(plan?.state.rawValue ?? "none") \(plan?.left.count ?? 0)"
        }
    }

    @discardableResult
    private func tick(_ stage: ReleaseStage, later seconds: Int64 = 0) async throws -> Int {
        stage.site.world.advance(seconds: seconds)
        return try await GrayClock(platform: stage.platform).tick()
    }

    @Test(arguments: EngineKind.available)
    func `each step is taken once when its time has come, and not before`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await stage(site, after: [(24, "30"), (48, "100")])
            #expect(try await tick(stage, later: 24 * hour - 1) == 0)
            #expect(try await standing(stage) == "10 running 2")
            #expect(try await tick(stage, later: 1) == 1)
            #expect(try await tick(stage) == 0)
            #expect(try await standing(stage) == "30 running 1")
            #expect(try await tick(stage, later: 24 * hour) == 1)
            #expect(try await standing(stage) == "100 finished 0")
            let words = try await site.words(of: stage.app).suffix(2)
            #expect(Array(words) == ["gray.enlarged", "gray.enlarged"])
        }
    }

    @Test func `after a time without a server the last step that is due counts`() async throws {
        try await Site.run { site in
            let stage = try await stage(site, after: [(1, "20"), (2, "30"), (3, "40")])
            #expect(try await tick(stage, later: 2 * hour + 60) == 1)
            #expect(try await standing(stage) == "30 running 1")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a pause holds it, and what is left comes later by as much`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await stage(site, after: [(1, "20"), (3, "30")])
            let change = ChangeGraySchedule(platform: site.platform)
            await #expect(throws: Refusal.noSchedule) { try await change.resume(stage.asOwner) }
            try await change.pause(stage.asOwner)
            await #expect(throws: Refusal.noSchedule) { try await change.pause(stage.asOwner) }
            #expect(try await tick(stage, later: 10 * hour) == 0)
            #expect(try await standing(stage) == "10 paused 2")
            try await change.resume(stage.asOwner)
            #expect(try await tick(stage, later: hour - 1) == 0)
            #expect(try await tick(stage, later: 1) == 1)
            #expect(try await tick(stage, later: 2 * hour - 1) == 0)
            #expect(try await tick(stage, later: 1) == 1)
            #expect(try await standing(stage) == "30 finished 0")
        }
    }

    @Test(arguments: ["enlarge", "stop", "a new one", "the same share"])
    func `it stops by itself when somebody acts`(_ deed: String) async throws {
        try await Site.run { site in
            let stage = try await stage(site, after: [(1, "20"), (3, "30")])
            switch deed {
            case "enlarge":
                try await stage.gray("1.0.0", percent: "15")
                #expect(try await standing(stage) == "15 stopped 0")
                #expect(try await tick(stage, later: 4 * hour) == 0)
            case "stop":
                try await ChangeGraySchedule(platform: site.platform).stop(stage.asOwner)
                #expect(try await standing(stage) == "10 stopped 0")
                #expect(try await tick(stage, later: 4 * hour) == 0)
            case "a new one":
                try await plan(stage, "15", [(2, "50")])
                #expect(try await standing(stage) == "15 running 1")
                #expect(try await tick(stage, later: 4 * hour) == 1)
                #expect(try await standing(stage) == "50 finished 0")
            default:
                try await plan(stage, "10", [(2, "50")])
                #expect(try await standing(stage) == "10 running 1")
            }
        }
    }

    @Test(arguments: ["end", "release", "force", "replace"])
    func `it is over with its gray release, and a hotfix that takes over begins without one`(_ deed: String)
        async throws
    {
        try await Site.run { site in
            let stage = try await stage(site, after: [(1, "20")])
            switch deed {
            case "end": try await EndGray(platform: site.platform)(VersionNumber(1, 0, 0), of: stage.asOwner)
            case "release": try await stage.release("1.0.0")
            case "force":
                let use = ForceOffline(platform: site.platform)
                try await use(VersionNumber(1, 0, 0), of: stage.asReviewer, reason: "收到多起无法退款的投诉")
            default:
                try await stage.upload("1.0.1")
                try await stage.submit("1.0.1", stage.draft(replaces: true))
                try await stage.decide("1.0.1")
                try await ReplaceGray(platform: site.platform)(VersionNumber(1, 0, 1), of: stage.asOwner)
            }
            #expect(try await standing(stage) == (deed == "replace" ? "10 stopped 0" : "over none 0"))
            #expect(try await tick(stage, later: 2 * hour) == 0)
        }
    }

    @Test func `a closed mini program is not asked about again and again`() async throws {
        try await Site.run { site in
            let stage = try await stage(site, after: [(1, "20")])
            try await CloseMiniProgram(platform: site.platform)(stage.asOwner, typedName: nil)
            #expect(try await tick(stage, later: 2 * hour) == 0)
            let now = site.world.now
            let due = try await site.platform.engine.read { try GrayScheduleQueries($0).due(at: now, limit: 10) }
            #expect(due.isEmpty)
        }
    }
}
