import Foundation
import GRDB

/// A transaction on one SQLite connection, handed to a body.
final class SQLiteTransaction: Writing {
    private let connection: Database
    /// The first statement that failed. SQLite would go on after it; we do not, since PostgreSQL cannot.
    private var failure: (any Error)?

    init(_ connection: Database) {
        self.connection = connection
    }

    var dialect: Dialect { .sqlite }

    /// Runs the body and throws what made it fail, so that GRDB rolls back.
    func run<Result>(_ body: (SQLiteTransaction) throws -> Result) throws -> Result {
        do {
            let result = try body(self)
            if let failure { throw failure }
            return result
        } catch {
            // A busy database may show in a statement too; the body's own error would hide it.
            throw failure is Retry.Again ? failure ?? error : error
        }
    }

    func rows(_ query: Query) throws -> [Row] {
        try statement(query) { statement in
            let columns = Row.Columns(statement.columnNames)
            var rows: [Row] = []
            let cursor = try GRDB.Row.fetchCursor(statement)
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: row.databaseValues.map(Query.Value.init)))
            }
            return rows
        }
    }

    @discardableResult
    func execute(_ query: Query) throws -> Int {
        try statement(query) { statement in
            let before = connection.totalChangesCount
            try statement.execute()
            // `changesCount` is that of the last writing statement, which may not have been this one.
            return connection.totalChangesCount == before ? 0 : connection.changesCount
        }
    }

    private func statement<Result>(_ query: Query, _ run: (Statement) throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            try query.check()
            let statement = try connection.cachedStatement(sql: query.text)
            // By name ("1" for `$1`): GRDB would give an array's values in order of first appearance, not by number.
            try statement.setArguments(
                StatementArguments(
                    query.values.enumerated().map { index, value -> (String, (any DatabaseValueConvertible)?) in
                        ("\(index + 1)", value.databaseValue)
                    }
                )
            )
            return try run(statement)
        } catch {
            let translated = Self.translated(error, query)
            failure = translated
            throw translated
        }
    }

    private static func translated(_ error: any Error, _ query: Query) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        if error.isRetryable { return Retry.Again(cause: .unavailable("the SQLite database is busy")) }
        return StorageError(sqlite: error, doing: "running a statement")
    }
}

extension Query.Value {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .blob([UInt8](data))
            }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .real(let number): number.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
