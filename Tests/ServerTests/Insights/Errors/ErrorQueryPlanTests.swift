import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite struct `Pages of errors` {
    @Test func `ask as many questions for many errors, and read no growing table through`() async throws {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let events = try await EventStage(site, isGray: true)
            func fail(_ words: Range<Int>) async throws {
                let lines = words.map { #"{"kind":"js_error","message":"\#(String(repeating: "x", count: $0))"}"# }
                for receipt in [try events.receipt(), try events.receipt("g", .init(1, 1, 0), .gray)] {
                    try await events.report(lines, receipt: receipt).expect(202)
                }
                await events.writer.flush()
            }
            try await fail(1..<3)
            let base = "/apps/\(events.app)/errors"
            let one = try await engine.first("SELECT fingerprint FROM event_error")?.text("fingerprint") ?? ""
            let paths = [
                base, "\(base)?order=most", "\(base)?show=js_error", "\(base)?show=js_error&order=most",
                "\(base)?show=gray",
                "\(base)/\(one)",
            ]
            func asked(_ path: String) async throws -> [Query] {
                try await events.stage.owner.get(path).expect(200)
                engine.clear()
                try await events.stage.owner.get(path).expect(200)
                return engine.queries
            }
            var few: [String: Int] = [:]
            for path in paths { few[path] = try await asked(path).count }
            try await fail(3..<60)
            for path in paths {
                let queries = try await asked(path)
                #expect(queries.count == few[path], "\(path)")
                for query in queries where !query.text.hasPrefix("EXPLAIN") {
                    for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
                        let step = try line.text("detail")
                        #expect(!step.hasPrefix("SCAN") && !step.contains("TEMP B-TREE"), "\(step) in \(query)")
                    }
                }
            }
        }
    }
}
