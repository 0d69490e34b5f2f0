import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What the console says about the reviewers' work.
@Suite struct `The figures of the console` {
    private static func figures(_ site: Site) async throws -> ReviewFigures {
        let now = site.world.now
        let today = site.platform.settings.dayBegin(now)
        return try await site.platform.engine.read { try ReviewFigureQueries($0).figures(at: now, today: today) }
    }

    @Test(arguments: EngineKind.available)
    func `waiting, median time, share passed, decided today`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let empty = try await Self.figures(site)
            #expect(empty.waiting == 0 && empty.medianSeconds == nil && empty.passedPercent == nil)
            let stages = try await `The review queue`.waiting(site, ["第一家", "第二家", "第三家", "第四家"])
            // The first waited 4 minutes so far, the second 3, the third 2.
            try await stages[0].decide("1.0.0", .approve)
            try await stages[1].decide("1.0.0", .approveBase)
            try await stages[2].decide("1.0.0", .reject)
            let figures = try await Self.figures(site)
            #expect(figures.waiting == 1 && figures.decidedToday == 3)
            #expect(figures.medianSeconds == 180 && figures.passedPercent == 67)
            try await stages[0].reviewer.get("/console/review").expect(text: "3 分钟").expect(text: "67%")
            // It is 10:04 in Shanghai: tomorrow nothing was decided today, and after 30 days nothing counts.
            site.world.advance(seconds: 14 * 3600)
            #expect(try await Self.figures(site).decidedToday == 0)
            #expect(try await Self.figures(site).passedPercent == 67)
            site.world.advance(seconds: 30 * 86_400)
            #expect(try await Self.figures(site).passedPercent == nil)
        }
    }

    @Test func `the median of an even number lies between the two in the middle`() async throws {
        try await Site.run { site in
            let stages = try await `The review queue`.waiting(site, ["第一家", "第二家"])
            for stage in stages { try await stage.decide("1.0.0") }
            #expect(try await Self.figures(site).medianSeconds == 90)
        }
    }

    /// What is counted lies side by side in an index, not on as many pages as there are decisions.
    @Test func `they are read from an index alone`() async throws {
        try await Site.run { site in
            let now = site.world.now
            let steps = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                _ = try ReviewFigureQueries(plans).figures(at: now, today: now)
                return plans.steps.filter { $0.contains("SEARCH submission") }
            }
            #expect(steps.count == 2)
            #expect(steps.allSatisfy { $0.contains("COVERING INDEX submission_decided") }, "\(steps)")
        }
    }
}
