import Foundation
import TestSupport
import Testing

@testable import HostClient

/// How a package comes to the phone.
@Suite struct `A host app's download` {
    private typealias Reply = ScriptedServer.Reply

    /// A phone that runs 1.0.0 and is offered 1.1.0, whose package the script hands out.
    private func offering(
        _ packages: @escaping @Sendable (ScriptedServer.Question) throws -> ScriptedServer.Reply?,
        _ test: @Sendable (ScriptedServer, ScriptedRelease, HostClient, HostPhone) async throws -> Void
    ) async throws {
        try await ScriptedRelease.with { server, release, phone in
            let client = try phone.client()
            #expect(await client.start().version == "1.0.0")
            var newer = release
            (newer.version, newer.package, newer.revision) = ("1.1.0", HostPackages.second, 11)
            let offered = newer
            server.answer(offered.script { $0.line == "GET \(offered.packagePath)" ? try? packages($0) : nil })
            try await test(server, offered, client, phone)
        }
    }

    private func rangeOf(_ question: ScriptedServer.Question) -> Int? {
        question.fields["range"].flatMap { Int($0.dropFirst("bytes=".count).dropLast()) }
    }

    @Test func `that was cut goes on where it was, also after the host app began anew`() async throws {
        let whole = HostPackages.second
        try await offering { question in
            guard let start = rangeOf(question) else { return Reply(body: whole, cut: 120_000) }
            let range = "bytes \(start)-\(whole.count - 1)/\(whole.count)"
            return Reply(status: 206, fields: ["content-range": range], body: whole.dropFirst(start))
        } _: { server, offered, client, phone in
            guard case .kept(.unreachable) = await client.check() else { throw SiteFailure("nothing was cut") }
            #expect(phone.files.contains("\(offered.sum).part"))
            #expect(await client.start().version == "1.0.0")
            let again = try phone.client()
            #expect(await again.check().ready == "1.1.0 later")
            let asked = try #require(server.questions.last)
            #expect(asked.fields["range"] == "bytes=120000-")
            #expect(asked.fields["if-range"] == "\"\(offered.sum)\"")
            #expect(await again.start().package == whole)
        }
    }

    @Test func `begins anew where the server does not go on`() async throws {
        let whole = HostPackages.second
        try await offering { question in
            Reply(body: whole, cut: rangeOf(question) == nil ? 50_000 : nil)
        } _: { _, _, client, _ in
            #expect(await client.check().ready == nil)
            #expect(await client.check().ready == "1.1.0 later")
            #expect(await client.start().package == whole)
        }
    }

    @Test(arguments: [206, 416])
    func `throws away a part that does not fit`(_ status: Int) async throws {
        let whole = HostPackages.second
        try await offering { question in
            if question.fields["range"] == nil { return Reply(body: whole, cut: 50_000) }
            return Reply(status: status, fields: ["content-range": "bytes 7-9/\(whole.count)"], body: whole.prefix(3))
        } _: { _, offered, client, phone in
            #expect(await client.check().ready == nil)
            #expect(await client.check() == .kept(.wrongPackage))
            #expect(!phone.files.contains("\(offered.sum).part"))
            #expect(await client.start().version == "1.0.0")
        }
    }

    @Test func `ends at the announced size`() async throws {
        try await offering { _ in
            Reply(body: HostPackages.second + Data(count: 5_000_000))
        } _: { _, _, client, phone in
            #expect(await client.check() == .kept(.tooLong))
            #expect(phone.files.count == 1)
        }
    }

    @Test func `puts nothing into place that is not what was announced`() async throws {
        try await offering { _ in
            Reply(body: HostPackages.make(HostPackages.second.count, seed: 9))
        } _: { _, _, client, phone in
            #expect(await client.check() == .kept(.wrongPackage))
            #expect(phone.files.count == 1)
            #expect(await client.start().package == HostPackages.first)
        }
    }

    @Test func `of a package that was taken down leaves what is here`() async throws {
        try await offering { _ in
            Reply(status: 410)
        } _: { _, _, client, _ in
            #expect(await client.check() == .kept(.packageGone))
            #expect(await client.start().version == "1.0.0")
        }
    }

    // MARK: Differences

    @Test func `is a difference to what is here`() async throws {
        let patch = try HostPackages.patch(from: HostPackages.first, to: HostPackages.second)
        #expect(patch.count < 10_000)
        try await offering { question in
            let base = question.query.replacing("have=", with: "")
            return Reply(fields: ["steward-patch-from": base], body: patch)
        } _: { server, offered, client, phone in
            #expect(await client.check().ready == "1.1.0 later")
            #expect(await client.start().package == HostPackages.second)
            let asked = server.questions.filter { $0.line == "GET \(offered.packagePath)" }
            let base = try #require(phone.files.first { $0 != "\(offered.sum).zip" }?.dropLast(".zip".count))
            #expect(asked.map(\.query) == ["have=\(base)"])
        }
    }

    /// What a server may send for a difference that does not lead to the package.
    enum Bad: CaseIterable {
        case noise, half, foreign, bomb, large
        func bytes() throws -> Data {
            switch self {
            case .noise: return HostPackages.make(5000, seed: 3)
            case .half:
                let patch = try HostPackages.patch(from: HostPackages.first, to: HostPackages.second)
                return patch.prefix(patch.count / 2)
            case .foreign:
                let other = HostPackages.make(200_000, seed: 4)
                return try HostPackages.patch(from: other, to: other.prefix(HostPackages.second.count))
            case .large: return HostPackages.make(3_000_000, seed: 5)
            case .bomb: return try HostPackages.patch(from: HostPackages.first, to: Data(count: 50_000_000))
            }
        }
    }

    @Test(arguments: Bad.allCases)
    func `is the whole package where the difference is bad`(_ bad: Bad) async throws {
        let patch = try bad.bytes()
        try await offering { question in
            question.query.isEmpty
                ? nil : Reply(fields: ["steward-patch-from": question.query.replacing("have=", with: "")], body: patch)
        } _: { server, offered, client, _ in
            #expect(await client.check().ready == "1.1.0 later")
            #expect(await client.start().package == HostPackages.second)
            #expect(server.questions.count { $0.line == "GET \(offered.packagePath)" } == 2)
        }
    }

    @Test func `is no difference to something that is not here`() async throws {
        let patch = try HostPackages.patch(from: HostPackages.first, to: HostPackages.second)
        try await offering { _ in
            Reply(fields: ["steward-patch-from": String(repeating: "0", count: 64)], body: patch)
        } _: { _, _, client, _ in
            #expect(await client.check() == .kept(.wrongPackage))
            #expect(await client.start().package == HostPackages.first)
        }
    }
}
