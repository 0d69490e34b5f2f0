/// Evidence about which of two groups the next one belongs to: whether more of them are gray than the share allows (reports of
/// users), or whether their number differs from it either way (who gets the gray version at all).
///
/// Each one is gray with some probability that is held against p₀, the share at that moment. With alternatives p₁ that have odds
/// r times those of p₀, each one multiplies by p₁/p₀ when it is gray and by (1 − p₁)/(1 − p₀) when not; the mean over r of the
/// products is a test martingale under p = p₀. With every r > 1 it stays a supermartingale under p ≤ p₀, since each factor then
/// grows with p. Same sources as `LimitEvidence`; p₀ may change from one to the next as long as it is fixed before.
package struct LabelEvidence: Hashable, Sendable, Codable {
    package enum Question: String, Codable, Sendable {
        /// Are there more gray ones than there should be?
        case more
        /// Does their number differ from what it should be?
        case different

        fileprivate var ratios: [Double] {
            switch self {
            case .more: [2, 3, 5, 10, 30]
            case .different: [0.2, 0.5, 0.7, 0.85, 1.18, 1.43, 2, 5]
            }
        }
    }

    package let question: Question
    package private(set) var gray = 0
    package private(set) var control = 0
    private var logs: [Double]
    package private(set) var peak = 0.0

    package init(_ question: Question) {
        self.question = question
        logs = [Double](repeating: 0, count: question.ratios.count)
    }

    package var log: Double { Log.meanExp(logs) }

    /// - Parameter share: p₀; with nothing or everything gray there is no question.
    package mutating func add(_ group: GuardGroup, share: Double) {
        switch group {
        case .gray: gray += 1
        case .control: control += 1
        }
        guard share > 0, share < 1 else { return }
        for (index, ratio) in question.ratios.enumerated() {
            let other = ratio * share / (1 - share + ratio * share)
            logs[index] += group == .gray ? Log.natural(other / share) : Log.natural((1 - other) / (1 - share))
        }
        peak = max(peak, log)
    }
}
