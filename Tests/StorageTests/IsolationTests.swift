import Storage
import TestSupport
import Testing

/// What transactions that run at the same time see of each other. SQLite in memory has one connection and nothing to see.
@Suite struct IsolationTests {
    private static let schema = Migration(
        number: 1,
        name: "things",
        statements: ["CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)"]
    )
    static var kinds: [EngineKind] { [.sqliteFile] + EngineKind.servers }

    @Test(arguments: kinds)
    func `readers do not see what is not committed`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.schema]) { database in
            let engine = database.engine
            let (written, mayCommit) = (Signal(), Signal())
            async let write: Void = engine.write { transaction in
                try transaction.execute("INSERT INTO thing (id, n) VALUES ('1', 1)")
                written.give()
                // Bodies run on threads of their own, which may wait.
                mayCommit.wait()
            }
            try await written.arrived()
            let before = try await engine.rows("SELECT id FROM thing")
            mayCommit.give()
            try await write
            #expect(before.isEmpty)
            #expect(try await engine.rows("SELECT id FROM thing").count == 1)
        }
    }

    @Test(arguments: kinds)
    func `a reading transaction sees one state from beginning to end`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.schema]) { database in
            let engine = database.engine
            let (looked, mayLookAgain) = (Signal(), Signal())
            async let counts = engine.read { transaction in
                let before = try transaction.rows("SELECT id FROM thing").count
                looked.give()
                mayLookAgain.wait()
                return [before, try transaction.rows("SELECT id FROM thing").count]
            }
            try await looked.arrived()
            try await engine.execute("INSERT INTO thing (id, n) VALUES ('1', 1)")
            mayLookAgain.give()
            #expect(try await counts == [0, 0])
        }
    }
}
