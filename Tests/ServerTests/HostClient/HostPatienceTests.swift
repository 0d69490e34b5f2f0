import Foundation
import HostClient
import TestSupport
import Testing

/// When a host app asks, and what it does while nobody answers.
@Suite struct `A host app that waits` {
    @Test func `starts what it has within a few seconds, and says that it is stale`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            #expect(try await phone.client().start().version == "1.0.0")
            server.answer { _ in nil }
            var impatient = phone
            impatient.isImpatient = true
            let client = try impatient.client()
            #expect(await client.start().isStale == false, "nobody is asked before a day has gone by")
            phone.clock.advance(24 * 3600)
            let start = await client.start()
            #expect(start.version == "1.0.0" && start.isStale == true)
        }
    }

    @Test func `insists after a day, and then starts what the server says`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            var newer = release
            (newer.version, newer.package, newer.revision) = ("1.1.0", HostPackages.second, 11)
            (newer.issued, newer.expires) = ("2026-01-21T02:00:00.000Z", "2026-01-22T02:00:00.000Z")
            server.answer(newer.script())
            #expect(await client.start().version == "1.0.0")
            phone.clock.advance(24 * 3600)
            let start = await client.start()
            #expect(start.version == "1.1.0" && start.isStale == false)
        }
    }

    @Test func `comes back in 30 minutes, after a refusal for load no sooner than it was asked to`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.check().ready == "1.0.0 later")
            #expect(await client.nextCheck == phone.clock.now + 1800)
            server.answer(
                release.script { _ in ScriptedServer.Reply(status: 503, fields: ["retry-after": "120"]) }
            )
            #expect(await client.check() == .kept(.busy(retryAfter: 120)))
            let wait = await client.nextCheck.timeIntervalSince(phone.clock.now)
            #expect((120...127.5).contains(wait))
            server.answer(release.script())
            #expect(await client.check() == .unchanged)
            #expect(await client.nextCheck == phone.clock.now + 1800)
        }
    }

    @Test func `checks for as long as it is open`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            var impatient = phone
            impatient.isImpatient = true
            let (client, told) = (try impatient.client(), Recorder<Outcome>())
            await withTaskGroup { group in
                group.addTask {
                    await client.keepChecking { outcome in
                        if told.record(outcome) == 3 { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                }
            }
            #expect(told.events.map(\.ready) == ["1.0.0 later", nil, nil])
        }
    }
}
