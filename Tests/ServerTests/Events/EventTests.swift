import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct EventTests {
    private static let view = #"{"kind":"page_view","page":"pages/index/index","stay_ms":5200}"#

    @Test func `a bad line is counted and named, the rest is taken`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            let answer = try await events.report([
                Self.view, "nonsense", "", #"{"kind":"launch","ok":true}"#, Self.view,
            ])
            .expect(202).json()
            #expect(answer["accepted"] as? Int == 2)
            #expect(answer["rejected"] as? Int == 2)
            #expect(answer["repeated"] == nil)
            let problems = try #require(answer["problems"] as? [[String: Any]])
            #expect(problems.map { $0["line"] as? Int } == [2, 4])
            #expect(problems.map { $0["code"] as? String } == ["MALFORMED_JSON", "FIELD_MISSING"])
            #expect(problems.map { $0["field"] as? String } == [nil, "total_ms"])
            await events.writer.flush()
            #expect(try await events.sum(.pageViews) == 2)
            let bad = try await events.report((0..<30).map { _ in "nonsense" }).expect(202).json()
            #expect(bad["rejected"] as? Int == 30)
            #expect((bad["problems"] as? [Any])?.count == 20)
            // The figures of the machine that it runs on.
            try await site.stranger.at("127.0.0.1").get("/metrics").expect(200)
                .expect(text: #"steward_events_accepted_total{kind="page_view"} 2"#)
                .expect(text: "steward_events_rejected_total 32")
                .expect(text: #"steward_event_batches_total{outcome="taken"} 1"#)
                .expect(text: "steward_events_written_total 2").expect(text: "steward_events_waiting_bytes 0")
        }
    }

    @Test func `nobody reports for a version that they did not get`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            let mine = try events.receipt()
            func report(_ receipt: String?, _ path: String? = nil) async throws -> SiteResponse {
                let client = receipt.map { site.stranger.with("steward-receipt", $0) } ?? site.stranger
                return try await client.send(.post, path ?? events.path, body: Array(Self.view.utf8))
            }
            try await report(mine).expect(202)
            try await report(nil).expect(refusal: "RECEIPT_MISSING", 401)
            try await report("").expect(refusal: "RECEIPT_INVALID", 403)
            try await report(mine.replacing("1.0.0", with: "1.1.0")).expect(refusal: "RECEIPT_INVALID", 403)
            try await report(mine.replacing(".r.", with: ".g.")).expect(refusal: "RECEIPT_INVALID", 403)
            try await report(String(mine.dropLast())).expect(refusal: "RECEIPT_INVALID", 403)
            let other = try await CreateMiniProgram(platform: site.platform)(
                name: "别家小程序",
                by: try #require(events.stage.owner.person)
            )
            try await report(mine, "/runtime/v1/apps/\(other)/events").expect(refusal: "RECEIPT_INVALID", 403)
            try await report(mine, "/runtime/v1/apps/2021000000000000/events").expect(refusal: "NOT_FOUND", 404)
            try await site.stranger.get(events.path).expect(refusal: "METHOD_NOT_ALLOWED", 405)
            let gone = try events.receipt("u", VersionNumber(0, 0, 0), .offline)
            let exposure = #"{"kind":"exposure","step":"resolved"}"#
            let answer = try await events.report([Self.view, exposure], receipt: gone).expect(202).json()
            #expect((answer["problems"] as? [[String: Any]])?.first?["code"] as? String == "KIND_NOT_TAKEN")
        }
    }

    @Test func `a batch that is no batch is refused as a whole`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            try await events.report([]).expect(refusal: "EVENTS_MISSING", 400)
            try await events.report(["", "\r"]).expect(refusal: "EVENTS_MISSING", 400)
            try await events.report([Self.view], batch: "a b").expect(refusal: "BATCH_ID_INVALID", 400)
            let long = String(repeating: "a", count: 65)
            try await events.report([Self.view], batch: long).expect(refusal: "BATCH_ID_INVALID", 400)
            try await events.report([Self.view], batch: String(long.dropLast())).expect(202)
            let many = (0...500).map { _ in Self.view }
            try await events.report(many).expect(refusal: "TOO_MANY_LINES", 413)
            try await events.report(Array(many.dropLast())).expect(202)
            let wide = #"{"kind":"share","x":"\#(String(repeating: "a", count: 16_000))"}"#
            try await events.report((0..<70).map { _ in wide }).expect(refusal: "TOO_LARGE", 413)
            let packed = site.stranger.with("steward-receipt", try events.receipt()).with("content-encoding", "gzip")
            try await packed.send(.post, events.path, body: Array(Self.view.utf8)).expect(
                refusal: "ENCODING_NOT_TAKEN",
                415
            )
            await events.writer.flush()
            #expect(try await events.sum(.pageViews) == 501)
        }
    }

    @Test func `a receipt and an address have limits that fill up again`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            let batch = (0..<500).map { _ in Self.view }
            for _ in 0..<4 { try await events.report(batch).expect(202) }
            let refused = try await events.report([Self.view]).expect(refusal: "TOO_MANY_REQUESTS", 429)
            #expect(refused.header("retry-after") == "1")
            // Another user at the same address still may, the same one at another address may not.
            try await events.report([Self.view], receipt: try events.receipt("v")).expect(202)
            try await events.report([Self.view], from: "203.0.113.9").expect(429)
            site.world.advance(seconds: 1)
            try await events.report((0..<10).map { _ in Self.view }).expect(202)
            try await events.report([Self.view]).expect(429)
            // Of IPv6 a subscriber has the first 64 bits.
            for number in 0..<60 {
                let receipt = try events.receipt("w\(number)")
                try await events.report(batch, receipt: receipt, from: "2001:db8::\(number)").expect(202)
            }
            let next = try await events.report(batch, receipt: try events.receipt("x"), from: "2001:db8::ffff").expect(
                429
            )
            #expect(next.header("retry-after") == "1")
            try await events.report(batch, receipt: try events.receipt("x"), from: "2001:db8:0:1::1").expect(202)
        }
    }

    @Test func `when the memory is full nothing more is taken until it is written`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            try await events.report([Self.view], batch: "a").expect(202)
            let first = try #require(site.platform.events.take(most: 1).first)
            site.platform.events.putBack([first])
            #expect(site.platform.events.add(EventBuffer.Weighed(first.batch, size: 64 << 20)) == .repeated)
            let large = EventBatch(
                app: events.app,
                receipt: first.batch.receipt,
                events: first.batch.events,
                id: nil,
                draw: nil
            )
            #expect(site.platform.events.add(EventBuffer.Weighed(large, size: 64 << 20)) == .taken)
            let refused = try await events.report([Self.view], batch: "b").expect(refusal: "EVENTS_FULL", 503)
            #expect(refused.header("retry-after") == "5")
            await events.writer.flush()
            // What was refused is no repetition.
            let again = try await events.report([Self.view], batch: "b").expect(202).json()
            #expect(again["repeated"] == nil)
            await events.writer.flush()
            #expect(try await events.sum(.pageViews) == 3)
        }
    }

    @Test func `while the database fails events wait, are told of once, and are written later`() async throws {
        let broken = Recorder<FailingEngine>()
        try await Site.run(
            expectsErrors: true,
            engine: { inner in
                let engine = FailingEngine(inner)
                broken.record(engine)
                return engine
            }
        ) { site in
            let events = try await EventStage(site)
            let engine = try #require(broken.events.first)
            try await events.report([Self.view], batch: "a").expect(202)
            await events.writer.flush()
            try await events.report([Self.view], batch: "b").expect(202)
            engine.set(broken: true)
            #expect(await !events.writer.flush())
            try await events.report([Self.view], batch: "c").expect(202)
            #expect(await !events.writer.flush())
            let lines = site.log.errors.filter { $0.message.contains("events cannot be written") }
            #expect(lines.count == 1)
            engine.set(broken: false)
            #expect(await events.writer.flush())
            #expect(try await events.sum(.pageViews) == 3)
            #expect(site.platform.events.waiting == 0)
            try await site.stranger.at("127.0.0.1").get("/metrics").expect(text: "steward_event_failed_writes_total 2")
        }
    }
}
