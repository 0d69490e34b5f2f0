import Storage
import TestSupport
import Testing

/// The common subset of SQL that every query of the product is written in: the same rows on both engines.
@Suite struct SubsetTests {
    private static let schema = Migration(
        number: 1,
        name: "versions",
        statements: [
            """
            CREATE TABLE version (
                id TEXT NOT NULL PRIMARY KEY, app_id TEXT NOT NULL, n BIGINT NOT NULL, status TEXT NOT NULL,
                score DOUBLE PRECISION, note TEXT, UNIQUE (app_id, n)
            )
            """,
            "CREATE UNIQUE INDEX version_one_gray ON version (app_id) WHERE status = 'gray'",
            "CREATE TABLE app (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, total BIGINT NOT NULL)",
        ]
    )

    /// Runs with three versions of the mini program `a` and one of `b`.
    private func withVersions(_ kind: EngineKind, _ test: (any Engine) async throws -> Void) async throws {
        try await TestDatabase.with(kind, migrations: [Self.schema]) { database in
            let engine = database.engine
            try await engine.write { transaction in
                try transaction.execute("INSERT INTO app (id, name, total) VALUES ('a', '小程序', 0), ('b', 'Zed', 5)")
                try transaction.execute(
                    """
                    INSERT INTO version (id, app_id, n, status, score, note) VALUES
                        ('v1', 'a', 1, 'released', 1.5, 'First 100%'), ('v2', 'a', 2, 'gray', NULL, NULL),
                        ('v3', 'a', 3, 'uploaded', 2.5, 'first_one'), ('v4', 'b', 1, 'gray', 0.5, 'Éclair')
                    """
                )
            }
            try await test(engine)
        }
    }

    private func ids(_ engine: any Engine, _ query: Query) async throws -> [String] {
        try await engine.write { try $0.rows(query).map { try $0.text("id") } }
    }

