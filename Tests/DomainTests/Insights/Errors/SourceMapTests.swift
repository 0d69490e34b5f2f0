import Testing

@testable import Domain

@Suite struct `Source maps` {
    /// Line 1: column 0 to a.ts 1:1, column 10 to a.ts 3:5 (name total), column 20 to nowhere. Line 3: column 4 to b.ts 2:1.
    private let map = try! SourceMap(
        mappings: "AAAA,UAEIA,U;;ICDJ",
        sources: ["src/a.ts", "src/b.ts"],
        contents: ["one\ntwo\n  return price.total", nil],
        names: ["total"]
    )

    @Test func `lead to the last segment at or before a column`() {
        #expect(map.place(line: 1, column: 1) == .init(source: "src/a.ts", line: 1, column: 1, name: nil, text: "one"))
        #expect(map.place(line: 1, column: 10)?.line == 1)
        let named = SourceMap.Place(source: "src/a.ts", line: 3, column: 5, name: "total", text: "  return price.total")
        #expect(map.place(line: 1, column: 11) == named)
        #expect(map.place(line: 1, column: 20) == named)
        #expect(map.place(line: 1, column: 21) == nil)
    }

    @Test func `know lines without segments and places before the first`() {
        #expect(map.place(line: 2, column: 1) == nil)
        #expect(map.place(line: 3, column: 4) == nil)
        #expect(map.place(line: 3, column: 5) == .init(source: "src/b.ts", line: 2, column: 1, name: nil, text: nil))
        for line in [-1, 0, 4, .max] { #expect(map.place(line: line, column: 1) == nil) }
    }

    @Test func `take the first that leads somewhere where a phone gave no column`() {
        #expect(map.place(line: 1, column: nil)?.line == 1)
        #expect(map.place(line: 2, column: nil) == nil)
    }

    @Test func `may be empty`() throws {
        let empty = try SourceMap(mappings: "", sources: [], contents: [], names: [])
        #expect(empty.place(line: 1, column: 1) == nil)
    }

    @Test(arguments: [
        "A!", "AA", "AAA", "AAAAAA", "g", "gggggggggB", "D", "AAAAC", "ACAA", "AADA", "AAAA,AAAD", "é", "/////H",
    ])
    func `that are damaged are refused`(mappings: String) {
        #expect(throws: SourceMap.Fault.malformed) {
            try SourceMap(mappings: mappings, sources: ["a"], contents: [], names: ["n"])
        }
    }
}
