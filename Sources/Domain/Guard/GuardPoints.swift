/// The evidence at a moment, for the picture of how it grew.
package struct GuardPoint: Hashable, Sendable, Codable {
    package let at: Instant
    /// Users of the gray group that were counted.
    package let users: Int
    /// ln E by cause, in the order of `GuardCause.allCases`, to three decimals.
    package let logs: [Double]

    init(at: Instant, _ state: GuardState) {
        self.at = at
        users = state.launchFailure.gray.users
        logs = GuardCause.allCases.map { (state.log(of: $0) * 1_000).rounded() / 1_000 }
    }

    package func log(of cause: GuardCause) -> Double {
        GuardCause.allCases.firstIndex(of: cause).map { logs[$0] } ?? 0
    }

    private enum CodingKeys: String, CodingKey {
        case at = "t"
        case users = "n"
        case logs = "e"
    }
}

/// A bounded number of points: when it is full, every second one goes and those to come are twice as far apart.
package struct GuardPoints: Hashable, Sendable, Codable {
    package private(set) var all: [GuardPoint] = []
    /// The least time between two.
    private var milliseconds: Int64 = 60_000

    package static let most = 96

    package init() {}

    mutating func add(_ point: GuardPoint) {
        if let last = all.last, point.at.milliseconds - last.at.milliseconds < milliseconds {
            // The last one moves on until it is far enough from the one before.
            if all.count > 1, last.at.milliseconds - all[all.count - 2].at.milliseconds < milliseconds {
                all[all.count - 1] = point
                return
            }
        }
        all.append(point)
        guard all.count > Self.most else { return }
        milliseconds *= 2
        all = all.enumerated().filter { $0.offset % 2 == 0 || $0.offset == all.count - 1 }.map(\.element)
    }
}

/// What happens when the evidence against a gray release is enough. Raw values are stored and never change.
package enum GuardAction: String, CaseIterable, Codable, Hashable, Sendable {
    /// The schedule pauses; the share stays.
    case pause
    /// The gray release ends: its users go back to what is released.
    case end
    /// Members are told; nothing else happens, and enlargements that were planned do not wait.
    case tell
}
