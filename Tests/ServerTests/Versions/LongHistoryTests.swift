import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct LongHistoryTests {
    /// With statistics as a database has them after some time of running: what the planner chooses hangs on them.
    @Test func `what is on its way is found without going through everything that was ever released`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            for patch in Int32(0)..<300 { try await site.version(VersionNumber(1, 0, patch), of: app, .offline) }
            try await site.version(VersionNumber(1, 1, 0), of: app, .released)
            try await site.version(VersionNumber(1, 1, 1), of: app, .rejected)
            try await site.version(VersionNumber(1, 1, 2), of: app)
            try await site.platform.engine.execute("ANALYZE")
            let (numbers, steps) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                return (try VersionQueries(plans).active(of: app).map(\.number), plans.steps)
            }
            #expect(numbers == [VersionNumber(1, 1, 1), VersionNumber(1, 1, 0)])
            #expect(steps.contains { $0.contains("version_by_status (app_id=? AND status=?)") }, "\(steps)")
        }
    }
}
