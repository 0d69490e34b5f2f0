import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct `forged reports about a gray release` {
    @Test func `a thousand without a receipt change nothing`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            let body = Array(#"{"kind":"launch","ok":false}"#.utf8)
            let genuine = try guarded.events.receipt("u", guarded.number, .gray)
            for place in 0..<1_000 {
                // None at all, or one that was altered.
                var client = site.stranger.at(GuardStage.address(place))
                if place % 2 == 0 {
                    let end = String(format16(place))
                    client = client.with("steward-receipt", String(genuine.dropLast(16)) + end)
                }
                let answer = try await client.send(.post, guarded.events.path, type: "application/x-ndjson", body: body)
                #expect([401, 403].contains(answer.status))
            }
            await guarded.events.writer.flush()
            #expect(try await guarded.look() == 0)
            #expect(try await guarded.standing() == "10 none")
        }
    }

    @Test(arguments: EngineKind.available)
    func `a thousand with genuine receipts from one address stop nothing`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let guarded = try await GuardStage(site)
            try await guarded.launch(.control, 0..<2_000)
            try await guarded.launch(.gray, 1_000..<1_220)
            try await guarded.look()
            try await guarded.launch(.gray, 0..<1_000, .failed, from: { _ in "198.51.100.7" })
            try await guarded.look()
            let state = try await guarded.state()
            #expect(state.limited == 999)
            #expect(state.launchFailure.gray.failures == 1)
            #expect(state.stop == nil)
            #expect(try await guarded.standing() == "10 none")
            #expect(!(try await site.words(of: guarded.stage.app)).contains("guard.stopped"))
        }
    }

    private func format16(_ place: Int) -> String {
        let digits = String(place, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

@Suite struct `a host secret` {
    @Test func `makes only users count who were asked for with it`() async throws {
        try await Site.run { site in
            let guarded = try await GuardStage(site)
            let path = "\(guarded.stage.path)/release-rules"
            let made = try await guarded.stage.owner.post("\(path)/secret").expect(200).text
            let text = try #require(made.firstMatch(of: /hst_[0-9a-f]{64}/)).output
            try await guarded.stage.owner.get(path).expect(200).expect(text: "使用中")
            let secret = HostSecret(String(text))
            try await guarded.launch(.gray, 0..<10, .failed)
            try await guarded.look()
            var state = try await guarded.state()
            #expect(state.unproven == 10 && state.breaker.users == 0)
            // From one address: whoever holds the secret is believed.
            let makers = try #require(site.platform.runtime.loops.picture.makers)
            let middle = ReceiptMaker.middle(guarded.number, .gray, isProven: true)
            for user in 0..<4 {
                let bytes = makers.receipts.receipt(of: "p\(user)".utf8, in: guarded.stage.app, middle: middle)
                let receipt = String(decoding: bytes, as: UTF8.self)
                try await guarded.events.report([#"{"kind":"launch","ok":false}"#], receipt: receipt).expect(202)
            }
            await guarded.events.writer.flush()
            try await guarded.look()
            state = try await guarded.state()
            #expect(state.breaker.failures == 4 && state.stop == .breaker)
            // The proof, and the state that checks it.
            let known = try #require(site.platform.runtime.loops.picture.table.entry(of: guarded.stage.app)).state
            #expect(known.proves(secret.proof(of: "u"), of: "u"))
            #expect(!known.proves(secret.proof(of: "u"), of: "v") && !known.proves(nil, of: "u"))
            try await guarded.stage.owner.post("\(path)/secret/remove").expect(303)
            let after = try #require(site.platform.runtime.loops.picture.table.entry(of: guarded.stage.app)).state
            #expect(after.hostSecret == nil)
            try await guarded.stage.member("dev", .developer).post("\(path)/secret").expect(403)
        }
    }
}
