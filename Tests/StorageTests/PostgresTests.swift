import Storage
import TestSupport
import Testing

/// What only a server does: time limits, lost connections, a pool, lost races.
@Suite struct PostgresTests {
    private static let schema = Migration(
        number: 1,
        name: "things",
        statements: [
            "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
            "INSERT INTO thing (id, n) VALUES ('a', 0), ('b', 0)",
        ]
    )

    /// Runs with an engine of its own limits on a fresh database.
    private func withServer(
        _ kind: EngineKind,
        _ limits: PostgresLimits = PostgresLimits(connections: 4, waitMilliseconds: 60_000),
        _ test: (PostgresEngine) async throws -> Void
    ) async throws {
        try await TestDatabase.with(kind, migrations: [Self.schema]) { database in
            let engine = try await PostgresEngine.open(
                url: database.address,
                limits: limits,
                logger: TestDatabase.silent
            )
            try await TestDatabase.closing(engine) { try await test(engine) }
        }
    }

    private func isUnavailable(_ error: any Error) -> Bool {
        if case StorageError.unavailable = error { true } else { false }
    }

    private static let ownProcess: Query = "SELECT CAST(pg_backend_pid() AS BIGINT) AS pid"

    @Test(arguments: EngineKind.servers)
    func `a statement that takes too long is ended, and the connection goes on`(_ kind: EngineKind) async throws {
        try await withServer(kind, PostgresLimits(connections: 1, statementMilliseconds: 50)) { engine in
            await #expect {
                try await engine.rows("SELECT pg_sleep(60)")
            } throws: { error in
                isUnavailable(error) && "\(error)" == "a statement took too long"
            }
            let after = try await engine.first("SELECT 1 AS n")?.int("n")
            #expect(after == 1)
        }
    }

    @Test(arguments: EngineKind.servers)
    func `a lock that does not come is given up`(_ kind: EngineKind) async throws {
        try await withServer(kind, PostgresLimits(connections: 2, lockMilliseconds: 50)) { engine in
            let (locked, mayEnd) = (Signal(), Signal())
            async let holder: Void = engine.write { transaction in
                try transaction.execute("UPDATE thing SET n = 1 WHERE id = 'a'")
                locked.give()
                mayEnd.wait()
            }
            try await locked.arrived()
            await #expect {
                try await engine.execute("UPDATE thing SET n = 2 WHERE id = 'a'")
            } throws: { error in
                isUnavailable(error)
            }
            mayEnd.give()
            try await holder
        }
    }

    @Test(arguments: EngineKind.servers)
    func `a connection lost between transactions is made anew unseen`(_ kind: EngineKind) async throws {
        try await withServer(kind, PostgresLimits(connections: 1)) { engine in
            let pid = try await engine.first(Self.ownProcess)?.int("pid") ?? 0
            // With the other engine of the test: this one has a single connection, the one to be ended.
            try await TestDatabase.with(kind) { other in
                _ = try await other.engine.rows("SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER), 10000) AS ended")
            }
            let next = try await engine.first(Self.ownProcess)?.int("pid") ?? 0
            #expect(pid != 0 && next != 0 && next != pid)
        }
    }

    @Test(arguments: EngineKind.servers)
    func `a connection lost within a transaction ends it, and the next one works`(_ kind: EngineKind) async throws {
        try await withServer(kind, PostgresLimits(connections: 1)) { engine in
            let runs = Recorder<String>()
            await #expect {
                try await engine.write { transaction in
                    runs.record("again")
                    try transaction.execute("UPDATE thing SET n = 1 WHERE id = 'a'")
                    _ = try transaction.rows("SELECT pg_terminate_backend(pg_backend_pid()) AS ended")
                    try transaction.execute("UPDATE thing SET n = 2 WHERE id = 'a'")
                }
            } throws: { error in
                isUnavailable(error)
            }
            #expect(runs.events.count == 1)
            let after = try await engine.first("SELECT n FROM thing WHERE id = 'a'")?.int("n")
            #expect(after == 0)
        }
    }

    @Test(arguments: EngineKind.servers)
    func `who comes when all connections are busy is served in order`(_ kind: EngineKind) async throws {
        try await withServer(kind, PostgresLimits(connections: 1, waitMilliseconds: 60_000)) { engine in
            let (taken, mayEnd) = (Signal(), Signal())
            let order = Recorder<Int>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await engine.read { _ in
                        taken.give()
                        mayEnd.wait()
                    }
                }
                try await taken.arrived()
                for number in 1...5 {
                    group.addTask { _ = try await engine.read { _ in order.record(number) } }
                    while engine.waiting < number { await Task.yield() }
                }
                mayEnd.give()
                try await group.waitForAll()
            }
            #expect(order.events == [1, 2, 3, 4, 5])
            #expect(engine.waiting == 0)
        }
    }

    @Test(arguments: EngineKind.servers)
    func `waiting for a connection ends in time, with its task, and with the engine`(_ kind: EngineKind) async throws {
        try await withServer(kind, PostgresLimits(connections: 1, waitMilliseconds: 100)) { engine in
            let (taken, mayEnd) = (Signal(), Signal())
            async let holder: Void = engine.read { _ in
                taken.give()
                mayEnd.wait()
            }
            try await taken.arrived()
            await #expect {
                try await engine.rows("SELECT 1 AS n")
            } throws: { error in
                isUnavailable(error) && "\(error)" == "all connections to the database are busy"
            }
            let cancelled = Task { try await engine.rows("SELECT 1 AS n") }
            cancelled.cancel()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
            #expect(engine.waiting == 0)
            mayEnd.give()
            try await holder
            let after = try await engine.first("SELECT 1 AS n")?.int("n")
            #expect(after == 1)
        }
    }

    @Test(arguments: EngineKind.servers)
    func `of two transactions that lock each other out one runs again`(_ kind: EngineKind) async throws {
        try await withServer(kind) { engine in
            let runs = Recorder<String>()
            let (first, second) = (Signal(), Signal())
            @Sendable func swap(_ one: String, _ other: String, mine: Signal, theirs: Signal)
                async throws
            {
                try await engine.write { transaction in
                    let run = runs.record(one)
                    try transaction.execute("UPDATE thing SET n = n + 1 WHERE id = \(one)")
                    // Both hold their first row before either asks for its second.
                    if run <= 2 {
                        mine.give()
                        theirs.wait()
                    }
                    try transaction.execute("UPDATE thing SET n = n + 1 WHERE id = \(other)")
                }
            }
            async let forth: Void = swap("a", "b", mine: first, theirs: second)
            async let back: Void = swap("b", "a", mine: second, theirs: first)
            _ = try await (forth, back)
            #expect(runs.events.count == 3)
            let rows = try await engine.rows("SELECT n FROM thing")
            #expect(try rows.map { try $0.int("n") } == [2, 2])
        }
    }

    @Test(arguments: EngineKind.servers)
    func `a transaction that loses every time says so`(_ kind: EngineKind) async throws {
        try await withServer(kind) { engine in
            let runs = Recorder<String>()
            await #expect {
                try await engine.write { transaction in
                    runs.record("again")
                    try transaction.execute("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001''; END'")
                }
            } throws: { error in
                isUnavailable(error)
            }
            // Once, and three times again.
            #expect(runs.events.count == 4)
        }
    }

    @Test(arguments: EngineKind.servers)
    func `a sum that was not cast says what to do`(_ kind: EngineKind) async throws {
        try await withServer(kind) { engine in
            await #expect {
                try await engine.rows("SELECT sum(n) AS total FROM thing")
            } throws: { error in
                guard case StorageError.column("total", let problem) = error else { return false }
                return problem.contains("CAST")
            }
        }
    }
}
