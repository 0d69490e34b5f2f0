/// When a delivery that failed is tried again.
package enum WebhookRetry {
    /// Seconds after the first, second, … failure; the last again and again.
    package static let delays: [Int64] = [10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800]
    /// How long it is tried, from when it was first due.
    package static let seconds: Int64 = 86_400

    /// The next attempt after one that failed at `now`; nil where it is given up. The last is exactly at the end.
    ///
    /// - Parameter attempts: how many have failed since `first`, at least one.
    package static func next(attempts: Int, first: Instant, now: Instant) -> Instant? {
        let end = first.adding(seconds: seconds)
        guard now < end else { return nil }
        let delay = delays[min(max(attempts, 1), delays.count) - 1]
        return min(now.adding(seconds: delay), end)
    }
}
