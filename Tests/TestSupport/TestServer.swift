import Foundation
import Storage
import Synchronization

/// The PostgreSQL server of the tests: makes a database for each and drops it again. The templates, one a set of
/// migrations, stay until the server goes.
actor TestServer {
    static let shared = TestServer()

    private var administration: Task<PostgresEngine, any Error>?
    private var templates: [String: Task<String, any Error>] = [:]
    /// Tests that may have a database at once, so that the server's connections suffice.
    private var free = 12
    private var waiters: [CheckedContinuation<Void, Never>] = []
    /// Names start with it: several runs may share a server.
    private let run = "steward_test_\(ProcessInfo.processInfo.processIdentifier)"
    private var count = 0

    struct Missing: Error, CustomStringConvertible {
        let description = "TEST_POSTGRES_URL is not set: run the tests through scripts/with-postgres"
    }

    nonisolated func withDatabase<Result>(
        migrations: [Migration],
        _ test: (String) async throws -> Result
    ) async throws -> Result {
        await enter()
        do {
            let template = try await template(migrations)
            let name = try await create(template: template)
            do {
                let result = try await test(try url(of: name))
                try await drop(name)
                await leave()
                return result
            } catch {
                try? await drop(name)
                throw error
            }
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiters.append($0) }
        }
    }

    private func leave() {
        if waiters.isEmpty {
            free += 1
        } else {
            waiters.removeFirst().resume()
        }
    }

    private func template(_ migrations: [Migration]) async throws -> String {
        if migrations.isEmpty { return "template0" }
        let key = migrations.fingerprint
        let task =
            templates[key]
            ?? Task {
                let name = try await create(template: "template0")
                let engine = try await TestDatabase.open(url(of: name))
                try await TestDatabase.closing(engine) { try await TestDatabase.migrate(engine, migrations) }
                return name
            }
        templates[key] = task
        return try await task.value
    }

    private func create(template: String) async throws -> String {
        count += 1
        let name = "\(run)_\(count)"
        try await administrator().alone(
            Query(
                stringLiteral: "CREATE DATABASE \(name) TEMPLATE \(template)"
                    + (template == "template0" ? " ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'" : "")
            )
        )
        return name
    }

    private func drop(_ name: String) async throws {
        try await administrator().alone(Query(stringLiteral: "DROP DATABASE \(name) WITH (FORCE)"))
    }

    private func administrator() async throws -> PostgresEngine {
        guard let url = EngineKind.postgresURL else { throw Missing() }
        // Making databases takes the server's locks one after the other: with patience, as the tests themselves.
        let limits = PostgresLimits(waitMilliseconds: 120_000, lockMilliseconds: 120_000)
        let task =
            administration
            ?? Task { try await PostgresEngine.open(url: url, limits: limits, logger: TestDatabase.silent) }
        administration = task
        return try await task.value
    }

    /// The address of another database on the same server.
    nonisolated private func url(of database: String) throws -> String {
        guard let url = EngineKind.postgresURL, let host = url.range(of: "://")?.upperBound else { throw Missing() }
        let query = url[host...].firstIndex(of: "?") ?? url.endIndex
        let path = url[host..<query].firstIndex(of: "/") ?? query
        return "\(url[..<path])/\(database)\(url[query...])"
    }
}
