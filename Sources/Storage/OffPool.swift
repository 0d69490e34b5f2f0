import Dispatch

/// Runs blocking work on a dispatch thread, so that the cooperative pool, which has a thread a core, goes on.
package func offCooperativePool<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Swift.Result { try work() }) }
    }
}
