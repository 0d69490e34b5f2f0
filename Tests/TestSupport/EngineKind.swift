import Foundation

/// The databases that a test runs on; an argument of the tests that concern storage.
///
///     @Test(arguments: EngineKind.available)
///     func `a row is found again`(_ kind: EngineKind) async throws {
///         try await TestDatabase.with(kind) { database in … }
///     }
package enum EngineKind: String, Sendable {
    /// SQLite in memory: the quick one.
    case sqlite
    /// SQLite in a file, with its readers and its write-ahead log.
    case sqliteFile
    case postgres

    /// One of each engine that this machine has: PostgreSQL where `TEST_POSTGRES_URL` names a server (see
    /// `scripts/with-postgres`).
    package static var available: [EngineKind] { [.sqlite] + servers }

    /// Also SQLite in a file, for what readers and several processes make a difference to.
    package static var all: [EngineKind] { [.sqlite, .sqliteFile] + servers }

    /// PostgreSQL or nothing, for tests of what only it has.
    package static var servers: [EngineKind] { postgresURL == nil ? [] : [.postgres] }

    /// A database on the server by whose connection the tests make their own.
    static var postgresURL: String? { ProcessInfo.processInfo.environment["TEST_POSTGRES_URL"] }
}
