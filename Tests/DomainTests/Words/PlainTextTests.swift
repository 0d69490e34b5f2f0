import Domain
import Testing

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("  山丘   咖啡  ", "山丘 咖啡"), ("a\u{3000}\u{a0}b", "a b"), ("a\tb\nc\r\nd", "a b c d"), ("", ""), (" \n\t ", ""),
        ("a\u{0}b\u{7f}c\u{85}d", "abc d"), ("\u{feff}a", "a"), ("a \u{200e} b", "a b"),
        // Marks that turn the direction around, or that nobody sees.
        ("abc\u{202e}fdp.exe", "abcfdp.exe"), ("\u{2066}a\u{2069}\u{61c}", "a"), ("a\u{200b}\u{2060}\u{ad}b", "ab"),
        ("\u{200b}", ""),
        // What joins an emoji or a script's letters stays.
        ("👨‍👩‍👧", "👨‍👩‍👧"), ("می‌خواهم", "می‌خواهم"),
    ])
    func `a line has no control characters and single spaces`(typed: String, kept: String) {
        #expect(Array(PlainText.line(typed).unicodeScalars) == Array(kept.unicodeScalars))
    }

    @Test(arguments: [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\n\n a \n\n\n\n b\n\n", "a\n\nb"), ("a\u{0}\nb\t c", "a\nb c"), ("", ""),
        ("\r\n\r\n", ""), ("a\u{2028}b", "a b"),
    ])
    func `lines keep their breaks, with one empty line at most between`(typed: String, kept: String) {
        #expect(Array(PlainText.lines(typed).unicodeScalars) == Array(kept.unicodeScalars))
    }

    @Test func `what was made plain stays as it is`() {
        for scalar in (0...0x2fff).compactMap(Unicode.Scalar.init) {
            let text = "a\(Character(scalar)) \(Character(scalar))\n\(Character(scalar))b"
            let line = PlainText.line(text)
            #expect(PlainText.line(line) == line)
            let lines = PlainText.lines(text)
            #expect(PlainText.lines(lines) == lines)
        }
    }
}
