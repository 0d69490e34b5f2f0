import Domain
import FoundationEssentials
import Testing

@Suite struct VersionNumberTests {
    @Test(arguments: ["0.0.0", "1.2.3", "10.20.30", "2147483647.2147483647.2147483647", "0.0.1"])
    func `a number is read and printed the same`(text: String) throws {
        let number = try #require(VersionNumber(text))
        #expect(number.description == text)
    }

    @Test(arguments: [
        "", "1", "1.2", "1.2.3.4", ".1.2", "1..2", "1.2.", "1.2.3 ", " 1.2.3", "01.2.3", "1.02.3", "1.2.00", "-1.2.3",
        "+1.2.3", "1.2.x", "v1.2.3", "1.2.3-beta", "1,2,3", "1.2.2147483648", "99999999999.0.0", "１.2.3", "1.2.3\n",
        "1.2.3\u{301}", "0x1.2.3", "1.2.٣",
    ])
    func `what is not exactly three whole numbers is refused`(text: String) {
        #expect(VersionNumber(text) == nil)
    }

    /// Every number of these parts, which lie on both sides of each change in the count of digits.
    private static let all: [VersionNumber] = {
        let parts: [Int32] = [0, 1, 9, 10, 99, 100, 999_999_999, 1_000_000_000, .max]
        return parts.flatMap { major in
            parts.flatMap { minor in parts.map { VersionNumber(major, minor, $0) } }
        }
    }()

    @Test func `numbers are ordered by part, and the database's key orders them alike`() {
        for (lower, higher) in zip(Self.all, Self.all.dropFirst()) {
            #expect(lower < higher)
            #expect(lower.sortKey.utf8.lexicographicallyPrecedes(higher.sortKey.utf8))
        }
        #expect(Set(Self.all.map(\.sortKey.utf8.count)) == [32])
    }

    @Test func `the next number is larger, and nothing lies between`() throws {
        #expect(VersionNumber(1, 2, 3).next == VersionNumber(1, 2, 4))
        #expect(VersionNumber(1, 2, .max).next == VersionNumber(1, 3, 0))
        #expect(VersionNumber(1, .max, .max).next == VersionNumber(2, 0, 0))
        #expect(VersionNumber(.max, .max, .max).next == nil)
        for number in Self.all {
            if let next = number.next { #expect(next > number) }
        }
    }

    @Test func `as JSON it is its text, and anything else is refused`() throws {
        let text = String(decoding: try JSONEncoder().encode([VersionNumber(1, 2, 3)]), as: UTF8.self)
        #expect(text == #"["1.2.3"]"#)
        #expect(try JSONDecoder().decode([VersionNumber].self, from: Data(text.utf8)) == [VersionNumber(1, 2, 3)])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([VersionNumber].self, from: Data(#"["1.2"]"#.utf8))
        }
    }
}
