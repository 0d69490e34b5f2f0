/// Bounds for a rate that hold at every moment at once.
///
/// For a rate m, somebody who bets on each outcome that it is not m, with the stake that the Krichevsky-Trofimov estimate of what
/// was seen so far suggests, has after s failures among n users the capital
///
///     K(m) = B(s + ½, n − s + ½) / B(½, ½) / (m^s · (1 − m)^(n − s)).
///
/// If m is the true rate, K is a fair game that began with 1: the chance that it ever reaches 1/α is at most α. So all m with
/// K(m) < 1/α together hold the true rate at all times with probability 1 − α. K falls up to s/n and rises after it, so they are
/// an interval.
///
/// Source: I. Waudby-Smith, A. Ramdas, "Estimating means of bounded random variables by betting", Journal of the Royal
/// Statistical Society B 86 (2024), sections 2 and 4, with the bettor of R. Krichevsky and V. Trofimov (1981) for outcomes that
/// are 0 or 1.
package enum ConfidenceSequence {
    /// 1 − α of the bounds that are shown and that "go on" is said by.
    package static let alpha = 0.05

    /// The bounds of a rate; 0 to 1 while nothing was seen.
    package static func rate(failures: Int, users: Int, alpha: Double = alpha) -> ClosedRange<Double> {
        guard users > 0 else { return 0...1 }
        let (s, f) = (Double(failures), Double(users - failures))
        let mixture = Log.beta(s + 0.5, f + 0.5) - Log.beta(0.5, 0.5)
        let limit = Log.natural(1 / alpha)
        func isInside(_ m: Double) -> Bool {
            mixture - (s > 0 ? s * Log.natural(m) : 0) - (f > 0 ? f * Log.natural(1 - m) : 0) < limit
        }
        /// The edge between `inside` and `outside`, by halving.
        func edge(_ inside: Double, _ outside: Double) -> Double {
            var (inside, outside) = (inside, outside)
            for _ in 0..<50 {
                let middle = (inside + outside) / 2
                if isInside(middle) { inside = middle } else { outside = middle }
            }
            return outside
        }
        let seen = s / (s + f)
        return (failures == 0 ? 0 : edge(seen, 0))...(failures == users ? 1 : edge(seen, 1))
    }

    /// The bounds of gray minus control: each rate gets half of α, so that both hold at once.
    package static func difference(
        gray: StreamEvidence.Tally,
        control: StreamEvidence.Tally,
        alpha: Double = alpha
    ) -> ClosedRange<Double> {
        let b = rate(failures: gray.failures, users: gray.users, alpha: alpha / 2)
        let a = rate(failures: control.failures, users: control.users, alpha: alpha / 2)
        return (b.lowerBound - a.upperBound)...(b.upperBound - a.lowerBound)
    }
}
