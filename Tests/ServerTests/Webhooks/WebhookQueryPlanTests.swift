import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What the pages of webhooks and the courier ask: as much for many as for one, and no table that grows read through.
@Suite struct WebhookQueryPlanTests {
    @Test func `asks as many questions for a long log as for a short one, and reads no growing table through`()
        async throws
    {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await WebhookStage.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { stage in
            let engine = try #require(recorder.withLock { $0 })
            let (id, _) = try await stage.make()
            try await stage.happen()
            _ = await stage.courier.tick()
            let delivery = try #require(try await stage.deliveries(id).first?["id"] as? String)
            let paths = [
                stage.path, "\(stage.path)/\(id)", "\(stage.path)/\(id)?after=1768874400000.x",
                "\(stage.path)/\(id)/deliveries/\(delivery)", stage.api, "\(stage.api)/\(id)/deliveries",
            ]
            func asked(_ path: String) async throws -> [Query] {
                try await stage.owner.get(path).expect(200)
                engine.clear()
                try await stage.owner.get(path).expect(200)
                return engine.queries
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path).count }
            let now = stage.site.world.now
            try await stage.platform.engine.write { db in
                for index in 0..<300 {
                    try db.execute(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, sequence, word, at, state, made_at, first_due_at)
                        VALUES (\("d\(index)"), \(id), \(1000 + index), 'version.deleted', \(now), 'delivered', \(now), \(now))
                        """
                    )
                }
            }
            for path in paths {
                let queries = try await asked(path)
                #expect(queries.count == few[path], "\(path)")
                try await Self.check(queries, engine, path)
            }
            // The courier, and what the projection does for an entry.
            engine.clear()
            try await stage.happen()
            _ = await stage.courier.tick()
            let courier = engine.queries.filter { $0.text.contains("webhook") && !$0.text.hasPrefix("INSERT") }
            #expect(courier.count > 5)
            try await Self.check(courier, engine, "courier")
        }
    }

    private static func check(_ queries: [Query], _ engine: RecordingEngine, _ place: String) async throws {
        for query in queries where !query.text.contains("(1 = 0)") {
            for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
                let step = try line.text("detail")
                // What waits and is due is few, and read by its index.
                let isBounded =
                    step.hasPrefix("SCAN (") || step == "SCAN CONSTANT ROW" || step.contains("webhook_delivery_due")
                    || step.contains("webhook_delivery_waiting")
                #expect(!step.hasPrefix("SCAN") || isBounded, "\(place): \(step) in \(query)")
            }
        }
    }
}
