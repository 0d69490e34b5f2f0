import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct ReleaseStageTests {
    @Test(arguments: EngineKind.available)
    func `the stage brings a version to every status`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let package = try await StagePackage(site)
            for (index, status) in VersionStatus.allCases.enumerated() {
                let stage = try await ReleaseStage(site, name: "山丘咖啡\(index)号", package: package)
                let id = try await stage.version("1.0.0", status)
                let line = try await site.platform.engine.read {
                    try ReleaseLineQueries($0).line(of: stage.app, with: id)
                }
                #expect(line.entries[id]?.status == status)
            }
            guard case .sound(let entries) = try await JournalCheck(engine: site.platform.engine)() else {
                throw SiteFailure("the journal is broken")
            }
            #expect(entries > 0)
        }
    }
}
