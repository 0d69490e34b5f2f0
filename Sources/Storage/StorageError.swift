/// What can go wrong with the database or the files.
///
/// `description` holds no values and no SQL; `debugDescription`, for the log, adds the cause. Neither goes to a client:
/// those that a person can act on are turned into a `Refusal` by the use case.
package enum StorageError: Error {
    /// A row with this key is there already. `detail` names the columns (`app_id, number`) or, for an index over an
    /// expression, the index; the same on both engines.
    case uniqueViolation(table: String, detail: String)
    /// A row refers to one that is not there, or one that is referred to was to go. SQLite does not say where: both are
    /// empty then.
    case foreignKeyViolation(table: String, detail: String)
    /// A `CHECK` or `NOT NULL` refused the row. `detail` names the constraint or the column.
    case checkViolation(table: String, detail: String)
    /// The database or the disk cannot do it now, and may later: no connection, no free connection, a time-out.
    case unavailable(String)
    /// There is no room for what was to be written; somebody has to make some.
    case diskFull
    /// A row was read in a way that does not fit the result.
    case column(String, String)
    /// A value that cannot be stored.
    case value(String)
    /// A database address or a blob name that is not one.
    case address(String)
    /// The database does not fit this program.
    case migration(String)
    /// Anything else, with what was being done.
    case failure(doing: String, cause: any Error)
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .uniqueViolation(let table, let detail): "\(table) has a row with this \(detail) already"
        case .foreignKeyViolation(let table, let detail):
            table.isEmpty ? "a row refers to a missing row" : "a row of \(table) refers to a missing row (\(detail))"
        case .checkViolation(let table, let detail): "a row of \(table) breaks the rule \(detail)"
        case .unavailable(let reason): reason
        case .diskFull: "the disk is full"
        case .column(let name, let problem): "column \(name) \(problem)"
        case .value(let problem), .address(let problem), .migration(let problem): problem
        case .failure(let doing, _): "failed while \(doing)"
        }
    }
}

extension StorageError: CustomDebugStringConvertible {
    package var debugDescription: String {
        if case .failure(_, let cause) = self { "\(self): \(String(reflecting: cause))" } else { description }
    }
}
