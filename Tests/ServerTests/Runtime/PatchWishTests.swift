import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Which patches are made at all: nobody from outside decides how much work there is.
@Suite struct PatchWishTests {
    @Test(arguments: EngineKind.available)
    func `patches lead from what users got last to what they get now`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            var names: [String] = []
            for number in 0..<8 {
                names.append(try await stage.version("1.\(number).0", PatchStage.package(number)))
            }
            let gray = try await stage.version("1.8.0", PatchStage.package(8), .gray)
            let pairs = try await stage.pairs()
            #expect(Set(pairs.keys.filter { $0.target == gray }.map(\.base)) == Set(names.suffix(5)))
            #expect(pairs[PatchPair(base: gray, target: names[7])] == .waiting)
            // What led to versions that are long over is forgotten.
            #expect(!pairs.keys.contains { names.prefix(3).contains($0.target) })
            // The newest comes first.
            let first = try #require(try await stage.maker.claim())
            #expect(first.pair.target == gray)
        }
    }

    @Test func `strangers' pairs make no work`() async throws {
        try await Site.run { site in
            let stage = try await PatchStage(site)
            let other = try await PatchStage(site, name: "慢递书店")
            let foreign = try await other.version("1.0.0", PatchStage.package(90))
            let down = try await stage.version("1.0.0", PatchStage.package(1))
            try await stage.takeDown("1.0.0")
            let old = try await stage.version("1.1.0", PatchStage.package(2))
            for number in 2..<8 { try await stage.version("1.\(number).0", PatchStage.package(number + 1)) }
            let target = try await stage.version("1.8.0", PatchStage.package(20))
            let waiting = try await stage.version("1.9.0", PatchStage.package(21), .development)
            let before = try await stage.pairs()
            let unknown = String(repeating: "a", count: 64)
            for have in [foreign, down, waiting, unknown, target] {
                try await stage.get(target, have: have).expect(200)
            }
            // What nobody is led to any more is handed out whole.
            try await stage.get(old, have: target).expect(200)
            try await stage.get(foreign, have: target).expect(200)
            #expect(try await stage.pairs() == before)
        }
    }

    @Test(arguments: EngineKind.available)
    func `no more than ten patches lead to a package`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            var names: [String] = []
            for number in 0..<14 {
                names.append(try await stage.version("1.\(number).0", PatchStage.package(number)))
            }
            let target = names[13]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in names { group.addTask { try await stage.get(target, have: name).expect(200) } }
                try await group.waitForAll()
            }
            #expect(try await stage.pairs().keys.count { $0.target == target } == 10)
        }
    }

    @Test(arguments: EngineKind.available)
    func `patches of what was taken down or closed go, and their files with the next clean-up`(
        _ kind: EngineKind
    ) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            try await stage.version("1.0.0", PatchStage.package(1))
            let second = try await stage.version("1.1.0", PatchStage.package(2))
            let third = try await stage.version("1.2.0", PatchStage.package(3), .gray)
            try await stage.maker.tick()
            func files() async throws -> Set<String> {
                try await site.platform.engine.read { try BlobReferences($0).all(at: site.world.now) }
            }
            let made = try await site.platform.engine.rows("SELECT blob FROM package_patch").map { try $0.text("blob") }
            #expect(made.count == 5)
            #expect(try await files().isSuperset(of: made))
            try await stage.takeDown("1.2.0")
            #expect(try await !stage.pairs().keys.contains { $0.base == third || $0.target == third })
            #expect(try await stage.pairs().keys.contains { $0.target == second })
            #expect(try await !files().isSuperset(of: made))
            let owner = try await site.authorised(stage.stage.owner, in: stage.stage.app)
            try await CloseMiniProgram(platform: site.platform)(owner, typedName: nil)
            #expect(try await stage.pairs().isEmpty)
            #expect(try await files().isDisjoint(with: made))
        }
    }

    @Test func `no question about patches goes through a table that grows`() async throws {
        try await Site.run { site in
            let stage = try await PatchStage(site)
            let base = try await stage.version("1.0.0", PatchStage.package(1))
            let target = try await stage.version("1.1.0", PatchStage.package(2), .gray)
            let (app, now) = (stage.stage.app, site.world.now)
            let scans = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let queries = PatchQueries(plans)
                _ = try queries.patch(PatchPair(base: base, target: target))
                _ = try queries.mayAsk(for: PatchPair(base: base, target: target))
                _ = try queries.recent(of: app)
                return plans.scans
            }
            #expect(scans.isEmpty, "\(scans)")
            // Of those that wait only.
            let steps = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                _ = try PatchQueries(plans).isDue(at: now)
                return plans.steps
            }
            #expect(steps.allSatisfy { $0.contains("package_patch_waiting") }, "\(steps)")
        }
    }
}
