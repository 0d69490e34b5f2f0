import Domain
import Foundation
import TestSupport
import Testing

/// What the guard promises, tried out: three days, healthy and bad releases. More runs and more launches with
/// `STEWARD_LONG_TESTS=1`.
@Suite struct `the guard, simulated` {
    private static let isLong = ProcessInfo.processInfo.environment["STEWARD_LONG_TESTS"] != nil
    private let times = isLong ? 20 : 1

    private func median(_ found: [Int?]) -> Int {
        let sorted = found.map { $0 ?? .max }.sorted()
        return sorted[sorted.count / 2]
    }

    @Test(arguments: [2, 10])
    func `a release at half of a known limit is hardly ever stopped within three days`(perMinute: Int) {
        var traffic = GuardTraffic(UInt64(perMinute))
        let runs = 300 * times
        let launches = 3 * 24 * 60 * perMinute
        let stopped = (0..<runs).count { _ in traffic.launches(at: 0.01, most: launches) != nil }
        #expect(stopped * 100 <= runs, "\(stopped) of \(runs)")
    }

    @Test func `what fails too often is found soon against a known limit`() {
        var traffic = GuardTraffic(3)
        let runs = 501 * times
        let bad = median((0..<runs).map { _ in traffic.launches(at: 0.10, most: 5_000) })
        let poor = median((0..<runs).map { _ in traffic.launches(at: 0.05, most: 20_000) })
        #expect(bad <= 90, "10 %: \(bad)")
        #expect(poor <= 450, "5 %: \(poor)")
    }

    @Test func `what fails more than on the released version is found soon`() {
        var traffic = GuardTraffic(4)
        let runs = 151 * times
        let bad = median(
            (0..<runs).map { _ in traffic.launches(.launchFailure, gray: 0.1, control: 0.02, most: 2_000) }
        )
        let poor = median(
            (0..<runs).map { _ in traffic.launches(.launchFailure, gray: 0.05, control: 0.02, most: 5_000) }
        )
        #expect(bad <= 120, "10 %: \(bad)")
        #expect(poor <= 650, "5 %: \(poor)")
    }

    @Test func `rare failures are found by their ratio`() {
        var traffic = GuardTraffic(5)
        let found = median(
            (0..<51 * times).map { _ in traffic.launches(.whiteScreen, gray: 0.03, control: 0.002, most: 2_000) }
        )
        #expect(found <= 300, "3 % instead of 0.2 %: \(found)")
    }

    @Test(arguments: [2, 10])
    func `two equal groups are hardly ever told apart within three days`(perMinute: Int) {
        var traffic = GuardTraffic(60 + UInt64(perMinute))
        // One of ten launches is a gray one.
        let launches = 3 * 24 * 60 * perMinute / 10
        let runs = (perMinute == 2 ? 200 : 40) * times
        let stopped = (0..<runs).count { _ in
            traffic.launches(.launchFailure, gray: 0.02, control: 0.02, most: launches) != nil
        }
        #expect(stopped * 100 <= runs, "\(stopped) of \(runs)")
    }

    @Test func `all figures and the breaker together hardly ever stop a healthy release`() {
        var traffic = GuardTraffic(7)
        let runs = 100 * times
        let stopped = (0..<runs).compactMap { _ in traffic.release(GuardRates(), grayLaunches: 432) }
        #expect(stopped.count * 100 <= runs, "\(stopped)")
    }
}
