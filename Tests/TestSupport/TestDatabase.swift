package import Domain
package import Logging
package import Storage

/// A database for one test, empty or migrated; nothing is left of it afterwards.
package struct TestDatabase: Sendable {
    package let engine: any Engine
    /// As on the command line, for other processes. A database in memory has none that works.
    package let address: String

    /// A logger that says nothing.
    package static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    /// The moment at which test databases are migrated.
    package static let migrationTime = Instant(milliseconds: 1_767_225_600_000)

    /// Runs a test with a database of its own. The migrations are applied once a process and copied from then on.
    ///
    /// - Parameter onDisk: SQLite in a file even for `.sqlite`, so that other engines and processes can open it.
    package static func with<Result>(
        _ kind: EngineKind,
        onDisk: Bool = false,
        migrations: [Migration] = [],
        _ test: (TestDatabase) async throws -> Result
    ) async throws -> Result {
        switch onDisk && kind == .sqlite ? .sqliteFile : kind {
        case .sqlite:
            let engine = try SQLiteEngine.inMemory(logger: silent)
            return try await closing(engine) {
                if !migrations.isEmpty { try await SQLiteTemplates.shared.template(migrations).copy(over: engine) }
                return try await test(TestDatabase(engine: engine, address: "sqlite::memory:"))
            }
        case .sqliteFile:
            return try await withTemporaryFolder { folder in
                let engine = try await SQLiteEngine.open(path: folder + "/test.db", logger: silent)
                return try await closing(engine) {
                    if !migrations.isEmpty { try await SQLiteTemplates.shared.template(migrations).copy(over: engine) }
                    return try await test(TestDatabase(engine: engine, address: "sqlite:\(folder)/test.db"))
                }
            }
        case .postgres:
            return try await TestServer.shared.withDatabase(migrations: migrations) { url in
                let engine = try await open(url)
                return try await closing(engine) { try await test(TestDatabase(engine: engine, address: url)) }
            }
        }
    }

    /// Another engine on the same database, for tests of several processes. The caller closes it.
    package func open() async throws -> any Engine {
        try await Self.open(address)
    }

    static func open(_ address: String) async throws -> any Engine {
        switch try DatabaseAddress(address) {
        case .sqlite(let path):
            return try await SQLiteEngine.open(path: path, logger: silent)
        case .postgres(let url):
            // Few connections, since many tests share the server, and patience, since they share the machine.
            let limits = PostgresLimits(connections: 4, waitMilliseconds: 60_000)
            return try await PostgresEngine.open(url: url, limits: limits, logger: silent)
        }
    }

    static func migrate(_ engine: any Engine, _ migrations: [Migration]) async throws {
        _ = try await Migrator(migrations).migrate(engine, now: migrationTime)
    }

    /// Runs `use` and closes the engine, whatever came of it.
    package static func closing<Result>(
        _ engine: any Engine,
        _ use: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await use()
            try await engine.close()
            return result
        } catch {
            try? await engine.close()
            throw error
        }
    }
}

/// Migrated databases in memory to copy from.
private actor SQLiteTemplates {
    static let shared = SQLiteTemplates()
    private var templates: [String: Task<SQLiteEngine, any Error>] = [:]

    func template(_ migrations: [Migration]) async throws -> SQLiteEngine {
        let key = migrations.fingerprint
        let task =
            templates[key]
            ?? Task {
                let engine = try SQLiteEngine.inMemory(logger: TestDatabase.silent)
                try await TestDatabase.migrate(engine, migrations)
                return engine
            }
        templates[key] = task
        return try await task.value
    }
}

extension [Migration] {
    /// The same for the same migrations only.
    var fingerprint: String { map { "\($0.number) \($0.name) \($0.checksum)" }.joined(separator: "\n") }
}
