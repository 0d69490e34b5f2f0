import Domain
import Synchronization
import TestSupport
import Testing

@testable import Server

private let loopback = IPAddress([127, 0, 0, 1])!

/// Names that lead where a test says.
private func leading(_ addresses: [String: [IPAddress]]) -> NameResolver {
    NameResolver { name in
        guard let found = addresses[name] else { throw NameResolver.Unknown() }
        return found
    }
}

private let here = NetworkRange("127.0.0.1").map { [$0] } ?? []

/// Patient where a test is not about time: a loaded machine is slow, not wrong.
private func limits(_ whole: Duration = .seconds(300)) -> OutboundLimits {
    var limits = OutboundLimits()
    (limits.connect, limits.whole) = (whole, whole)
    return limits
}

private func send(_ outbound: Outbound, _ url: String, body: String = "") async throws -> OutboundAnswer {
    let method: OutboundRequest.Method = body.isEmpty ? .get : .post
    return try await outbound.send(OutboundRequest(method, OutboundAddress(url), body: Array(body.utf8)))
}

@Suite struct `An outbound call` {
    @Test func `reaches the address that was checked, with the name in Host`() async throws {
        try await Receiver.run { receiver in
            let outbound = Outbound(allowed: here, resolver: leading([Receiver.name: [loopback]]), limits: limits())
            let answer = try await send(outbound, receiver.url + "/x?y=1", body: "{}")
            #expect((answer.status, String(decoding: answer.body, as: UTF8.self), answer.isCut) == (200, "ok", false))
            let call = try #require(receiver.calls.first)
            #expect((call.method, call.target, call.body) == ("POST", "/x?y=1", "{}"))
            #expect(call.headers["host"] == "\(Receiver.name):\(receiver.port)")
            #expect(call.headers["user-agent"] == "Steward/\(Release.version)")
        }
    }

