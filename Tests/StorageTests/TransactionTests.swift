import Storage
import TestSupport
import Testing

@Suite struct TransactionTests {
    static let schema = Migration(
        number: 1,
        name: "people and pets",
        statements: [
            """
            CREATE TABLE person (
                id TEXT NOT NULL PRIMARY KEY, login TEXT NOT NULL, team TEXT,
                age BIGINT, CONSTRAINT person_age CHECK (age >= 0)
            )
            """,
            "CREATE UNIQUE INDEX person_login ON person (team, login)",
            "CREATE UNIQUE INDEX person_folded ON person (lower(login))",
            "CREATE TABLE pet (id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id))",
            "CREATE TABLE counter (id TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
        ]
    )

    private struct Stop: Error {}

    private func withSchema(_ kind: EngineKind, _ test: (any Engine) async throws -> Void) async throws {
        try await TestDatabase.with(kind, migrations: [Self.schema]) { try await test($0.engine) }
    }

    private func people(_ engine: any Engine) async throws -> Int {
        try await engine.first("SELECT count(*) AS n FROM person")?.int("n") ?? -1
    }

    @Test(arguments: EngineKind.all)
    func `what a body that throws has written is not there`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            await #expect(throws: Stop.self) {
                try await engine.write { transaction in
                    try transaction.execute("INSERT INTO person (id, login) VALUES ('1', 'ann')")
                    throw Stop()
                }
            }
            let count = try await people(engine)
            #expect(count == 0)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a body sees what it has written and gives its result`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            let names = try await engine.write { transaction in
                try transaction.execute("INSERT INTO person (id, login) VALUES ('1', 'ann'), ('2', 'bob')")
                return try transaction.rows("SELECT login FROM person ORDER BY login").map { try $0.text("login") }
            }
            #expect(names == ["ann", "bob"])
            let count = try await people(engine)
            #expect(count == 2)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a statement says how many rows it changed`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            try await engine.write { transaction in
                let inserted = try transaction.execute(
                    "INSERT INTO person (id, login) VALUES ('1', 'ann'), ('2', 'bob')"
                )
                #expect(inserted == 2)
                #expect(try transaction.execute("UPDATE person SET age = 3 WHERE id = '1'") == 1)
                #expect(try transaction.execute("UPDATE person SET age = 3 WHERE id = 'nobody'") == 0)
                #expect(try transaction.execute("SELECT id FROM person") == 0)
                #expect(try transaction.execute("CREATE TABLE other (id TEXT)") == 0)
                #expect(try transaction.execute("DELETE FROM person") == 2)
            }
        }
    }

    @Test(arguments: EngineKind.all)
    func `a second row with the same key is told by table and columns`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            try await engine.execute("INSERT INTO person (id, login, team) VALUES ('1', 'ann', 't')")
            func violation(_ insert: Query) async throws -> String {
                do {
                    try await engine.execute(insert)
                    return "none"
                } catch StorageError.uniqueViolation(let table, let detail) {
                    return "\(table): \(detail)"
                }
            }
            let same = try await violation("INSERT INTO person (id, login) VALUES ('1', 'x')")
            #expect(same == "person: id")
            let both = try await violation("INSERT INTO person (id, login, team) VALUES ('2', 'ann', 't')")
            // Both indexes are broken; which one is told is the engine's choice.
            #expect(both == "person: team, login" || both.hasSuffix(": person_folded"))
            let folded = try await violation("INSERT INTO person (id, login, team) VALUES ('2', 'ANN', 'u')")
            #expect(folded.hasSuffix(": person_folded"))
        }
    }

    @Test(arguments: EngineKind.all)
    func `a row that refers to nothing is refused, and so is removing what is referred to`(_ kind: EngineKind)
        async throws
    {
        try await withSchema(kind) { engine in
            try await engine.execute("INSERT INTO person (id, login) VALUES ('1', 'ann')")
            try await engine.execute("INSERT INTO pet (id, person_id) VALUES ('1', '1')")
            for statement in ["INSERT INTO pet (id, person_id) VALUES ('2', '9')", "DELETE FROM person"] as [Query] {
                await #expect {
                    try await engine.execute(statement)
                } throws: { error in
                    if case StorageError.foreignKeyViolation = error { true } else { false }
                }
            }
        }
    }

    @Test(arguments: EngineKind.all)
    func `a row that breaks a rule is told by the rule`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            func violation(_ insert: Query) async throws -> String {
                do {
                    try await engine.execute(insert)
                    return "none"
                } catch StorageError.checkViolation(_, let detail) {
                    return detail
                }
            }
            let negative = try await violation("INSERT INTO person (id, login, age) VALUES ('1', 'a', -1)")
            #expect(negative == "person_age")
            let missing = try await violation("INSERT INTO person (id, login) VALUES ('1', NULL)")
            #expect(missing == "login")
        }
    }

    @Test(arguments: EngineKind.all)
    func `a transaction is lost with its first failed statement, even one that the body ignores`(
        _ kind: EngineKind
    ) async throws {
        try await withSchema(kind) { engine in
            try await engine.execute("INSERT INTO person (id, login) VALUES ('1', 'ann')")
            await #expect {
                try await engine.write { transaction in
                    try transaction.execute("INSERT INTO person (id, login) VALUES ('2', 'bob')")
                    _ = try? transaction.execute("INSERT INTO person (id, login) VALUES ('1', 'cy')")
                    #expect(throws: StorageError.self) { try transaction.rows("SELECT 1 AS n") }
                }
            } throws: { error in
                if case StorageError.uniqueViolation = error { true } else { false }
            }
            let count = try await people(engine)
            #expect(count == 1)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a reading transaction cannot write`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            await #expect(throws: StorageError.self) {
                try await engine.rows("INSERT INTO person (id, login) VALUES ('1', 'ann') RETURNING id")
            }
            let count = try await people(engine)
            #expect(count == 0)
            try await engine.execute("INSERT INTO person (id, login) VALUES ('1', 'ann')")
        }
    }

    @Test(arguments: EngineKind.all)
    func `writers at the same time lose nothing`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            try await engine.execute("INSERT INTO counter (id, n) VALUES ('c', 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await engine.write { transaction in
                            let lock = transaction.dialect.lockingRows
                            let row = try transaction.first("SELECT n FROM counter WHERE id = 'c'\(lock)")
                            try transaction.execute("UPDATE counter SET n = \((row?.int("n") ?? 0) + 1) WHERE id = 'c'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await engine.first("SELECT n FROM counter")?.int("n") == 40)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a broken statement does not show its values`(_ kind: EngineKind) async throws {
        try await withSchema(kind) { engine in
            await #expect {
                try await engine.rows("SELECT nonsense FROM person WHERE login = \("secret")")
            } throws: { error in
                guard case StorageError.failure = error else { return false }
                return !"\(error)".contains("secret") && !String(reflecting: error).contains("secret")
                    && String(reflecting: error).contains("nonsense")
            }
        }
    }

    @Test(arguments: EngineKind.all)
    func `a closed engine says that it is closed`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            try await engine.close()
            await #expect {
                try await engine.rows("SELECT 1 AS n")
            } throws: { error in
                if case StorageError.unavailable = error { true } else { false }
            }
        }
    }
}
