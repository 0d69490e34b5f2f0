import Domain
import Testing

@Suite struct TextLengthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("a b\n", 4), ("山丘", 4), ("山丘 coffee", 11), ("，。", 4), ("é", 2), ("e\u{301}", 3),
        ("😀", 2), ("👨‍👩‍👧", 10), ("ａ", 2),
    ])
    func `a character outside ASCII counts 2`(text: String, length: Int) {
        #expect(TextLength.weighted(text) == length)
    }
}
