import ArgumentParser

/// Sends at fixed times, whether answers come or not, and counts each answer's time from when its request was due: a server that
/// stalls is not asked less, as it would be by a client that waits for its answers.
struct OpenLoad: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open")

    @OptionGroup var target: Target

    @Option(help: "Requests a second.")
    var rate: Int

    @Option(help: "How long, in seconds.")
    var seconds: Double

    func run() throws {
        let connections = try target.open()
        var poll = Poll(connections)
        var free = Array(connections.indices)
        // When the request that a connection waits for was due.
        var dueTimes = [UInt64](repeating: 0, count: connections.count)
        let count = Int(Double(rate) * seconds)
        var latencies: [UInt64] = []
        latencies.reserveCapacity(count)
        let begin = Clock.nanoseconds()
        func due(_ index: Int) -> UInt64 { begin + UInt64(index) * 1_000_000_000 / UInt64(rate) }
        var next = 0
        while latencies.count < count {
            // What is due and finds every connection busy goes out as soon as one is free; its time runs all the same.
            while next < count, let index = free.last, due(next) <= Clock.nanoseconds() {
                free.removeLast()
                dueTimes[index] = due(next)
                try connections[index].send(target.request(user: next))
                next += 1
            }
            // Never sleeps: waking up would be late by more than what is measured.
            for index in poll.ready(milliseconds: 0) {
                guard try connections[index].receive() != nil else { continue }
                latencies.append(Clock.nanoseconds() - dueTimes[index])
                free.append(index)
            }
        }
        latencies.sort()
        func percentile(_ part: Double) -> Double { Double(latencies[Int(Double(count - 1) * part)]) / 1_000_000 }
        report(
            "{\"p50_ms\":\(percentile(0.5)),\"p99_ms\":\(percentile(0.99)),\"p999_ms\":\(percentile(0.999)),"
                + "\"most_ms\":\(percentile(1))}"
        )
    }
}
