import Synchronization

/// Requests that the runtime answered, by what they got.
final class RuntimeCounters: Sendable {
    enum Outcome: Int, CaseIterable {
        case answered, unchanged, nothing, refused, unknown

        var status: Int {
            switch self {
            case .answered: 200
            case .unchanged: 304
            case .nothing: 204
            case .refused: 400
            case .unknown: 404
            }
        }
    }

    private let answered = Atomic(0)
    private let unchanged = Atomic(0)
    private let nothing = Atomic(0)
    private let refused = Atomic(0)
    private let unknown = Atomic(0)

    func count(_ outcome: Outcome) {
        switch outcome {
        case .answered: answered.add(1, ordering: .relaxed)
        case .unchanged: unchanged.add(1, ordering: .relaxed)
        case .nothing: nothing.add(1, ordering: .relaxed)
        case .refused: refused.add(1, ordering: .relaxed)
        case .unknown: unknown.add(1, ordering: .relaxed)
        }
    }

    func value(_ outcome: Outcome) -> Int {
        switch outcome {
        case .answered: answered.load(ordering: .relaxed)
        case .unchanged: unchanged.load(ordering: .relaxed)
        case .nothing: nothing.load(ordering: .relaxed)
        case .refused: refused.load(ordering: .relaxed)
        case .unknown: unknown.load(ordering: .relaxed)
        }
    }

    /// The counters in the Prometheus text format.
    func text() -> String {
        let lines = Outcome.allCases.map { outcome in
            "steward_runtime_answers_total{status=\"\(outcome.status)\"} \(value(outcome))"
        }
        return
            ([
                "# HELP steward_runtime_answers_total Release answers of the runtime.",
                "# TYPE steward_runtime_answers_total counter",
            ] + lines).joined(separator: "\n") + "\n"
    }
}
