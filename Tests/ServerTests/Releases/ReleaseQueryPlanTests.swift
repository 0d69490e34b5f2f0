import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What the pages of releases ask.
@Suite struct ReleaseQueryPlanTests {
    @Test func `no page of releases goes through a table that grows`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .rejected)
            try await ReturnToDevelopment(platform: site.platform)(stage.number("1.1.0"), of: stage.asOwner)
            let id = try await stage.version("1.2.0", .gray)
            let app = stage.app
            let scans = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                _ = try ReleaseBoard.load(of: app, with: id, in: plans)
                _ = try RunningGrayQueries(plans).running(of: app)
                _ = try ReviewStateQueries(plans).types(of: id)
                _ = try ReviewStateQueries(plans).waitingSince(id)
                _ = try ReleaseHistoryQueries(plans).newest(of: id, limit: 30)
                _ = try ReleaseHistoryQueries(plans).periods(of: app, limit: 30)
                let now = site.world.now
                _ = try ReleaseHistoryQueries(plans)
                    .periods(of: app, from: now.adding(seconds: -86_400), to: now, limit: 200)
                _ = try TakedownQueries(plans).reason(of: id)
                return plans.scans
            }
            #expect(scans.isEmpty, "\(scans)")
        }
    }

    @Test func `pages ask as many questions for forty periods and a hundred versions as for few`() async throws {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            let paths = [
                "/", "\(stage.path)/versions", "\(stage.path)/versions/1.1.0", "\(stage.path)/versions/1.1.0/gray",
                "\(stage.path)/versions/1.1.0/gray/end", "\(stage.path)/history",
            ]
            func asked(_ path: String) async throws -> Int {
                try await stage.owner.get(path).expect(200)
                engine.clear()
                try await stage.owner.get(path).expect(200)
                return engine.queries.count
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path) }
            for percent in 11...50 { try await stage.gray("1.1.0", percent: "\(percent)") }
            for index in 0..<18 { try await stage.upload("2.0.\(index)") }
            for path in paths { #expect(try await asked(path) == few[path], "\(path)") }
        }
    }
}
