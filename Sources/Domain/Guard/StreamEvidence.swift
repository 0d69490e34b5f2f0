/// Evidence that one figure fails more often in the gray group than in the control group, which may be looked at at any time.
///
/// Outcomes are gathered into blocks. For a block with n_a control and n_b gray outcomes, s_a and s_b of them failures, and for
/// guesses θ_a < θ_b made before the block began,
///
///     S = (θ_a/θ₀)^s_a · ((1 − θ_a)/(1 − θ₀))^(n_a − s_a) · (θ_b/θ₀)^s_b · ((1 − θ_b)/(1 − θ₀))^(n_b − s_b),
///     θ₀ = (n_a θ_a + n_b θ_b)/(n_a + n_b).
///
/// E[S] ≤ 1 as long as the gray group fails at most as often as the control group: with one common rate p the logarithm of the
/// expectation is concave in p and has its maximum at p = θ₀, where it is 0; and since θ_a < θ₀ < θ_b, the expectation only
/// falls when control fails more or gray fails less. Nothing is assumed about p itself, nor that it stays the same from one
/// block to the next, so that mornings and evenings, and steps of the share, may differ. The product over blocks is a test
/// supermartingale for "no worse", the mean of several products is one too.
///
/// The mean is taken over ten ways to guess θ_b from θ_a, the posterior mean of the control's rate: five differences, and for
/// failures that are rare five ratios. Where a block ends depends on whom the outcomes belong to, never on how they went.
///
/// Source: R. Turner, A. Ly, P. Grünwald, "Generic E-variables for exact sequential k-sample tests that allow for optional
/// stopping", Journal of Statistical Planning and Inference 230 (2024), Theorem 1 and section 3.
package struct StreamEvidence: Hashable, Sendable, Codable {
    package struct Tally: Hashable, Sendable, Codable {
        package fileprivate(set) var users = 0
        package fileprivate(set) var failures = 0

        package init() {}

        fileprivate mutating func add(_ isFailure: Bool) {
            users += 1
            if isFailure { failures += 1 }
        }

        fileprivate static func + (left: Tally, right: Tally) -> Tally {
            var sum = left
            sum.users += right.users
            sum.failures += right.failures
            return sum
        }
    }

    package let cause: GuardCause
    /// In the blocks that are closed.
    private var closedControl = Tally()
    private var closedGray = Tally()
    private var openControl = Tally()
    private var openGray = Tally()
    /// ln of the product over all closed blocks, one a way to guess.
    private var logs = [Double](repeating: 0, count: differences.count + ratios.count)
    package private(set) var peak = 0.0

    /// Gray outcomes of a block, beside at least one of the control group.
    package static let blockSize = 5
    private static let differences = [0.02, 0.03, 0.05, 0.08, 0.15]
    private static let ratios = [2.0, 3, 5, 10, 30]

    package init(_ cause: GuardCause) { self.cause = cause }

    package var control: Tally { closedControl + openControl }
    package var gray: Tally { closedGray + openGray }

    /// ln E after the last closed block.
    package var log: Double { Log.meanExp(logs) }

    package mutating func add(_ group: GuardGroup, isFailure: Bool) {
        switch group {
        case .control: openControl.add(isFailure)
        case .gray: openGray.add(isFailure)
        }
        if openGray.users >= Self.blockSize, openControl.users > 0 { closeBlock() }
    }

    private mutating func closeBlock() {
        let (na, sa) = (Double(openControl.users), Double(openControl.failures))
        let (nb, sb) = (Double(openGray.users), Double(openGray.failures))
        let (first, before) = (cause.prior, closedControl)
        let a =
            (first.failures + Double(before.failures)) / (first.failures + first.successes + Double(before.users))
        for (index, b) in Self.guesses(from: a).enumerated() {
            let common = (na * a + nb * b) / (na + nb)
            logs[index] +=
                sa * Log.natural(a / common) + (na - sa) * Log.natural((1 - a) / (1 - common))
                + sb * Log.natural(b / common) + (nb - sb) * Log.natural((1 - b) / (1 - common))
        }
        peak = max(peak, log)
        closedControl = closedControl + openControl
        closedGray = closedGray + openGray
        (openControl, openGray) = (Tally(), Tally())
    }

    /// What the gray group's rate may be: above the control's, below 1.
    private static func guesses(from a: Double) -> [Double] {
        let most = 0.05 * a + 0.95
        return differences.map { min(a + $0, most) } + ratios.map { min(a * $0, most) }
    }
}
