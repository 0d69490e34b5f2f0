import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct ReviewQueryPlanTests {
    @Test func `no page of submissions goes through a table that grows, and each asks a fixed number of questions`()
        async throws
    {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            func asked() async throws -> (scans: [String], questions: Int) {
                let app = try await stage.authorised(.versionView)
                let person = try #require(stage.lin.person)
                return try await site.platform.engine.read { db in
                    let plans = QueryPlans(db)
                    let (drafts, history) = (SubmissionDraftQueries(plans), SubmissionHistoryQueries(plans))
                    let number = VersionNumber(1, 0, 0)
                    guard let version = try VersionQueries(plans).version(number, of: app.id) else {
                        throw Refusal.notFound
                    }
                    _ = try drafts.draft(of: version.id)
                    _ = try drafts.beginning(of: version, in: app.id)
                    _ = try drafts.files(of: [ID(rawValue: "a"), ID(rawValue: "b")], in: app.id)
                    let cursor = SubmissionHistoryQueries.Cursor(at: site.world.now, id: ID(rawValue: "z"))
                    let own = try history.submissions(of: version.id, limit: 20)
                    _ = try history.submissions(of: app.id, except: version.id, after: cursor, limit: 11)
                    _ = try history.submissions(of: app.id, except: version.id, after: nil, limit: 11)
                    _ = try history.licences(of: own.first?.id ?? ID(rawValue: "none"))
                    _ = try history.reasons(of: own.map(\.id) + [ID(rawValue: "none")])
                    _ = try SubmissionQueries(plans)
                        .expressReviewsLeft(of: person, at: site.world.now, offsetSeconds: 28_800)
                    _ = try OutcomePage.Facts.load(number, of: app, after: nil, plans)
                    return (plans.scans, plans.questions)
                }
            }
            try await stage.send()
            try await stage.decide(.reject, VersionNumber(1, 0, 0), [RejectionReason(type: .other, memo: "说明")])
            try await stage.lin.post(stage.path("1.0.0", "return")).expect(303)
            let few = try await asked()
            #expect(few.scans == [])
            for number in ["1.0.1", "1.0.2", "1.0.3"] {
                try await stage.stage.upload(number).expect(201)
                try await stage.send(number)
                try await stage.lin.post(stage.path(number, "withdraw")).expect(303)
            }
            let many = try await asked()
            #expect(many.scans == [] && many.questions == few.questions)
        }
    }
}
