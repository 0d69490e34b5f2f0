import Foundation
import HostClient
import TestSupport
import Testing

/// What a host app reports, to a server that takes it or does not.
@Suite struct `A host app's reports` {
    private static let path = "POST /runtime/v1/apps/\(ScriptedRelease.asked)/events"

    private func lines(_ question: ScriptedServer.Question) -> [String] {
        String(decoding: question.body, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func batches(_ server: ScriptedServer) -> [ScriptedServer.Question] {
        server.questions.filter { $0.line == Self.path }
    }

    @Test func `carry the receipt, and count a batch once however often it is sent`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            await client.record(Event(.launch, ["ok": true, "total_ms": 1240, "page": "pages/index/index"]))
            server.answer { _ in ScriptedServer.Reply(status: 503, fields: ["retry-after": "30"]) }
            #expect(await client.report().failure == .busy(retryAfter: 30))
            #expect(await client.report().failure == nil, "not asked again before its time")
            #expect(batches(server).count == 1)
            server.answer { _ in ScriptedServer.Reply(status: 202, body: Data(#"{"accepted":3,"rejected":1}"#.utf8)) }
            phone.clock.advance(30)
            let report = await client.report()
            #expect(report.accepted == 3 && report.rejected == 1)
            let sent = batches(server)
            #expect(sent.count == 2 && sent[0].body == sent[1].body)
            #expect(sent[0].fields["steward-batch"] == sent[1].fields["steward-batch"])
            #expect(sent[0].fields["steward-receipt"] == "r10")
            let kinds = lines(sent[0]).map { $0.contains("exposure") ? "exposure" : "launch" }
            #expect(kinds == ["exposure", "exposure", "exposure", "launch"])
            #expect(lines(sent[0]).last?.contains(#""at":"2026-01-20T02:00:00.000Z""#) == true)
            #expect(await client.report().accepted == 0, "nothing is left")
        }
    }

    @Test func `go in batches of a hundred, of one receipt each, the oldest of too many lost`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            for number in 0..<1200 { await client.record(Event(.pageView, ["page": .text("p\(number)")])) }
            server.answer { _ in ScriptedServer.Reply(status: 202, body: Data("{}".utf8)) }
            #expect(await client.report().accepted == 1000)
            let sent = batches(server)
            #expect(sent.map { lines($0).count } == Array(repeating: 100, count: 10))
            #expect(Set(sent.compactMap { $0.fields["steward-batch"] }).count == 10)
            #expect(lines(sent[0])[0].contains(#""p200""#))
        }
    }

    @Test func `are not offered again where the server will never take them`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            server.answer { _ in ScriptedServer.Reply(status: 403) }
            #expect(await client.report().rejected == 3)
            #expect(await client.report().rejected == 0)
        }
    }
}
