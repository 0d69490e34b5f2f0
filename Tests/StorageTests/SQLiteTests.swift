import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// What SQLite in a file is set up to do.
@Suite struct SQLiteTests {
    private static let schema = Migration(
        number: 1,
        name: "things",
        statements: ["CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY)"]
    )

    @Test func `each commit is on the disk, and foreign keys hold`() async throws {
        try await TestDatabase.with(.sqliteFile) { database in
            let row = try await database.engine.write { transaction in
                let mode = try transaction.first("PRAGMA journal_mode")?.text("journal_mode")
                let synchronous = try transaction.first("PRAGMA synchronous")?.int("synchronous")
                let keys = try transaction.first("PRAGMA foreign_keys")?.int("foreign_keys")
                return "\(mode ?? "") \(synchronous ?? -1) \(keys ?? -1)"
            }
            // 2 is FULL.
            #expect(row == "wal 2 1")
        }
    }

    @Test func `only this user may read the files`() async throws {
        try await TestDatabase.with(.sqliteFile, migrations: [Self.schema]) { database in
            guard case .sqlite(let path) = try DatabaseAddress(database.address) else { return }
            for file in [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file)")
            }
        }
    }

    @Test func `databases in memory are one another's strangers`() async throws {
        try await TestDatabase.with(.sqlite, migrations: [Self.schema]) { one in
            try await TestDatabase.with(.sqlite, migrations: [Self.schema]) { other in
                try await one.engine.execute("INSERT INTO thing (id) VALUES ('1')")
                #expect(try await other.engine.rows("SELECT id FROM thing").isEmpty)
            }
        }
    }

    @Test func `a copy is whole and of its own`() async throws {
        try await TestDatabase.with(.sqliteFile, migrations: [Self.schema]) { database in
            let source = try #require(database.engine as? SQLiteEngine)
            try await source.execute("INSERT INTO thing (id) VALUES ('1')")
            let copy = try SQLiteEngine.inMemory(logger: TestDatabase.silent)
            try await source.copy(over: copy)
            try await source.execute("INSERT INTO thing (id) VALUES ('2')")
            #expect(try await copy.rows("SELECT id FROM thing").count == 1)
            try await copy.close()
        }
    }

    @Test func `another process that holds the lock is waited for`() async throws {
        try await TestDatabase.with(.sqliteFile, migrations: [Self.schema]) { database in
            let other = try await database.open()
            try await TestDatabase.closing(other) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (index, engine) in [database.engine, other, database.engine, other].enumerated() {
                        group.addTask {
                            for number in 0..<10 {
                                try await engine.execute("INSERT INTO thing (id) VALUES (\("\(index) \(number)"))")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(try await database.engine.rows("SELECT id FROM thing").count == 40)
        }
    }
}
