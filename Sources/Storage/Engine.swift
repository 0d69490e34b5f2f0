/// A transaction that only reads. It sees one state of the database from beginning to end.
///
/// Belongs to the body that it was handed to; using it afterwards is a fault.
package protocol Reading {
    /// For the few statements that must differ between the engines.
    var dialect: Dialect { get }

    /// Runs one statement and gives all its rows. Once a statement has failed the transaction is lost, as PostgreSQL has
    /// it: every later statement fails too, and the engine throws the first error even where the body swallowed it.
    func rows(_ query: Query) throws -> [Row]
}

extension Reading {
    /// The first row, if any. The statement should say `LIMIT 1` or ask by a unique key: all its rows are fetched.
    package func first(_ query: Query) throws -> Row? {
        try rows(query).first
    }
}

/// A transaction that also writes: all of it happens when the body returns, nothing of it when the body throws.
package protocol Writing: Reading {
    /// Runs one statement and gives the number of rows that it inserted, updated or deleted. For a statement with
    /// `RETURNING` use `rows`.
    @discardableResult
    func execute(_ query: Query) throws -> Int
}

/// A database: SQLite in a file (or in memory for tests), or PostgreSQL on a server.
///
/// A body is one transaction. It is synchronous, so that no transaction waits for the network or a person, runs off the
/// cooperative pool, and may run again from the start when the engine retries it (a deadlock, a busy file): it does nothing
/// outside the database that cannot be repeated. Errors that it throws come out unchanged; those of the database come out
/// as `StorageError`. A cancelled task may get `CancellationError`; then nothing was written.
package protocol Engine: Sendable {
    var dialect: Dialect { get }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Result) async throws -> Result

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Writing) throws -> Result) async throws -> Result

    /// Closes the connections. Later use throws `StorageError.unavailable`.
    func close() async throws
}

extension Engine {
    /// A transaction of one reading statement.
    package func rows(_ query: Query) async throws -> [Row] {
        try await read { try $0.rows(query) }
    }

    package func first(_ query: Query) async throws -> Row? {
        try await read { try $0.first(query) }
    }

    /// A transaction of one writing statement.
    @discardableResult
    package func execute(_ query: Query) async throws -> Int {
        try await write { try $0.execute(query) }
    }
}
