import Dispatch
import Logging

/// One place in the pool: a connection that is made when first used and made anew when it was lost.
///
/// libpq blocks, so the actor runs on a dispatch queue of its own and never on the cooperative pool.
actor PostgresConnection {
    private let queue = QueueExecutor()
    private let url: String
    private let limits: PostgresLimits
    private let logger: Logger
    private var handle: PostgresHandle?

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    init(url: String, limits: PostgresLimits, logger: Logger) {
        self.url = url
        self.limits = limits
        self.logger = logger
    }

    enum Kind: String, Sendable {
        /// One snapshot for all statements.
        case reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        /// Rows are guarded by what the statements say (compare and set, unique indexes, row locks).
        case writing = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    }

    /// Runs a body as one transaction; `Retry.Again` says that it may be run again.
    func transaction<Result: Sendable>(
        _ kind: Kind,
        _ body: @Sendable (any Writing) throws -> Result
    ) throws -> Result {
        let handle = try begin(kind)
        defer {
            if handle.isBroken || handle.isInTransaction { self.handle = nil }
        }
        let transaction = PostgresTransaction(handle)
        do {
            let result = try body(transaction)
            if let failure = transaction.failure { throw failure }
            try commit(handle)
            return result
        } catch {
            if handle.isInTransaction, !handle.isBroken {
                do {
                    try handle.execute("ROLLBACK")
                } catch {
                    // The connection is let go of, which rolls back too.
                    logger.warning("PostgreSQL did not roll back", metadata: ["error": "\(String(reflecting: error))"])
                }
            }
            throw Self.reason(error, transaction.failure)
        }
    }

    /// Runs one statement outside of any transaction.
    func alone(_ text: String) throws {
        do {
            try connected().execute(text)
        } catch {
            if handle?.isBroken == true { handle = nil }
            throw PostgresTransaction.translated(error, doing: "running a statement")
        }
    }

    func close() {
        handle = nil
    }

    private func connected() throws -> PostgresHandle {
        if let handle, !handle.isBroken { return handle }
        let handle = try PostgresHandle(url: url, limits: limits, logger: logger)
        self.handle = handle
        return handle
    }

    /// BEGIN is where a connection that was lost while idle shows. Nothing has happened yet, so a new one may try again, once.
    private func begin(_ kind: Kind) throws -> PostgresHandle {
        do {
            let handle = try connected()
            do {
                try handle.execute(kind.rawValue)
                return handle
            } catch PostgresError.connectionLost(let reason) {
                logger.info("PostgreSQL connection was lost; connecting again", metadata: ["reason": "\(reason)"])
                self.handle = nil
                let handle = try connected()
                try handle.execute(kind.rawValue)
                return handle
            }
        } catch {
            handle = nil
            throw PostgresTransaction.translated(error, doing: "beginning a transaction")
        }
    }

    private func commit(_ handle: PostgresHandle) throws {
        do {
            let tag = try handle.execute("COMMIT")
            guard tag == "COMMIT" else { throw StorageError.unavailable("PostgreSQL rolled the transaction back") }
        } catch PostgresError.connectionLost {
            throw StorageError.unavailable("the connection to PostgreSQL was lost while a transaction was committed")
        } catch {
            throw PostgresTransaction.translated(error, doing: "committing")
        }
    }

    /// A body may wrap what a statement threw; that it may run again, or that the connection is gone, must still show.
    private static func reason(_ thrown: any Error, _ failure: (any Error)?) -> any Error {
        if let failure, failure is Retry.Again { return failure }
        if case .unavailable? = failure as? StorageError { return failure ?? thrown }
        return thrown
    }
}

/// Runs an actor's jobs on a dispatch queue.
private final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
