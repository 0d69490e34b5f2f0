package import Logging

/// PostgreSQL through libpq, with a pool of connections: for installations of several nodes.
package struct PostgresEngine: Engine {
    private let pool: PostgresPool
    private let retry: Retry

    private init(pool: PostgresPool, logger: Logger) {
        self.pool = pool
        self.retry = Retry(logger: logger)
    }

    /// Connects once, so that a wrong address shows at start-up, and looks whether the database is fit for us.
    package static func open(
        url: String,
        limits: PostgresLimits = PostgresLimits(),
        logger: Logger
    ) async throws -> PostgresEngine {
        let pool = PostgresPool(limits: limits) { PostgresConnection(url: url, limits: limits, logger: logger) }
        let engine = PostgresEngine(pool: pool, logger: logger)
        let facts = try await engine.first(
            "SELECT current_setting('server_encoding') AS encoding, 'B' < 'a' AND 'z' < 'é' AS is_bytewise"
        )
        guard try facts?.text("encoding") == "UTF8" else {
            await pool.close()
            throw StorageError.address(
                "the PostgreSQL database is not in UTF-8; create it with ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0"
            )
        }
        if try facts?.bool("is_bytewise") != true {
            logger.warning(
                "PostgreSQL sorts by language; create the database with LOCALE 'C.UTF-8' to have one order everywhere"
            )
        }
        return engine
    }

    package var dialect: Dialect { .postgres }

    /// How many transactions wait for a connection, for figures and tests.
    package var waiting: Int { pool.waiting }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        try await run(.reading, body)
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await run(.writing, body)
    }

    /// Runs one statement outside of a transaction, for the few that ask for it (`CREATE DATABASE`).
    package func alone(_ query: Query) async throws {
        try await pool.withConnection { try await $0.alone(query.text) }
    }

    package func close() async throws {
        await pool.close()
    }

    private func run<Result: Sendable>(
        _ kind: PostgresConnection.Kind,
        _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await retry {
            // Given back between two tries: the one that won may be waiting for it.
            try await pool.withConnection { try await $0.transaction(kind, body) }
        }
    }
}
