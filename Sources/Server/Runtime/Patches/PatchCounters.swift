import Synchronization

/// Patches that this process made and sent.
package final class PatchCounters: Sendable {
    enum Outcome: String, CaseIterable { case made, useless, failed }

    private struct State {
        var outcomes: [Outcome: Int] = [:]
        var sent = 0
        var bytesSaved: Int64 = 0
    }

    private let state = Mutex(State())

    func count(_ outcome: Outcome) { state.withLock { $0.outcomes[outcome, default: 0] += 1 } }

    /// A patch was sent in the place of a package that is this much larger.
    func countSent(saving bytes: Int64) {
        state.withLock { state in
            state.sent += 1
            state.bytesSaved += bytes
        }
    }

    /// The counters in the Prometheus text format.
    func text() -> String {
        let state = state.withLock { $0 }
        let outcomes = Outcome.allCases.map { outcome in
            "steward_patches_total{outcome=\"\(outcome.rawValue)\"} \(state.outcomes[outcome] ?? 0)"
        }
        let lines =
            [
                "# HELP steward_patches_total Patches that were wanted, by what came of them.",
                "# TYPE steward_patches_total counter",
            ] + outcomes + [
                "# HELP steward_patches_sent_total Patches sent in the place of packages.",
                "# TYPE steward_patches_sent_total counter", "steward_patches_sent_total \(state.sent)",
                "# HELP steward_patch_saved_bytes_total Bytes that these saved.",
                "# TYPE steward_patch_saved_bytes_total counter",
                "steward_patch_saved_bytes_total \(state.bytesSaved)",
            ]
        return lines.joined(separator: "\n") + "\n"
    }
}
