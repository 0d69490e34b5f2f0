import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What notices ask: as much for many as for one, and nothing that the writer would have to read through.
@Suite struct NoticeQueryPlanTests {
    @Test func `pages ask as many questions for many notices, and read no growing table through`() async throws {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await NoticeStage(site)
            let id = try await stage.publish()
            try await stage.tick()
            let paths = ["/notices", "/notices?after=1768874400000-x", "/notices/\(id)", "/notices/\(id)/withdraw"]
            func asked(_ path: String) async throws -> [Query] {
                try await stage.official.get(path).expect(200)
                engine.clear()
                try await stage.official.get(path).expect(200)
                return engine.queries
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path).count }
            for index in 0..<60 {
                let draft = NoticeStage.draft { $0.titleZh = "第 \(index) 条" }
                _ = try await SaveNotice(platform: site.platform)(draft, by: stage.caller)
            }
            for path in paths {
                let queries = try await asked(path)
                #expect(queries.count == few[path], "\(path)")
                try await Self.expectNoScan(queries, engine)
            }
        }
    }

    @Test func `the worker's statements find their rows by an index`() async throws {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await NoticeStage(site)
            try await stage.crowd(NoticeDelivery.batch + 3)
            let owner = try await site.person("lin")
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡", by: owner)
            for audience in NoticeAudience.Kind.allCases {
                let id = try await stage.publish { draft in
                    (draft.audience, draft.apps) = (audience.rawValue, app.rawValue)
                }
                engine.clear()
                try await stage.tick()
                try await WithdrawNotice(platform: site.platform)(id, by: stage.caller)
                try await stage.tick()
                #expect(try await stage.row(id).state == .withdrawn)
                try await Self.expectNoScan(engine.queries, engine)
            }
        }
    }

    /// What was limited before, a constant row, and an index that holds only the few notices that are worked on.
    private static let bounded = [
        "SCAN CONSTANT ROW", "SCAN n", "SCAN m", "SCAN waiting", "SCAN notice USING INDEX notice_at_work",
    ]

    private static func expectNoScan(_ queries: [Query], _ engine: RecordingEngine) async throws {
        for query in queries where !query.text.contains("(1 = 0)") && !query.text.hasPrefix("EXPLAIN") {
            for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
                let step = try line.text("detail")
                let isBounded = step.hasPrefix("SCAN (") || bounded.contains(step)
                #expect(!step.hasPrefix("SCAN") || isBounded, "\(step) in \(query)")
            }
        }
    }
}
