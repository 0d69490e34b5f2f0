/// Reports events, batch by batch.
actor Reporter {
    private let server: Server
    private let surroundings: Surroundings
    private var queue = EventQueue()
    private var isSending = false

    init(server: Server, surroundings: Surroundings) { (self.server, self.surroundings) = (server, surroundings) }

    func add(_ event: Event, receipt: String) { queue.add(event, receipt: receipt, at: surroundings.now()) }

    /// Sends until nothing is left or the server is not to be had; what it does not take now waits.
    func report() async -> Report {
        var report = Report()
        guard !isSending else { return report }
        isSending = true
        defer { isSending = false }
        while let batch = queue.batch(at: surroundings.now(), random: surroundings.random) {
            do {
                let (head, body) = try await server.send(batch)
                let counts = try queue.settle(batch, head, body, at: surroundings.now())
                report.accepted += counts.accepted
                report.rejected += counts.rejected
            } catch {
                report.failure = CheckFailure(error)
                break
            }
        }
        return report
    }
}