    @Test(arguments: EngineKind.all)
    func `inserting what is there updates it and returns the row`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            for _ in 1...2 {
                let rows = try await engine.write { transaction in
                    try transaction.rows(
                        """
                        INSERT INTO app (id, name, total) VALUES (\("c"), \("C"), \(1))
                        ON CONFLICT (id) DO UPDATE SET total = app.total + excluded.total RETURNING id, total
                        """
                    )
                }
                #expect(rows.count == 1)
            }
            #expect(try await engine.first("SELECT total FROM app WHERE id = 'c'")?.int("total") == 2)
            #expect(
                try await engine.execute(
                    "INSERT INTO app (id, name, total) VALUES ('c', 'C', 1) ON CONFLICT (id) DO NOTHING"
                ) == 0
            )
        }
    }

    @Test(arguments: EngineKind.all)
    func `an update compares, sets and returns, also from another table`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let move: Query = "UPDATE version SET status = \("offline") WHERE id = 'v1' AND status = \("released")"
            let once = try await ids(engine, "\(move) RETURNING id")
            #expect(once == ["v1"])
            let twice = try await ids(engine, "\(move) RETURNING id")
            #expect(twice == [])
            let joined = try await ids(
                engine,
                """
                UPDATE app SET total = counted.n FROM (SELECT app_id, count(*) AS n FROM version GROUP BY app_id) AS counted
                WHERE counted.app_id = app.id AND app.id = 'a' RETURNING app.id
                """
            )
            #expect(joined == ["a"])
            #expect(try await engine.first("SELECT total FROM app WHERE id = 'a'")?.int("total") == 3)
            let removed = try await ids(engine, "DELETE FROM version WHERE n > 2 RETURNING id")
            #expect(removed == ["v3"])
        }
    }

    @Test(arguments: EngineKind.all)
    func `one gray version a mini program is a partial unique index`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            await #expect {
                try await engine.execute("UPDATE version SET status = 'gray' WHERE id = 'v3'")
            } throws: { error in
                guard case StorageError.uniqueViolation("version", "app_id") = error else { return false }
                return true
            }
        }
    }

    @Test(arguments: EngineKind.all)
    func `lists go on after a key of two columns`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let next: Query = "SELECT id FROM version WHERE (app_id, n) > (\("a"), \(1)) ORDER BY app_id, n LIMIT \(2)"
            let page = try await ids(engine, next)
            #expect(page == ["v2", "v3"])
        }
    }

    @Test(arguments: EngineKind.all)
    func `sums, counts and windows agree`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let rows = try await engine.rows(
                """
                WITH numbered AS (
                    SELECT app_id, n, status, row_number() OVER (PARTITION BY app_id ORDER BY n DESC) AS place FROM version
                )
                SELECT app_id, count(*) AS versions, count(*) FILTER (WHERE status = 'gray') AS gray,
                    CAST(coalesce(sum(n), 0) AS BIGINT) AS total, max(CASE WHEN place = 1 THEN status END) AS latest
                FROM numbered GROUP BY app_id ORDER BY app_id
                """
            )
            #expect(try rows.map { try $0.int("versions") } == [3, 1])
            #expect(try rows.map { try $0.int("gray") } == [1, 1])
            #expect(try rows.map { try $0.int("total") } == [6, 1])
            #expect(try rows.map { try $0.text("latest") } == ["uploaded", "gray"])
            let mean = try await engine.first(
                "SELECT CAST(avg(n) AS DOUBLE PRECISION) AS mean FROM version WHERE app_id = 'a'"
            )
            #expect(try mean?.real("mean") == 2)
        }
    }

    @Test(arguments: EngineKind.all)
    func `an empty sum is nothing unless it is said otherwise`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let row = try await engine.first(
                "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) AS total, max(n) AS most FROM version WHERE app_id = 'none'"
            )
            #expect(try row?.int("total") == 0)
            #expect(try row?.optionalInt("most") == nil)
        }
    }

    @Test(arguments: EngineKind.all)
    func `nothing is compared and sorted as it is written`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let distinct: Query = "SELECT id FROM version WHERE note IS DISTINCT FROM \("Éclair") ORDER BY id"
            let found = try await ids(engine, distinct)
            #expect(found == ["v1", "v2", "v3"])
            let sorted: Query = "SELECT id FROM version ORDER BY score DESC NULLS LAST, id"
            let order = try await ids(engine, sorted)
            #expect(order == ["v3", "v1", "v4", "v2"])
        }
    }

    @Test(arguments: EngineKind.all)
    func `patterns with lower and escape find the same`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            func like(_ pattern: String) -> Query {
                "SELECT id FROM version WHERE lower(note) LIKE lower(\(pattern)) ESCAPE '\\' ORDER BY id"
            }
            let folded = try await ids(engine, like("FIRST%"))
            #expect(folded == ["v1", "v3"])
            let underscore = try await ids(engine, like("first\\_%"))
            #expect(underscore == ["v3"])
            let percent = try await ids(engine, like("%\\%"))
            #expect(percent == ["v1"])
        }
    }

    @Test(arguments: EngineKind.all)
    func `text sorts by its bytes`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let words = ["b", "B", "a", "é", "z", "中", "_", "10", "9"]
            let rows = try await database.engine.rows(
                "SELECT w.id FROM (\(Query.joined(words.map { "SELECT \($0) AS id" }, separator: " UNION ALL "))) AS w ORDER BY w.id"
            )
            let sorted = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(try rows.map { try $0.text("id") } == sorted)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a comparison is a number`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let row = try await database.engine.first(
                "SELECT 'a' < 'b' AS yes, 1 > 2 AS no, EXISTS (SELECT 1 AS n) AS there"
            )
            #expect(try row?.bool("yes") == true)
            #expect(try row?.bool("no") == false)
            #expect(try row?.bool("there") == true)
        }
    }

    @Test(arguments: EngineKind.all)
    func `being in a list of none is false and not being in it is true`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let none: [String] = []
            let inNone = try await ids(engine, "SELECT id FROM version WHERE \(Query.isIn("id", none))")
            #expect(inNone == [])
            let notInNone = try await ids(engine, "SELECT id FROM version WHERE NOT \(Query.isIn("id", none))").count
            #expect(notInNone == 4)
            let some: Query = "SELECT id FROM version WHERE \(Query.isIn("id", ["v1", "v4"])) ORDER BY id"
            let inSome = try await ids(engine, some)
            #expect(inSome == ["v1", "v4"])
        }
    }

    @Test(arguments: EngineKind.all)
    func `rows are claimed with the dialect's lock`(_ kind: EngineKind) async throws {
        try await withVersions(kind) { engine in
            let claimed = try await engine.write { transaction in
                let free = transaction.dialect.lockingFreeRows
                return try transaction.rows(
                    """
                    UPDATE version SET note = \("claimed") WHERE id IN
                        (SELECT id FROM version WHERE status = 'gray' ORDER BY id LIMIT 1\(free)) RETURNING id
                    """
                ).map { try $0.text("id") }
            }
            #expect(claimed == ["v2"])
        }
    }
}
