import Synchronization

/// Requests that one event loop answered, by what they got. Only that loop counts, so that two never wait for one cache line.
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
    private let sentPackages = Atomic(0)

    func count(_ outcome: Outcome) {
        switch outcome {
        case .answered: Self.addOne(answered)
        case .unchanged: Self.addOne(unchanged)
        case .nothing: Self.addOne(nothing)
        case .refused: Self.addOne(refused)
        case .unknown: Self.addOne(unknown)
        }
    }

    /// A whole package that the event loop sent itself.
    func countPackage() { Self.addOne(sentPackages) }

    var packages: Int { sentPackages.load(ordering: .relaxed) }

    /// Others only read, so that this need not be one step.
    private static func addOne(_ counter: borrowing Atomic<Int>) {
        counter.store(counter.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
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
}

extension [RuntimeCounters] {
    /// The sums in the Prometheus text format.
    func text() -> String {
        let lines = RuntimeCounters.Outcome.allCases.map { outcome in
            "steward_runtime_answers_total{status=\"\(outcome.status)\"} \(reduce(0) { $0 + $1.value(outcome) })"
        }
        return
            ([
                "# HELP steward_runtime_answers_total Release answers of the runtime.",
                "# TYPE steward_runtime_answers_total counter",
            ] + lines + [
                "# HELP steward_runtime_packages_total Whole packages that were sent without the router.",
                "# TYPE steward_runtime_packages_total counter",
                "steward_runtime_packages_total \(reduce(0) { $0 + $1.packages })",
            ]).joined(separator: "\n") + "\n"
    }
}
