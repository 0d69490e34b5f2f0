import Logging

/// Runs a transaction again when the database says that it lost against another one.
struct Retry: Sendable {
    let logger: Logger
    /// Times after the first.
    static let most = 3

    /// Thrown by a transaction that may be run again; `cause` is what the caller gets when that does not help.
    struct Again: Error {
        let cause: StorageError
    }

    func callAsFunction<Result>(_ transaction: () async throws -> Result) async throws -> Result {
        var attempt = 0
        while true {
            do {
                return try await transaction()
            } catch let again as Again {
                attempt += 1
                guard attempt <= Retry.most else { throw again.cause }
                logger.debug("transaction runs again", metadata: ["attempt": "\(attempt)", "why": "\(again.cause)"])
            }
        }
    }
}
