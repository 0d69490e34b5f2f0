import Synchronization

/// Lets transactions in until it is closed, and tells when the last one is out.
///
/// GRDB reads through a freed connection when a closed in-memory database is used, so nothing may come after its `close`.
final class Gate: Sendable {
    private struct State {
        var inside = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func pass<Result>(_ work: () async throws -> Result) async throws -> Result {
        try state.withLock { state in
            guard !state.isClosed else { throw StorageError.unavailable("the database is closed") }
            state.inside += 1
        }
        defer {
            let closers = state.withLock { state in
                state.inside -= 1
                guard state.inside == 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.closers = [] }
                return state.closers
            }
            for closer in closers { closer.resume() }
        }
        return try await work()
    }

    /// Returns when everybody is out. Says whether this call closed it, rather than an earlier one.
    func close() async -> Bool {
        var isFirst = false
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                isFirst = !state.isClosed
                state.isClosed = true
                if state.inside > 0 { state.closers.append(continuation) }
                return state.inside == 0
            }
            if isEmpty { continuation.resume() }
        }
        return isFirst
    }
}
