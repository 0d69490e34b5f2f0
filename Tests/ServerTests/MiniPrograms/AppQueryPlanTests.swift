import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct AppQueryPlanTests {
    @Test func `no page of a mini program goes through a table that grows`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            let person = try await site.person("lin")
            let (scans, questions) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let cursor = SwitcherQueries.Cursor(joinedAt: Instant(milliseconds: 0), app: app)
                _ = try SwitcherQueries(plans).newest(of: person, inEach: 21)
                _ = try SwitcherQueries(plans).page(of: person, after: cursor, limit: 31)
                _ = try SwitcherQueries(plans).page(of: person, in: [.owner, .developer], named: "咖", limit: 31)
                _ = try MiniProgramQueries(plans).versionFacts(of: app)
                _ = try MiniProgramQueries(plans).extent(of: app)
                _ = try MiniProgramQueries(plans).dates(of: app)
                _ = try InformationQueries(plans).information(of: app)
                _ = try InformationQueries(plans).progress(of: app)
                _ = try InformationQueries(plans).changes(of: app, since: Instant(milliseconds: 0))
                _ = try MembershipQueries(plans).standing(of: person, in: app)
                _ = try MembershipQueries(plans).people(of: app, from: .developer)
                _ = try JournalQueries(plans).activity(of: app, limit: 7)
                return (plans.scans.filter { !Self.isBounded($0) }, plans.questions)
            }
            #expect(questions == 12)
            #expect(scans.isEmpty, "\(scans)")
        }
    }

    /// The switcher's branches hold at most 21 rows each.
    private static func isBounded(_ scan: String) -> Bool {
        ["owned", "administered", "developed", "experienced"].contains { scan == "SCAN \($0)" }
    }
}
