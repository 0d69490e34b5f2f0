import Domain

/// Ends work that takes too long to be answered. (Silent connections are closed by the server's idle time-out.)
enum TimeLimit {
    static let ordinary: Duration = .seconds(30)
    static let upload: Duration = .seconds(15 * 60)

    /// Runs `work`, cancels it after `limit` and refuses.
    static func run<Result: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            guard let first = try await group.next(), let result = first else { throw Refusal.tookTooLong }
            return result
        }
    }
}

extension Refusal {
    static let tookTooLong = Refusal(
        code: "TIMEOUT",
        status: 503,
        words: Words("处理超时，请稍后再试。", "This took too long. Please try again."),
        retryAfterSeconds: 5
    )
}
