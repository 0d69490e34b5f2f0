import Crypto
import Foundation
import HostClient
import TestSupport
import Testing

/// What a host app does not follow, and what it goes on with.
@Suite struct `A host app that is lied to` {
    /// Something wrong with the answer about a newer version, and what the client calls it.
    struct Lie: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let refusal: AnswerRefusal
        let tell: @Sendable (inout ScriptedRelease) -> Void

        init(_ name: String, _ refusal: AnswerRefusal, _ tell: @escaping @Sendable (inout ScriptedRelease) -> Void) {
            (testDescription, self.refusal, self.tell) = (name, refusal, tell)
        }
    }

    private static let lies = [
        Lie("another key under the known name", .wrongSignature) { $0.key = Curve25519.Signing.PrivateKey() },
        Lie("a changed body", .wrongSignature) { lie in
            lie.forge = { Data(String(decoding: $0, as: UTF8.self).replacing("1.1.0", with: "1.1.1").utf8) }
        },
        Lie("a space behind the body", .wrongSignature) { $0.forge = { $0 + Data(" ".utf8) } },
        Lie("an unknown key", .unknownKey("k2")) { $0.keyID = "k2" },
        Lie("another mini program", .otherMiniProgram("2021004288173307")) { $0.app = "2021004288173307" },
        Lie("an expired answer", .expired(ScriptedRelease.issuedAt)) { lie in
            (lie.issued, lie.expires) = ("2026-01-19T02:00:00.000Z", "2026-01-20T02:00:00.000Z")
        },
        Lie("an answer from the future", .issuedInFuture(ScriptedRelease.issuedAt + 301)) { lie in
            lie.issued = "2026-01-20T02:05:01.000Z"
        },
        Lie("a lower revision", .olderRevision(9, seen: 10)) { $0.revision = 9 },
        Lie("no JSON", .malformed) { $0.write = { $0 + "," } },
        Lie("offline, with a package", .malformed) { lie in
            lie.write = { $0.replacing(#""stage":"release""#, with: #""stage":"offline""#) }
        },
        Lie("a stage of its own", .malformed) { lie in lie.write = { $0.replacing(#":"release""#, with: #":"beta""#) }
        },
        Lie("a sum that leads out of the folder", .malformed) { lie in
            let sum = lie.sum
            lie.write = { $0.replacing(#""sha256":"\#(sum)""#, with: #""sha256":"\#("../" + sum.dropFirst(3))""#) }
        },
        Lie("a package without an end", .malformed) { lie in
            lie.write = { $0.replacing(/"size":\d+/, with: #""size":100000000000"#) }
        },
    ]

    @Test(arguments: lies)
    func `keeps what it has`(_ lie: Lie) async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            var newer = release
            (newer.version, newer.package, newer.revision) = ("1.1.0", HostPackages.second, 11)
            let truth = newer
            lie.tell(&newer)
            let lying = newer
            // The list of keys stays the true one.
            server.answer(lying.script { $0.line == "GET /runtime/v1/keys" ? release.keys : nil })
            #expect(await client.check() == .kept(.refused(lie.refusal)))
            let start = await client.start()
            #expect(start.version == "1.0.0" && start.package == HostPackages.first)
            // The next answer is judged by itself.
            server.answer(truth.script())
            #expect(await client.check().ready == "1.1.0 later")
        }
    }

    @Test func `takes nothing unsigned for an answer`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            var gone = release
            (gone.version, gone.revision) = (nil, 11)
            let offline = gone
            let isRelease: @Sendable (ScriptedServer.Question) -> Bool = { $0.line.hasSuffix("/release") }
            server.answer(release.script { isRelease($0) ? ScriptedServer.Reply(body: offline.reply.body) : nil })
            #expect(await client.check() == .kept(.refused(.unsigned)))
            server.answer(release.script { isRelease($0) ? ScriptedServer.Reply(status: 204) : nil })
            #expect(await client.check() == .nothing)
            for status in [302, 401, 404, 410, 500] {
                let elsewhere = ["location": "/elsewhere"]
                server.answer { isRelease($0) ? ScriptedServer.Reply(status: status, fields: elsewhere) : nil }
                #expect(await client.check() == .kept(.status(status)))
            }
            #expect(!server.questions.contains { $0.line.hasSuffix("/elsewhere") })
            #expect(await client.start().version == "1.0.0")
            server.answer(offline.script())
            #expect(await client.check() == .offline(.atNextStart), "signed it counts")
        }
    }

    @Test func `believes "unchanged" no longer than the answer lives`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            server.answer(release.script { $0.line.hasSuffix("/release") ? ScriptedServer.Reply(status: 304) : nil })
            #expect(await client.check() == .unchanged)
            #expect(server.questions.last?.fields["if-none-match"] == #""10""#)
            phone.clock.advance(24 * 3600)
            #expect(await client.check() == .kept(.status(304)))
            #expect(server.questions.last?.fields["if-none-match"] == nil)
            #expect(await client.start().isStale == true)
        }
    }

    @Test func `knows the keys that it was shipped with, and asks nobody for others without TLS`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let public32 = release.key.publicKey.rawRepresentation
            let client = try phone.client {
                $0.keys = ["k1": public32]
                $0.server = URL(string: $0.server.absoluteString.replacing("127.0.0.1", with: "0.0.0.0")) ?? $0.server
            }
            #expect(await client.start().version == "1.0.0")
            var rotated = release
            (rotated.keyID, rotated.key, rotated.revision) = ("k2", Curve25519.Signing.PrivateKey(), 11)
            server.answer(rotated.script())
            #expect(await client.check() == .kept(.refused(.unknownKey("k2"))))
            #expect(!server.questions.contains { $0.line == "GET /runtime/v1/keys" })
        }
    }

    @Test func `forgets within a day a key that was revoked`() async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            var thief = release
            (thief.version, thief.package, thief.revision) = ("6.6.6", HostPackages.second, 66)
            (thief.issued, thief.expires) = ("2026-01-21T02:00:00.000Z", "2026-01-22T02:00:00.000Z")
            let stolen = thief
            let none = ScriptedServer.Reply(body: Data(#"{"items":[],"next":null}"#.utf8))
            server.answer(stolen.script { $0.line == "GET /runtime/v1/keys" ? none : nil })
            phone.clock.advance(24 * 3600)
            #expect(await client.check() == .kept(.refused(.unknownKey("k1"))))
            #expect(await client.start().version == "1.0.0")
        }
    }
}
