/// How long PostgreSQL and the pool may take. In milliseconds, as PostgreSQL counts.
package struct PostgresLimits: Sendable {
    /// Connections at most; each is made when first needed.
    package var connections: Int
    /// Until a transaction has a connection.
    package var waitMilliseconds: Int
    /// One statement.
    package var statementMilliseconds: Int
    /// Until a statement has a lock.
    package var lockMilliseconds: Int
    /// Between two statements of a transaction: a body that hangs must not hold its locks for ever.
    package var idleMilliseconds: Int

    package init(
        connections: Int = 8,
        waitMilliseconds: Int = 5_000,
        statementMilliseconds: Int = 30_000,
        lockMilliseconds: Int = 10_000,
        idleMilliseconds: Int = 60_000
    ) {
        self.connections = connections
        self.waitMilliseconds = waitMilliseconds
        self.statementMilliseconds = statementMilliseconds
        self.lockMilliseconds = lockMilliseconds
        self.idleMilliseconds = idleMilliseconds
    }

    /// What a new connection is told first.
    var statement: String {
        """
        SET statement_timeout = \(statementMilliseconds); SET lock_timeout = \(lockMilliseconds); \
        SET idle_in_transaction_session_timeout = \(idleMilliseconds)
        """
    }
}
