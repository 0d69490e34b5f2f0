import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What the console asks: as much for many as for one, and no table that grows read through.
@Suite struct ConsoleQueryPlanTests {
    @Test func `asks as many questions for a long queue as for a short one, and reads no growing table through`()
        async throws
    {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .inReview)
            try await stage.reviewer.post("/console/review/templates", ["type": "other", "memo": "见截图。"]).expect(303)
            let paths = [
                "/console/review", "/console/review?show=express", "/console/review?show=mine",
                "/console/review?after=1.1768874400000.x", "/console/review/\(stage.app)/1.1.0",
                "/console/review/templates", "/console/review/released", "/console/review/released?q=%E5%B1%B1",
                "/console/review/\(stage.app)/1.0.0/offline", "\(stage.path)/compare",
            ]
            func asked(_ path: String) async throws -> [Query] {
                // Once before, for what is loaded once a process.
                try await stage.reviewer.get(path).expect(200)
                engine.clear()
                try await stage.reviewer.get(path).expect(200)
                return engine.queries
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path).count }
            try await Self.crowd(site, stage)
            for path in paths {
                let queries = try await asked(path)
                #expect(queries.count == few[path], "\(path)")
                // Of an empty list nothing is asked.
                for query in queries where !query.text.contains("(1 = 0)") {
                    for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
                        let step = try line.text("detail")
                        #expect(!step.hasPrefix("SCAN") || Self.isBounded(step), "\(path): \(step) in \(query)")
                    }
                }
            }
        }
    }

    /// Pages and samples that were limited before, what is counted up to a limit, and a constant row.
    private static func isBounded(_ step: String) -> Bool {
        ["SCAN s", "SCAN waiting", "SCAN latest", "SCAN CONSTANT ROW"].contains(step) || step.hasPrefix("SCAN (")
    }

    /// Sixty more that wait, and as many that were decided.
    private static func crowd(_ site: Site, _ stage: ReleaseStage) async throws {
        let (person, now) = (try stage.asOwner.person(), site.world.now)
        let reviewer = stage.reviewer.person
        try await site.platform.engine.write { db in
            for index in 0..<120 {
                let (app, version) = ("202100000\(1_000_000 + index)", "v-\(index)")
                let (isDecided, status) = index < 60 ? (true, "RELEASE") : (false, "AUDITING")
                try db.execute(
                    """
                    INSERT INTO mini_program (id, name, created_at, created_by, changed_at)
                    VALUES (\(app), '家', 0, \(person), 0)
                    """
                )
                try db.execute(
                    """
                    INSERT INTO version (id, app_id, number, number_key, status, status_at, package, package_size, layout,
                        errors, warnings, uploaded_by, uploaded_at)
                    VALUES (\(version), \(app), '1.0.0', \(VersionNumber(1, 0, 0).sortKey), \(status), \(now),
                        \(String(repeating: "0f", count: 32)), 1, 'web',
                        0, 0, \(person), \(now))
                    """
                )
                try db.execute(
                    """
                    INSERT INTO submission (id, app_id, version_id, number, submitted_by, submitted_at, description,
                        screenshots, queue_rank, agreement, claimed_by, claimed_at, closed_at, decision, decided_by)
                    VALUES (\("s-\(index)"), \(app), \(version), '1.0.0', \(person), \(now), '', '', \(index % 2), '',
                        \(reviewer), \(now), \(isDecided ? now : nil), \(isDecided ? ReviewDecision.approve : nil),
                        \(isDecided ? reviewer : nil))
                    """
                )
            }
        }
    }
}
