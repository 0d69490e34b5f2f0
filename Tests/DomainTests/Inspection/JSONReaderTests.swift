import Domain
import Testing

@Suite struct `Reading JSON` {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    private func failure(_ text: String) -> JSONProblem? {
        do {
            _ = try JSONReader.read(Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test func `values of every kind are read`() throws {
        let value = try read(#" {"a": [1, -2.5e3, true, false, null, "b"], "空": {}} "#)
        #expect(value["a"]?.array == [.number(1), .number(-2500), .bool(true), .bool(false), .null, .string("b")])
        #expect(value["空"] == .object([:]))
    }

    @Test func `escapes are read, pairs of surrogates too`() throws {
        #expect(try read(#""\"\\\/\b\f\n\r\t\u4f60\ud83d\ude00""#).string == "\"\\/\u{8}\u{c}\n\r\t你😀")
        #expect(try read(#""\ud83d\u0041""#).string == "\u{fffd}A")
        #expect(try read(#""\ud83dx\udc00""#).string == "\u{fffd}x\u{fffd}")
    }

    @Test(arguments: [
        ("{\n  \"a\": 1,\n}", 3, 1), ("{\"a\": 1 // 注释\n}", 1, 9), ("[1 2]", 1, 4), ("{a: 1}", 1, 2), ("", 1, 1),
        ("[1]]", 1, 4), ("\"\n\"", 1, 2), ("01", 1, 3), ("tru", 1, 1), ("\"\\x\"", 1, 3), ("{\"订\": 单}", 1, 7),
    ])
    func `what is wrong is told with line and column`(_ text: String, _ line: Int, _ column: Int) throws {
        let problem = try #require(failure(text))
        #expect(problem.line == line)
        #expect(problem.column == column)
    }

    @Test(arguments: [
        "-", "1.", "1e", ".5", "+1", "NaN", "'a'", "[,]", "{,}", "{\"a\"}", "{\"a\":}", "\u{0}",
    ])
    func `what only looks like JSON is refused`(_ text: String) {
        #expect(failure(text) != nil)
    }

    @Test(arguments: ["[", "{\"a\":", "[[1],"])
    func `a hundred thousand levels are refused, not followed`(_ opening: String) {
        #expect(failure(String(repeating: opening, count: 100_000))?.words.en == "nested too deeply")
    }

    @Test func `sixty levels are read`() throws {
        _ = try read(String(repeating: "[", count: 60) + String(repeating: "]", count: 60))
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONProblem.self) { try JSONReader.read([0x22, 0xff, 0x22]) }
        #expect(throws: JSONProblem.self) { try JSONReader.read([0xff, 0xfe, 0x7b, 0]) }
    }

    @Test func `a byte order mark is passed over`() throws {
        #expect(try JSONReader.read([0xef, 0xbb, 0xbf, 0x31]).int == 1)
    }

    @Test func `a whole number is one only when it is`() throws {
        #expect(try read("1.5").int == nil)
        #expect(try read("1e300").int == nil)
        #expect(try read("42").int == 42)
    }
}
