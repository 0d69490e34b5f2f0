import HTTPTypes
import Synchronization

/// Counts requests and their times for `/metrics`, in the Prometheus text format.
package final class Metrics: Sendable {
    /// Upper bounds of the time buckets, in seconds.
    private static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private struct State {
        var requests: [String: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
        var total = 0
        var seconds = 0.0
    }

    private let state = Mutex(State())

    package init() {}

    func count(_ method: HTTPRequest.Method, _ status: HTTPResponse.Status, _ elapsed: Duration) {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        // Methods that nobody here answers are one word, so that a stranger cannot make the list grow.
        let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete]
        let labels = "method=\"\(known.contains(method) ? method.rawValue : "other")\",status=\"\(status.code)\""
        state.withLock { state in
            state.requests[labels, default: 0] += 1
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound { state.buckets[index] += 1 }
            state.total += 1
            state.seconds += seconds
        }
    }

    /// All figures in the Prometheus text exposition format, version 0.0.4.
    func text() -> String {
        state.withLock { state in
            var lines = [
                "# HELP steward_http_requests_total Requests answered.", "# TYPE steward_http_requests_total counter",
            ]
            lines += state.requests.sorted { $0.key < $1.key }
                .map { "steward_http_requests_total{\($0.key)} \($0.value)" }
            lines += [
                "# HELP steward_http_request_seconds Time until the answer was ready.",
                "# TYPE steward_http_request_seconds histogram",
            ]
            for (bound, count) in zip(Self.bounds, state.buckets) {
                lines.append("steward_http_request_seconds_bucket{le=\"\(bound)\"} \(count)")
            }
            lines.append("steward_http_request_seconds_bucket{le=\"+Inf\"} \(state.total)")
            lines.append("steward_http_request_seconds_sum \(state.seconds)")
            lines.append("steward_http_request_seconds_count \(state.total)")
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
