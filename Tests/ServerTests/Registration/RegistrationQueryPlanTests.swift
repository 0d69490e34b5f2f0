import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What coming in asks: as much for many as for one, and nothing that the writer would have to read through.
@Suite struct RegistrationQueryPlanTests {
    @Test func `pages ask as many questions for many links and people, and read no growing table through`() async throws
    {
        let recorder = Mutex<RecordingEngine?>(nil)
        try await Site.run(engine: { engine in
            let recording = RecordingEngine(engine)
            recorder.withLock { $0 = recording }
            return recording
        }) { site in
            let engine = try #require(recorder.withLock { $0 })
            let stage = try await RegistrationStage(site)
            _ = try await site.person("lin")
            let (link, secret) = (try await stage.link(uses: 40), try await stage.reset("lin").secret)
            _ = try await stage.register(.accountLink(code: link.code), "first")
            let pages: [(SiteClient, String)] = [
                (stage.chief, "/settings"), (stage.chief, "/account-links"),
                (stage.chief, "/account-links?after=1768874400000-x"), (stage.chief, Paths.accountLink(link.id)),
                (site.stranger, Paths.comeIn(link.code)), (site.stranger, Paths.reset(secret)),
                (site.stranger, Paths.signIn),
            ]
            func asked(_ client: SiteClient, _ path: String) async throws -> [Query] {
                try await client.get(path).expect(200)
                engine.clear()
                try await client.get(path).expect(200)
                return engine.queries
            }
            var few: [String: Int] = [:]
            for (client, path) in pages { few[path] = try await asked(client, path).count }
            for number in 0..<20 {
                site.world.advance(seconds: 60)
                _ = try await stage.register(.accountLink(code: link.code), "new-\(number)")
                _ = try await stage.link()
            }
            for (client, path) in pages {
                let queries = try await asked(client, path)
                #expect(queries.count == few[path], "\(path)")
                try await Self.expectNoScan(queries, engine)
            }
            engine.clear()
            site.world.advance(seconds: 3600)
            _ = try await stage.register(.accountLink(code: link.code), "last")
            try await ResetPassword(platform: site.platform)(secret: secret, password: "neue Reise", from: "")
            try await Self.expectNoScan(engine.queries, engine)
        }
    }

    /// A constant row, what was limited before, and the few rows of settings and of projections.
    private static func expectNoScan(_ queries: [Query], _ engine: RecordingEngine) async throws {
        for query in queries where !query.text.hasPrefix("EXPLAIN") && !query.text.contains("(1 = 0)") {
            for line in try await engine.rows("EXPLAIN QUERY PLAN \(query)") {
                let step = try line.text("detail")
                let isBounded =
                    step.hasPrefix("SCAN (") || ["SCAN CONSTANT ROW", "SCAN waiting"].contains(step)
                    || query.text.contains("FROM installation_setting s")
                #expect(!step.hasPrefix("SCAN") || isBounded, "\(step) in \(query)")
            }
        }
    }
}
