/// A transaction on one PostgreSQL connection, handed to a body.
final class PostgresTransaction: Writing {
    private let handle: PostgresHandle
    /// The first statement that failed: PostgreSQL refuses every one after it.
    private(set) var failure: (any Error)?

    init(_ handle: PostgresHandle) {
        self.handle = handle
    }

    var dialect: Dialect { .postgres }

    func rows(_ query: Query) throws -> [Row] {
        try run(query) { try $0.rows() }
    }

    @discardableResult
    func execute(_ query: Query) throws -> Int {
        try run(query) { $0.changes }
    }

    private func run<Result>(_ query: Query, _ read: (PostgresResult) throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            return try handle.run(query, read)
        } catch {
            let translated = Self.translated(error, doing: "running a statement")
            failure = translated
            throw translated
        }
    }

    static func translated(_ error: any Error, doing: String) -> any Error {
        guard let error = error as? PostgresError else { return error }
        let translated = StorageError(postgres: error, doing: doing)
        return error.isRetryable ? Retry.Again(cause: translated) : translated
    }
}
