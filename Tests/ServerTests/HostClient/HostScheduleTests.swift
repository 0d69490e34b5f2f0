import Foundation
import Testing

@testable import HostClient

@Suite struct `A host app's schedule` {
    private let schedule = Schedule()
    private let now = Date(timeIntervalSince1970: 1_768_874_400)
    private static let hour: TimeInterval = 3600

    @Test(
        arguments: [
            // failures in a row, retry-after, chance, seconds until the next check
            (0, nil, 0.5, 1800),
            (1, nil, 0, 7.5), (1, nil, 1, 15), (2, nil, 0, 15), (2, nil, 1, 30), (5, nil, 0.5, 180),
            (8, nil, 0, 900), (8, nil, 1, 1800), (1000, nil, 1, 1800),
            (1, 2, 0, 7.5), (1, 60, 0, 60), (1, 60, 1, 67.5), (1, 1e12, 0, 86_400), (1, -5, 0, 7.5),
        ] as [(Int, TimeInterval?, Double, TimeInterval)]
    )
    func `asks every 30 minutes, and after a failure ever more patiently`(
        _ failures: Int,
        _ retryAfter: TimeInterval?,
        _ chance: Double,
        _ wait: TimeInterval
    ) {
        let next = schedule.nextCheck(after: now, failures: failures, retryAfter: retryAfter, chance: chance)
        #expect(next.timeIntervalSince(now) == wait)
    }

    @Test(
        arguments: [
            // hours since the last valid answer, hours until it expires, whether a start has to ask first
            (nil, nil, true), (0, 24, false), (0.5, 12, false), (23.9, 0.1, false),
            (24, 1, true), (48, 1, true), (12, 0, true), (13, -1, true),
            (-0.05, 24, false), (-1, 24, true),
        ] as [(TimeInterval?, TimeInterval?, Bool)]
    )
    func `insists after a day, when the answer has expired, and when the clock was set back`(
        _ since: TimeInterval?,
        _ left: TimeInterval?,
        _ expected: Bool
    ) {
        let insists = schedule.insists(
            lastAnswer: since.map { now - $0 * Self.hour },
            expires: left.map { now + $0 * Self.hour },
            now: now
        )
        #expect(insists == expected)
    }

    @Test(arguments: [
        ("https://steward.example.com", true), ("http://127.0.0.1:8080", true), ("http://localhost", true),
        ("http://[::1]:8080", true), ("http://steward.example.com", false), ("http://localhost.example.com", false),
        ("http://10.0.0.7:8080", false),
    ])
    func `takes keys over from a server that the connection vouches for`(_ server: String, _ expected: Bool) throws {
        #expect(KeyRing.trusts(try #require(URL(string: server))) == expected)
    }
}
