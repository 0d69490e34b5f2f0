/// The differences between the engines that a statement may have to know of. Everything else is written in the common
/// subset, once.
package enum Dialect: Sendable, Hashable {
    case sqlite
    case postgres

    /// At the end of a `SELECT` in a writing transaction: holds the rows until the end of the transaction. SQLite has one
    /// writer at a time and needs nothing.
    package var lockingRows: Query {
        switch self {
        case .sqlite: .empty
        case .postgres: " FOR UPDATE"
        }
    }

    /// The same, passing over rows that another transaction holds: how workers claim jobs.
    package var lockingFreeRows: Query {
        switch self {
        case .sqlite: .empty
        case .postgres: " FOR UPDATE SKIP LOCKED"
        }
    }

    /// Run first in a migrating transaction: one migrator at a time, and no time limits for it. A write transaction of
    /// SQLite is exclusive already.
    var migrationLock: [Query] {
        switch self {
        case .sqlite:
            []
        case .postgres:
            // The number is only a name; it spells "steward" in ASCII.
            [
                "SET LOCAL statement_timeout = 0", "SET LOCAL lock_timeout = 0",
                "SELECT pg_advisory_xact_lock(32497601465119332)",
            ]
        }
    }

    /// One row where a table of this name is there, none where not.
    func looksForTable(_ name: String) -> Query {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = \(name)"
        case .postgres: "SELECT 1 AS name WHERE to_regclass(\(name)) IS NOT NULL"
        }
    }
}
