import Domain
import Synchronization

/// How many lines a receipt and an address may send, and how many outcomes of an address may count in a gray release. In memory,
/// of this process: a restart forgives.
///
/// Apart from `RateLimiter`, which forgets all when too many ask at once: so many phones may report.
final class EventLimiter: Sendable {
    /// One user's phones: a lively page has a few lines a second.
    static let byReceipt = RateBudget(name: "event-receipt", burst: 2_000, perSecond: 10)
    /// An office behind one address, or a host app that reports for its users. A batch takes a token a line.
    static let byAddress = RateBudget(name: "event-address", burst: 30_000, perSecond: 500)
    /// Outcomes: more than these from one address within an hour are somebody who makes them up.
    static let outcomes = RateBudget(name: "event-outcome", burst: 20, perSecond: 20.0 / 3600)

    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private struct State {
        var receipts = RecentKeys<String, Bucket>(most: EventLimiter.most)
        var addresses = RecentKeys<String, Bucket>(most: EventLimiter.most)
        var outcomes = RecentKeys<String, Bucket>(most: EventLimiter.most)
        /// Whether the outcome of a user counts, so that launching again takes no more from the address.
        var judged = RecentKeys<String, Bool>(most: EventLimiter.most)
        /// Whose failures, and whose launch time, stand for an address in a gray release.
        var speakers = RecentKeys<String, String>(most: EventLimiter.most)
    }

    private let state = Mutex(State())
    private static let most = 50_000

    /// Takes `lines` from the budgets of both, or from neither and refuses with the seconds to wait.
    func take(_ lines: Int, receipt: String, address: String, at now: Instant) throws(Refusal) {
        let subscriber = NetworkRange.subscriber(at: address)
        let wait: Double = state.withLock { state in
            var (mine, theirs) = (
                Self.filled(state.receipts[receipt], Self.byReceipt, at: now),
                Self.filled(state.addresses[subscriber], Self.byAddress, at: now)
            )
            let wait = max(
                (Double(lines) - mine.tokens) / Self.byReceipt.perSecond,
                (Double(lines) - theirs.tokens) / Self.byAddress.perSecond
            )
            guard wait <= 0 else { return wait }
            mine.tokens -= Double(lines)
            theirs.tokens -= Double(lines)
            (state.receipts[receipt], state.addresses[subscriber]) = (mine, theirs)
            return 0
        }
        if wait > 0 { throw .tooMany(retryAfterSeconds: max(1, Int(wait.rounded(.up)))) }
    }

    /// Whether the launch of a user counts in a gray release.
    func counts(_ user: String, in draw: String, address: String, at now: Instant) -> Bool {
        state.withLock { state in
            let (key, subscriber) = ("\(draw)/\(user)", NetworkRange.subscriber(at: address))
            if let known = state.judged[key] { return known }
            var bucket = Self.filled(state.outcomes[subscriber], Self.outcomes, at: now)
            let counts = bucket.tokens >= 1
            if counts { bucket.tokens -= 1 }
            state.outcomes[subscriber] = bucket
            state.judged[key] = counts
            return counts
        }
    }

    /// Whether a user is the first one of an address to say something of this kind about a gray release: what a single address
    /// says again and again, in ever new names, must not be able to stop one.
    func speaks(_ user: String, of kind: String, in draw: String, address: String) -> Bool {
        state.withLock { state in
            let key = "\(draw)/\(kind)/\(NetworkRange.subscriber(at: address))"
            if let known = state.speakers[key] { return known == user }
            state.speakers[key] = user
            return true
        }
    }

    private static func filled(_ bucket: Bucket?, _ budget: RateBudget, at now: Instant) -> Bucket {
        guard let bucket else { return Bucket(tokens: budget.burst, at: now) }
        let elapsed = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
        return Bucket(tokens: min(budget.burst, bucket.tokens + elapsed * budget.perSecond), at: now)
    }
}
