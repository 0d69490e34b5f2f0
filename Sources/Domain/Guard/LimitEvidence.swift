/// Evidence that failures are more frequent than a known limit, which may be looked at after every outcome.
///
/// With s failures among n users, and alternatives p₁ > p₀ with fixed weights,
///
///     E = weighted mean over p₁ of (p₁/p₀)^s · ((1 − p₁)/(1 − p₀))^(n − s).
///
/// While every outcome fails with probability at most p₀, whatever happened before it, each factor has an expectation of at
/// most 1: E is a test supermartingale that begins at 1, and by Ville's inequality P(E ever reaches 1/α) ≤ α. A sum of
/// supermartingales is one, so that the mean over alternatives keeps the bound. Source: J. Ville (1939); A. Wald, "Sequential
/// Tests of Statistical Hypotheses" (1945); G. Shafer et al., "Test martingales, Bayes factors and p-values" (2011).
package struct LimitEvidence: Hashable, Sendable, Codable {
    /// p₀.
    package let limit: Double
    package private(set) var users = 0
    package private(set) var failures = 0
    /// The largest ln E so far: a test that may be looked at at any time may also look back.
    package private(set) var peak = 0.0

    /// Failure rates that are looked for, of which the six lowest that stand clear of the limit are taken.
    private static let grid = [0.03, 0.04, 0.05, 0.07, 0.10, 0.20, 0.35, 0.50, 0.75, 0.90, 0.97]

    /// Times six: those in the middle find both a bad and a very bad release soon.
    private static let weights = [0.6, 0.9, 1.2, 1.2, 1.5, 0.6]

    /// - Parameter limit: p₀, above 0 and at most 0.5.
    package init(limit: Double) { self.limit = min(max(limit, 0.0001), 0.5) }

    private var alternatives: ArraySlice<Double> { Self.grid.filter { $0 >= 1.4 * limit }.prefix(6) }

    /// ln E now.
    package var log: Double {
        let (s, f) = (Double(failures), Double(users - failures))
        return Log.meanExp(
            zip(alternatives, Self.weights).map { p, weight in
                s * Log.natural(p / limit) + f * Log.natural((1 - p) / (1 - limit)) + Log.natural(weight)
            }
        )
    }

    /// Adds outcomes of which only the last may be a failure, so that no peak between them is missed: E falls with every
    /// success.
    package mutating func add(users count: Int = 1, endsInFailure: Bool) {
        users += count
        guard endsInFailure else { return }
        failures += 1
        peak = max(peak, log)
    }
}
