import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Each patch is made at least once, and mostly only once.
@Suite struct PatchMakerTests {
    @Test(arguments: [EngineKind.sqliteFile] + EngineKind.servers)
    func `workers at once make each patch once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            for number in 0..<5 { try await stage.version("1.\(number).0", PatchStage.package(number)) }
            let wanted = try await stage.pairs().count
            let done = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await stage.maker.tick() } }
                return try await group.reduce(0, +)
            }
            #expect(wanted > 4 && done == wanted)
            #expect(try await stage.pairs().values.allSatisfy { $0 == .made })
            #expect(site.platform.patchCounters.text().contains("{outcome=\"made\"} \(wanted)\n"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `what a worker died over is made by another when the lease has ended`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PatchStage(site)
            let base = try await stage.version("1.0.0", PatchStage.package(1))
            let target = try await stage.version("1.1.0", PatchStage.package(2))
            let pair = PatchPair(base: base, target: target)
            let lost = try #require(try await stage.maker.claim())
            #expect(lost.pair == pair)
            // The one for the way back is free.
            #expect(try await stage.maker.tick() == 1)
            site.world.advance(seconds: PatchLimits.leaseSeconds - 1)
            #expect(try await stage.maker.tick() == 0)
            site.world.advance(seconds: 1)
            let second = try #require(try await stage.maker.claim())
            // The first comes back late; the work is no longer its own.
            try await stage.maker.carryOut(lost)
            #expect(try await stage.pairs()[pair] == .waiting)
            try await stage.maker.carryOut(second)
            #expect(try await stage.pairs()[pair] == .made)
            #expect(site.platform.patchCounters.text().contains("{outcome=\"made\"} 2\n"))
        }
    }

    @Test func `what fails is tried three times`() async throws {
        try await Site.run(expectsErrors: true) { site in
            let stage = try await PatchStage(site)
            let base = try await stage.version("1.0.0", PatchStage.package(1))
            let target = try await stage.version("1.1.0", PatchStage.package(2))
            try site.platform.blobs.remove(base)
            for _ in 0..<5 {
                try await stage.maker.tick()
                site.world.advance(seconds: PatchLimits.leaseSeconds)
            }
            // There, and back.
            #expect(site.log.errors.count == 2 * PatchLimits.tries)
            #expect(try await stage.pairs()[PatchPair(base: base, target: target)] == .failed)
            #expect(try await stage.maker.tick() == 0)
            try await stage.get(target, have: base).expect(200)
        }
    }

    @Test func `a patch that saves less than a tenth is remembered as none`() async throws {
        try await Site.run { site in
            let stage = try await PatchStage(site)
            let kept = Noise.bytes(20_000)
            let base = try await stage.version("1.0.0", kept)
            let new = Noise.bytes(18_500, seed: 2) + kept.prefix(1_500)
            let target = try await stage.version("1.1.0", new)
            try await stage.maker.tick()
            let pair = PatchPair(base: base, target: target)
            #expect(try await stage.pairs()[pair] == .useless)
            let answer = try await stage.get(target, have: base).expect(200)
            #expect(answer.bytes == new && answer.header("steward-patch-from") == nil)
            #expect(try await stage.pairs()[pair] == .useless)
            #expect(try await stage.maker.tick() == 0)
        }
    }
}
