import Dispatch
import Logging
import Synchronization

/// Hands out connections, at most so many at a time; who comes later waits in line, for a while.
///
/// A lock, not an actor: giving back and giving up must happen at once, from `defer`, a timer or a cancellation.
final class PostgresPool: Sendable {
    private struct Waiter {
        let number: UInt64
        let continuation: CheckedContinuation<PostgresConnection, any Error>
    }

    private struct State {
        var idle: [PostgresConnection] = []
        var made = 0
        var waiters: [Waiter] = []
        var lastNumber: UInt64 = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limits: PostgresLimits
    private let make: @Sendable () -> PostgresConnection

    init(limits: PostgresLimits, make: @escaping @Sendable () -> PostgresConnection) {
        self.limits = limits
        self.make = make
    }

    /// How many wait for a connection.
    var waiting: Int { state.withLock { $0.waiters.count } }

    func withConnection<Result>(_ use: (PostgresConnection) async throws -> Result) async throws -> Result {
        let connection = try await take()
        defer { give(connection) }
        return try await use(connection)
    }

    /// Refuses what waits and what comes; connections in use close when they are given back.
    func close() async {
        let (idle, waiters) = state.withLock { state in
            state.isClosed = true
            defer { (state.idle, state.waiters) = ([], []) }
            return (state.idle, state.waiters)
        }
        for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
        for connection in idle { await connection.close() }
    }

    private static let closed = StorageError.unavailable("the database is closed")

    private func take() async throws -> PostgresConnection {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let free: Result<PostgresConnection, any Error>? = state.withLock { state in
                    // The task may have been cancelled before it stood in line, when `fail` found nobody.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.isClosed { return .failure(Self.closed) }
                    // The one used last: the others may idle, and are the server's to close.
                    if let connection = state.idle.popLast() { return .success(connection) }
                    if state.made < limits.connections {
                        state.made += 1
                        return .success(make())
                    }
                    state.waiters.append(Waiter(number: number, continuation: continuation))
                    return nil
                }
                if let free { return continuation.resume(with: free) }
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(limits.waitMilliseconds)) {
                    [weak self] in
                    self?.fail(number, StorageError.unavailable("all connections to the database are busy"))
                }
            }
        } onCancel: {
            fail(number, CancellationError())
        }
    }

    private func give(_ connection: PostgresConnection) {
        let next: Waiter? = state.withLock { state in
            // Forgotten here, the connection closes as its last user lets go of it.
            if state.isClosed { return nil }
            if state.waiters.isEmpty {
                state.idle.append(connection)
                return nil
            }
            return state.waiters.removeFirst()
        }
        next?.continuation.resume(returning: connection)
    }

    private func fail(_ number: UInt64, _ error: any Error) {
        let waiter: Waiter? = state.withLock { state in
            guard let index = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: error)
    }
}
