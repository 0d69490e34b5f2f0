package import Domain
import Hummingbird
import Synchronization

/// A budget that fills up again with time.
package struct RateBudget: Sendable, Hashable {
    /// The stable name that keeps budgets apart.
    package let name: String
    /// How many at once.
    package let burst: Double
    /// How many more a second.
    package let perSecond: Double

    package init(name: String, burst: Double, perSecond: Double) {
        (self.name, self.burst, self.perSecond) = (name, burst, perSecond)
    }

    /// Everything that changes something, by address.
    package static let writes = RateBudget(name: "write", burst: 240, perSecond: 8)
    /// Tries to sign in, by address.
    package static let signIns = RateBudget(name: "sign-in", burst: 20, perSecond: 0.2)
    /// Uploads, by person.
    package static let uploads = RateBudget(name: "upload", burst: 30, perSecond: 0.5)
    /// Invitations by login, by person: whoever guesses logins does not get far.
    package static let invitations = RateBudget(name: "invitation", burst: 300, perSecond: 0.05)
    /// Calls of other servers that somebody asks for, such as tests of webhooks, by person.
    package static let calls = RateBudget(name: "call", burst: 20, perSecond: 0.2)
}

/// Token buckets in memory, one a budget and key. Forgets those that are full again, so a stranger cannot make it grow.
package final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private struct Key: Hashable {
        let budget: RateBudget
        let of: String
    }

    private let buckets = Mutex<[Key: Bucket]>([:])
    private static let most = 50_000

    package init() {}

    /// Takes one from the budget of whoever is at an address.
    package func take(_ budget: RateBudget, from address: String, at now: Instant) throws {
        try take(budget, of: NetworkRange.subscriber(at: address), at: now)
    }

    /// Takes one from the budget, or refuses with the seconds until there is one again.
    package func take(_ budget: RateBudget, of key: String, at now: Instant) throws {
        let wait: Double? = buckets.withLock { buckets in
            if buckets.count >= Self.most { Self.forgetFull(&buckets, at: now) }
            let key = Key(budget: budget, of: key)
            let old = buckets[key] ?? Bucket(tokens: budget.burst, at: now)
            let tokens = Self.tokens(of: old, budget, at: now)
            guard tokens >= 1 else {
                buckets[key] = Bucket(tokens: tokens, at: now)
                return (1 - tokens) / budget.perSecond
            }
            buckets[key] = Bucket(tokens: tokens - 1, at: now)
            return nil
        }
        if let wait { throw Refusal.tooMany(retryAfterSeconds: max(1, Int(wait.rounded(.up)))) }
    }

    private static func tokens(of bucket: Bucket, _ budget: RateBudget, at now: Instant) -> Double {
        let elapsed = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
        return min(budget.burst, bucket.tokens + elapsed * budget.perSecond)
    }

    private static func forgetFull(_ buckets: inout [Key: Bucket], at now: Instant) {
        buckets = buckets.filter { tokens(of: $0.value, $0.key.budget, at: now) < $0.key.budget.burst }
        if buckets.count >= most { buckets.removeAll(keepingCapacity: true) }
    }
}

/// Slows down addresses that change things too fast.
struct WriteLimit: RouterMiddleware {
    let limiter: RateLimiter
    let world: World

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        // Events have limits of their own: one address may speak for many phones.
        if request.method != .get, request.method != .head, !EventRoutes.isReport(request) {
            try limiter.take(.writes, from: context.address, at: world.now())
        }
        return try await next(request, context)
    }
}
