import Domain
import Storage
import TestSupport
import Testing

@Suite struct MigratorTests {
    private static let now = Instant(milliseconds: 42)
    private static let first = Migration(
        number: 1,
        name: "apps",
        statements: ["CREATE TABLE app (id TEXT NOT NULL PRIMARY KEY)", "INSERT INTO app (id) VALUES ('one')"]
    )
    private static let second = Migration(
        number: 2,
        name: "names",
        statements: ["ALTER TABLE app ADD COLUMN name TEXT"]
    )
    private static let fourth = Migration(number: 4, name: "more", statements: ["INSERT INTO app (id) VALUES ('two')"])

    private func problem(_ work: () async throws -> Void) async -> String {
        do {
            try await work()
            return "none"
        } catch StorageError.migration(let problem) {
            return problem
        } catch {
            return "another: \(String(reflecting: error))"
        }
    }

    @Test(arguments: EngineKind.all)
    func `migrations are applied once, in order, and written down`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let early = try Migrator([Self.first])
            #expect(try await early.pending(engine) == [1])
            #expect(try await early.migrate(engine, now: Self.now) == [1])
            let late = try Migrator([Self.first, Self.second, Self.fourth])
            #expect(try await late.pending(engine) == [2, 4])
            #expect(try await late.migrate(engine, now: Self.now.adding(seconds: 1)) == [2, 4])
            #expect(try await late.migrate(engine, now: Self.now) == [])
            #expect(try await late.pending(engine) == [])
            let rows = try await engine.rows(
                "SELECT number, name, checksum, applied_at FROM schema_migration ORDER BY number"
            )
            #expect(try rows.map { try $0.int("number") } == [1, 2, 4])
            #expect(try rows.map { try $0.text("name") } == ["apps", "names", "more"])
            #expect(try rows.map { try $0.instant("applied_at").milliseconds } == [42, 1042, 1042])
            #expect(try rows[0].text("checksum") == Self.first.checksum)
            #expect(try await engine.rows("SELECT id, name FROM app").count == 2)
        }
    }

    @Test(arguments: [EngineKind.sqliteFile] + EngineKind.servers)
    func `programs that start together apply each migration once`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let migrator = try Migrator([Self.first, Self.second, Self.fourth])
            let applied = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let engine = try await database.open()
                        return try await TestDatabase.closing(engine) {
                            try await migrator.migrate(engine, now: Self.now)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == [1, 2, 4])
            #expect(try await database.engine.rows("SELECT id FROM app").count == 2)
        }
    }

    @Test(arguments: EngineKind.all)
    func `an edited migration is refused`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.first]) { database in
            let edited = Migration(number: 1, name: "apps", statements: Self.first.statements.reversed())
            let problem = await problem { _ = try await Migrator([edited]).migrate(database.engine, now: Self.now) }
            #expect(problem.contains("migration 1 (apps) was applied in another form"))
        }
    }

    @Test(arguments: EngineKind.all)
    func `a database newer than the program is refused and left alone`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.first, Self.fourth]) { database in
            let old = try Migrator([Self.first, Self.second])
            let problem = await problem { _ = try await old.migrate(database.engine, now: Self.now) }
            #expect(problem.contains("migration 4 (more)") && problem.contains("newer"))
            let pending = await self.problem { _ = try await old.pending(database.engine) }
            #expect(pending == problem)
            #expect(try await database.engine.rows("SELECT number FROM schema_migration").count == 2)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a migration that was slipped in below an applied one is refused`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.first, Self.fourth]) { database in
            let problem = await problem {
                _ = try await Migrator([Self.first, Self.second, Self.fourth]).migrate(database.engine, now: Self.now)
            }
            #expect(problem.contains("migration 2 (names) was added before 4"))
        }
    }

    @Test(arguments: EngineKind.all)
    func `a migration that fails leaves nothing of itself and says where`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let broken = Migration(
                number: 2,
                name: "broken",
                statements: ["CREATE TABLE half (id TEXT)", "CREATE TABLE half (id TEXT)"]
            )
            await #expect {
                try await Migrator([Self.first, broken]).migrate(database.engine, now: Self.now)
            } throws: { error in
                "\(error)" == "failed while applying migration 2 (broken), statement 2"
            }
            let applied = try await database.engine.rows("SELECT number FROM schema_migration")
            #expect(try applied.map { try $0.int("number") } == [1])
            try await database.engine.execute("CREATE TABLE half (id TEXT)")
        }
    }

    @Test func `numbers that do not rise are refused`() async {
        let problem = await problem { _ = try Migrator([Self.second, Self.first]) }
        #expect(problem == "migration 1 (apps) comes after 2")
    }

    @Test func `the checksum sees where a statement ends`() {
        let one = Migration(number: 1, name: "x", statements: ["ab", "c"])
        let two = Migration(number: 1, name: "x", statements: ["a", "bc"])
        #expect(one.checksum != two.checksum && one.checksum.count == 64)
    }
}
