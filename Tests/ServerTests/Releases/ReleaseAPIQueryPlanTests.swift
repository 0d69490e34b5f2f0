import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct ReleaseAPIQueryPlanTests {
    @Test func `no answer of the API goes through a table that grows`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            let (scans, questions) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let (version, moment) = (ID<Version>(rawValue: "v"), Instant(milliseconds: 0))
                _ = try VersionStanding(of: [version, ID(rawValue: "w")], in: app, plans)
                let history = ReleaseHistoryQueries(plans)
                _ = try history.timeline(of: version, after: 7, limit: 101)
                let place = ReleaseHistoryQueries.Cursor(begin: moment, sequence: 7)
                _ = try history.periods(of: app, from: moment, to: site.world.now, after: place, limit: 101)
                _ = try ReleaseLineQueries(plans).needsSecondPerson(of: app)
                return (plans.scans, plans.questions)
            }
            #expect(questions == 8)
            #expect(scans.isEmpty, "\(scans)")
        }
    }
}
