import Domain
import Synchronization

/// What became of reported events, for `/metrics`.
final class EventCounters: Sendable {
    enum Batch: String, CaseIterable { case taken, repeated, members, limited, full }

    private struct State {
        var accepted: [RuntimeEvent.Kind: Int] = [:]
        var rejected = 0
        var batches: [Batch: Int] = [:]
        var written = 0
        var failedWrites = 0
    }

    private let state = Mutex(State())

    func count(_ events: [RuntimeEvent], rejected: Int) {
        state.withLock { state in
            for event in events { state.accepted[event.kind, default: 0] += 1 }
            state.rejected += rejected
        }
    }

    func count(_ batch: Batch) { state.withLock { $0.batches[batch, default: 0] += 1 } }
    func countWritten(_ events: Int) { state.withLock { $0.written += events } }
    func countFailedWrite() { state.withLock { $0.failedWrites += 1 } }

    /// In the Prometheus text format. `waiting`: bytes that are not written yet.
    func text(waiting: Int) -> String {
        let state = state.withLock { $0 }
        func lines(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: Int)]) -> [String]
        {
            ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"] + values.map { "\(name)\($0.labels) \($0.value)" }
        }
        let kinds = RuntimeEvent.Kind.allCases.map { ("{kind=\"\($0.rawValue)\"}", state.accepted[$0] ?? 0) }
        let batches = Batch.allCases.map { ("{outcome=\"\($0.rawValue)\"}", state.batches[$0] ?? 0) }
        let all =
            lines("steward_events_accepted_total", "counter", "Events that host apps reported.", kinds)
            + lines("steward_events_rejected_total", "counter", "Bad lines.", [("", state.rejected)])
            + lines("steward_event_batches_total", "counter", "Batches of events, by what became of them.", batches)
            + lines(
                "steward_events_written_total",
                "counter",
                "Events that are in the database.",
                [("", state.written)]
            )
            + lines(
                "steward_event_failed_writes_total",
                "counter",
                "Writes of events that failed and are tried again.",
                [("", state.failedWrites)]
            )
            + lines(
                "steward_events_waiting_bytes",
                "gauge",
                "Memory of events that are not written yet.",
                [("", waiting)]
            )
        return all.joined(separator: "\n") + "\n"
    }
}
