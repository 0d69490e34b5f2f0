import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// 300 random histories of up to 50 acts through each engine and the real use cases.
@Suite struct EngineHistoryTests {
    private static let batches = 0..<6
    private static let historiesInBatch = 50

    @Test(arguments: EngineKind.available, batches)
    func `after every act the database has what the rules say, and a refused act changed nothing`(
        kind: EngineKind,
        batch: Int
    ) async throws {
        try await Site.run(kind) { site in
            let package = try await StagePackage(site)
            for index in 0..<Self.historiesInBatch {
                let seed = UInt64(100_000 + batch * Self.historiesInBatch + index)
                let stage = try await ReleaseStage(site, name: "山丘咖啡\(index)号", package: package)
                let tang = try await stage.member("tang", .administrator)
                let people = [stage.asOwner, try await site.authorised(tang, in: stage.app)]
                var player = HistoryPlayer(stage, people: people, seed: seed)
                try await player.play(most: 50)
            }
            guard case .sound(let entries) = try await JournalCheck(engine: site.platform.engine)() else {
                throw SiteFailure("the journal is broken")
            }
            #expect(entries > 0)
            try await checkProjections(site)
        }
    }

    /// What the projections keep is the same when it is made anew from the whole journal.
    private func checkProjections(_ site: Site) async throws {
        let before = try await projected(site)
        #expect(before.allSatisfy { !$0.isEmpty })
        try await site.platform.projections.rebuild("version_timeline")
        try await site.platform.projections.rebuild("release_period")
        #expect(try await projected(site) == before)
    }

    private func projected(_ site: Site) async throws -> [[Row]] {
        try await site.platform.engine.read { db in
            [
                try db.rows("SELECT * FROM version_event ORDER BY version_id, sequence"),
                try db.rows("SELECT * FROM release_period ORDER BY app_id, sequence, stage"),
            ]
        }
    }
}
