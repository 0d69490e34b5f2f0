import Foundation
import GRDB
package import Logging

/// SQLite through GRDB: one writer and several readers over one file in WAL mode, each commit on the disk before it counts.
package struct SQLiteEngine: Engine {
    private let database: any DatabaseWriter
    private let retry: Retry
    private let gate = Gate()

    private static var configuration: Configuration {
        var configuration = Configuration()
        // Another process (a command beside the server) may hold the write lock for a moment.
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 5
        configuration.label = "sqlite"
        return configuration
    }

    private init(_ database: any DatabaseWriter, logger: Logger) {
        self.database = database
        self.retry = Retry(logger: logger)
    }

    /// Opens the file, creating it where it is missing, readable for this user only; its folder must be there.
    package static func open(path: String, logger: Logger) async throws -> SQLiteEngine {
        do {
            // On a thread of its own: opening waits for locks.
            let pool = try await offCooperativePool {
                try? Files.createPrivate(path)
                return try DatabasePool(path: path, configuration: configuration)
            }
            // GRDB chooses NORMAL in WAL mode, where a power failure takes back the last commits.
            try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return SQLiteEngine(pool, logger: logger)
        } catch {
            throw StorageError(sqlite: error, doing: "opening the SQLite database \(path)")
        }
    }

    /// A new database of its own that goes with the engine. Readers wait for the writer here.
    package static func inMemory(logger: Logger) throws -> SQLiteEngine {
        SQLiteEngine(try DatabaseQueue(configuration: configuration), logger: logger)
    }

    package var dialect: Dialect { .sqlite }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        try await retry {
            try await translating {
                try await database.read { connection in try SQLiteTransaction(connection).run(body) }
            }
        }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await retry {
            try await translating {
                // IMMEDIATE: the write lock is taken first, so no body fails half-way for want of it.
                try await database.write { connection in try SQLiteTransaction(connection).run(body) }
            }
        }
    }

    /// Waits for the transactions that run.
    package func close() async throws {
        guard await gate.close() else { return }
        do {
            try await offCooperativePool { try database.close() }
        } catch {
            throw StorageError(sqlite: error, doing: "closing the SQLite database")
        }
    }

    /// Copies the whole database, as it is at this moment, over `other`, while both stay open: backups and templates.
    package func copy(over other: SQLiteEngine) async throws {
        do {
            try await gate.pass {
                try await other.gate.pass {
                    try await offCooperativePool { try database.backup(to: other.database) }
                }
            }
        } catch {
            throw StorageError(sqlite: error, doing: "copying the SQLite database")
        }
    }

    /// Errors of BEGIN and COMMIT; those of statements were translated where they happened.
    private func translating<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await gate.pass(work)
        } catch let error as DatabaseError {
            if error.isRetryable { throw Retry.Again(cause: .unavailable("the SQLite database is busy")) }
            throw StorageError(sqlite: error, doing: "running a transaction")
        }
    }
}
