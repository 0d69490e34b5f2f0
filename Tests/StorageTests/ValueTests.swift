import Domain
import Storage
import TestSupport
import Testing

@Suite struct ValueTests {
    private static let table = Migration(
        number: 1,
        name: "things",
        statements: ["CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, t TEXT, b TEXT)"]
    )

    @Test(arguments: EngineKind.all)
    func `values keep their numbers whatever order the statement names them in`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            // Two values whose places in the text are swapped by putting the second fragment first.
            let first: Query = "\(1) AS a"
            let second: Query = "\("two") AS b"
            let row = try #require(try await engine.first("SELECT \(second), \(first), \(3) AS c"))
            #expect(try row.text("b") == "two")
            #expect(try row.int("a") == 1)
            #expect(try row.int("c") == 3)
        }
    }

    @Test(arguments: EngineKind.all)
    func `a dollar sign in the text of a statement stays what it is`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let part: Query = "'$5' AS price, \(7) AS n"
            let row = try #require(try await engine.first("SELECT \("x") AS x, \(part), '$1 and $2' AS y"))
            #expect(try row.text("price") == "$5")
            #expect(try row.text("y") == "$1 and $2")
            #expect(try row.int("n") == 7)
            #expect(try row.text("x") == "x")
        }
    }

    @Test(arguments: EngineKind.all)
    func `whole numbers of all sizes come back`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.table]) { database in
            let engine = database.engine
            for (index, number) in [Int64.min, -1, 0, 1, 9_007_199_254_740_993, Int64.max].enumerated() {
                try await engine.execute("INSERT INTO thing (id, n) VALUES (\("\(index)"), \(number))")
                let row = try await engine.first("SELECT n FROM thing WHERE n = \(number)")
                #expect(try row?.int64("n") == number)
            }
        }
    }

    @Test(arguments: EngineKind.all)
    func `real numbers come back to the last bit`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.table]) { database in
            let engine = database.engine
            let numbers = [
                0.1, -2.5, 1e300, Double.leastNonzeroMagnitude, 1 / 3, 2, Double.greatestFiniteMagnitude, .infinity,
            ]
            for (index, number) in numbers.enumerated() {
                try await engine.execute("INSERT INTO thing (id, r) VALUES (\("\(index)"), \(number))")
                let row = try await engine.first("SELECT r FROM thing WHERE id = \("\(index)")")
                #expect(try row?.real("r") == number)
            }
        }
    }

    @Test(
        arguments: EngineKind.all,
        [
            "", "a'b\"c\\d", "开发者助手", "👩🏽‍💻🀄️", "e\u{301} \u{202E}x", "line\r\nline\ttab",
            String(repeating: "长", count: 40_000),
        ]
    )
    func `text comes back as it was`(_ kind: EngineKind, _ text: String) async throws {
        try await TestDatabase.with(kind, migrations: [Self.table]) { database in
            let engine = database.engine
            try await engine.execute("INSERT INTO thing (id, t) VALUES (\("1"), \(text))")
            let row = try #require(try await engine.first("SELECT t, \(text) AS same FROM thing WHERE t = \(text)"))
            #expect(Array(try row.text("t").utf8) == Array(text.utf8))
            #expect(Array(try row.text("same").utf8) == Array(text.utf8))
        }
    }

    @Test(arguments: EngineKind.all)
    func `blobs come back byte for byte`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            for blob in [[], [0], Array(0...255), [UInt8](repeating: 0x5c, count: 100_000)] as [[UInt8]] {
                let row = try #require(try await engine.first("SELECT \(blob) AS b"))
                #expect(try row.blob("b") == blob)
            }
        }
    }

    @Test(arguments: EngineKind.all)
    func `nothing is stored as nothing`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind, migrations: [Self.table]) { database in
            let engine = database.engine
            let (number, real, text): (Int?, Double?, String?) = (nil, nil, nil)
            try await engine.execute("INSERT INTO thing (id, n, r, t) VALUES (\("1"), \(number), \(real), \(text))")
            let row = try #require(try await engine.first("SELECT n, r, t FROM thing WHERE n IS NULL"))
            #expect(try row.optionalInt("n") == nil)
            #expect(try row.optionalReal("r") == nil)
            #expect(try row.optionalText("t") == nil)
            #expect(throws: StorageError.self) { try row.text("t") }
        }
    }

    enum Colour: String { case red, green }

    @Test(arguments: EngineKind.all)
    func `words, identifiers, moments and truth have one form`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let id = ID<Person>(rawValue: "01abc")
            let none: Colour? = nil
            let row = try #require(
                try await engine.first(
                    """
                    SELECT \(id) AS id, \(Instant(milliseconds: 12)) AS at, \(true) AS yes, \(false) AS no,
                        \(Colour.green) AS word, \(none) AS none, \(ID<Person>?.none) AS nobody
                    """
                )
            )
            #expect(try row.id("id", of: Person.self) == id)
            #expect(try row.instant("at") == Instant(milliseconds: 12))
            #expect(try row.bool("yes") && !row.bool("no"))
            #expect(try row.int("yes") == 1)
            #expect(try row.word("word", as: Colour.self) == .green)
            #expect(try row.optionalWord("none", as: Colour.self) == nil)
            #expect(try row.optionalID("nobody", of: Person.self) == nil)
            #expect(throws: StorageError.self) { try row.word("id", as: Colour.self) }
        }
    }

    @Test(arguments: EngineKind.all)
    func `text with a NUL and numbers that are none are refused`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            await #expect {
                try await engine.rows("SELECT \("secret\0") AS t")
            } throws: { error in
                guard case StorageError.value(let problem) = error else { return false }
                return problem.contains("$1") && !problem.contains("secret")
            }
            await #expect(throws: StorageError.self) { try await engine.rows("SELECT \(Double.nan) AS r") }
        }
    }

    @Test(arguments: EngineKind.all)
    func `more values than SQLite takes are refused by both`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let most = try await engine.first("SELECT 1 AS n WHERE \(Query.isIn("1", Array(1...32_766)))")
            #expect(try most?.int("n") == 1)
            await #expect(throws: StorageError.self) {
                try await engine.rows("SELECT 1 AS n WHERE \(Query.isIn("1", Array(1...32_767)))")
            }
        }
    }
}