    @Test func `does not reach this machine unless the operator allows it`() async throws {
        try await Receiver.run { receiver in
            let names = leading([
                Receiver.name: [loopback], "six.example": [IPAddress([UInt8](repeating: 0, count: 15) + [1])!],
            ])
            let outbound = Outbound(allowed: [], resolver: names, limits: limits())
            for (url, host, what) in [
                (receiver.url, Receiver.name, ReservedAddress.loopback),
                ("http://127.0.0.1:\(receiver.port)/", "127.0.0.1", .loopback),
                ("http://[::ffff:127.0.0.1]:\(receiver.port)/", "::ffff:127.0.0.1", .loopback),
                ("http://[::1]:\(receiver.port)/", "::1", .loopback), ("http://six.example/", "six.example", .loopback),
                ("http://169.254.169.254/latest/meta-data/", "169.254.169.254", .metadata),
                ("http://[64:ff9b::a00:1]/", "64:ff9b::a00:1", .privateUse),
            ] {
                await #expect(throws: OutboundFailure.forbidden(host: host, what), "\(url)") {
                    try await send(outbound, url)
                }
            }
            #expect(receiver.calls.isEmpty)
        }
    }

    @Test(arguments: ["localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1"])
    func `knows this machine by its other names`(host: String) async throws {
        await #expect(throws: OutboundFailure.forbidden(host: host, .loopback)) {
            try await send(Outbound(allowed: []), "http://\(host):9/")
        }
    }

    @Test func `one forbidden address among a name's closes the name`() async throws {
        let names = leading(["two.example": [IPAddress([8, 8, 8, 8])!, IPAddress([10, 0, 0, 1])!]])
        await #expect(throws: OutboundFailure.forbidden(host: "two.example", .privateUse)) {
            try await send(Outbound(allowed: [], resolver: names), "http://two.example/")
        }
    }

    @Test func `a name that means something else the second time is asked once`() async throws {
        try await Receiver.run { receiver in
            let asked = Mutex(0)
            let names = NameResolver { _ in
                let count = asked.withLock { count in
                    count += 1
                    return count
                }
                // Checked: loopback, allowed here. Asked again it would lead to another machine.
                return count == 1 ? [loopback] : [IPAddress([192, 0, 2, 1])!]
            }
            let outbound = Outbound(allowed: here, resolver: names, limits: limits())
            let first = try await send(outbound, receiver.url)
            #expect(first.status == 200)
            #expect(asked.withLock { $0 } == 1)
            await #expect(throws: OutboundFailure.forbidden(host: Receiver.name, .documentation)) {
                try await send(outbound, receiver.url)
            }
        }
    }

    @Test func `a redirect is checked like the call itself`() async throws {
        try await Receiver.run { receiver in
            let names = leading([Receiver.name: [loopback], "inside.example": [IPAddress([10, 0, 0, 1])!]])
            let outbound = Outbound(allowed: here, resolver: names, limits: limits())
            for (location, host, what) in [
                ("http://169.254.169.254/", "169.254.169.254", ReservedAddress.metadata),
                ("//inside.example/", "inside.example", .privateUse), ("http://[fd00::1]/", "fd00::1", .uniqueLocal),
            ] {
                receiver.answer(.redirect(location))
                await #expect(throws: OutboundFailure.forbidden(host: host, what)) {
                    try await send(outbound, receiver.url, body: "{}")
                }
            }
            receiver.answer(.redirect("gopher://x/"))
            await #expect(throws: OutboundFailure.badRedirect) { try await send(outbound, receiver.url) }
        }
    }

    @Test func `follows three redirects and no fourth, with the body`() async throws {
        try await Receiver.run { receiver in
            let outbound = Outbound(allowed: here, resolver: leading([Receiver.name: [loopback]]), limits: limits())
            receiver.answer { $0.target == "/3" ? .ok : .redirect("/\((Int($0.target.dropFirst()) ?? 0) + 1)") }
            let last = try await send(outbound, receiver.url + "/0", body: "{}")
            #expect(last.status == 200)
            #expect(receiver.calls.map(\.body) == ["{}", "{}", "{}", "{}"])
            await #expect(throws: OutboundFailure.tooManyRedirects) {
                receiver.answer(.redirect("/again"))
                return try await send(outbound, receiver.url, body: "{}")
            }
        }
    }

    @Test func `a receiver that hangs is given up in time`() async throws {
        try await Receiver.run { receiver in
            receiver.answer(.never)
            let outbound = Outbound(
                allowed: here,
                resolver: leading([Receiver.name: [loopback]]),
                limits: limits(.milliseconds(150))
            )
            await #expect(throws: OutboundFailure.timedOut) { try await send(outbound, receiver.url) }
        }
    }

    @Test func `a resolver that hangs is given up in time`() async throws {
        let names = NameResolver { _ in
            try await Task.sleep(for: .seconds(60))
            return []
        }
        let outbound = Outbound(allowed: [], resolver: names, limits: limits(.milliseconds(50)))
        await #expect(throws: OutboundFailure.timedOut) { try await send(outbound, "http://slow.example/") }
    }

    @Test func `keeps the beginning of a long answer`() async throws {
        try await Receiver.run { receiver in
            receiver.answer(Receiver.Answer(200, String(repeating: "x", count: 100_000)))
            let outbound = Outbound(allowed: here, resolver: leading([Receiver.name: [loopback]]), limits: limits())
            let answer = try await send(outbound, receiver.url)
            #expect((answer.body.count, answer.isCut) == (64 << 10, true))
        }
    }

    @Test func `sends no more than it may`() async throws {
        let outbound = Outbound(allowed: here, resolver: leading([Receiver.name: [loopback]]), limits: limits())
        await #expect(throws: OutboundFailure.tooLarge) {
            try await send(outbound, "http://\(Receiver.name)/", body: String(repeating: "x", count: (256 << 10) + 1))
        }
    }

    @Test func `says that nobody listens, and that there is no such name`() async throws {
        let port = try await Receiver.run { $0.port }
        let outbound = Outbound(allowed: here, resolver: leading([Receiver.name: [loopback]]), limits: limits())
        await #expect(throws: OutboundFailure.notConnected) {
            try await send(outbound, "http://\(Receiver.name):\(port)/")
        }
        await #expect(throws: OutboundFailure.unknownName("nobody.example")) {
            try await send(outbound, "http://nobody.example/")
        }
    }

    @Test func `speaks TLS to a server that does not, and says so`() async throws {
        try await Receiver.run { receiver in
            let outbound = Outbound(allowed: here, resolver: leading([Receiver.name: [loopback]]), limits: limits())
            await #expect(throws: OutboundFailure.notTrusted) {
                try await send(outbound, "https://\(Receiver.name):\(receiver.port)/")
            }
        }
    }
}
