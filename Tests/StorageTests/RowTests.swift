import Storage
import TestSupport
import Testing

@Suite struct RowTests {
    private func problem(_ read: () throws -> Any) -> String {
        do {
            return "no error but \(try read())"
        } catch let error as StorageError {
            return "\(error)"
        } catch {
            return "another error"
        }
    }

    @Test(arguments: EngineKind.all)
    func `a column that does not fit is an error with its name`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let row = try #require(
                try await engine.first(
                    "SELECT \("5") AS t, \(5) AS n, NULL AS blank, \(1.5) AS r, 1 AS twice, 2 AS twice"
                )
            )
            #expect(problem { try row.int("t") } == "column t is text, not an integer")
            #expect(problem { try row.text("n") } == "column n is an integer, not text")
            #expect(problem { try row.bool("n") } == "column n is an integer, not 0 or 1")
            #expect(problem { try row.int("r") } == "column r is a real number, not an integer")
            #expect(problem { try row.blob("t") } == "column t is text, not a blob")
            #expect(problem { try row.int("blank") } == "column blank is empty")
            #expect(problem { try row.int("absent") }.hasPrefix("column absent is not in the result (t, n,"))
            #expect(problem { try row.int("twice") } == "column twice is in the result twice")
        }
    }

    @Test(arguments: EngineKind.all)
    func `a whole number will do for a real one`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let row = try #require(try await engine.first("SELECT \(2) AS n"))
            #expect(try row.real("n") == 2)
        }
    }

    @Test(arguments: EngineKind.all)
    func `names of columns are the same in upper and lower case`(_ kind: EngineKind) async throws {
        try await TestDatabase.with(kind) { database in
            let engine = database.engine
            let row = try #require(try await engine.first("SELECT 1 AS pictureID"))
            #expect(try row.int("pictureID") == 1)
            #expect(try row.int("pictureid") == 1)
            #expect(row.names == ["pictureid"])
        }
    }
}
