/// Makes texts from phones fit to keep: without control characters, cut at a number of bytes between two characters.
enum EventText {
    /// One line; nil where nothing is left.
    static func line(_ text: String, most: Int) -> String? {
        // Nearly all are short and plain; looking at every scalar takes longer than reading the whole line.
        if text.utf8.count <= most, isPlain(text) { return text.isEmpty ? nil : text }
        let line = cut(PlainText.line(cut(text, most * 4)), most)
        return line.isEmpty ? nil : line
    }

    /// Several lines; nil where nothing is left.
    static func lines(_ text: String, most: Int) -> String? {
        let lines = cut(PlainText.lines(cut(text, most)), most)
        return lines.isEmpty ? nil : lines
    }

    /// An address without query, fragment and credentials, which may hold secrets.
    static func url(_ text: String) -> String? {
        let (slash, at) = (UInt8(ascii: "/"), UInt8(ascii: "@"))
        var path = Array(text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })[...]
        if let colon = path.firstIndex(of: UInt8(ascii: ":")), path[colon...].dropFirst().starts(with: [slash, slash]) {
            let rest = path[(colon + 3)...]
            if let end = rest.prefix(while: { $0 != slash }).lastIndex(of: at) {
                path = path[..<(colon + 3)] + rest[(end + 1)...]
            }
        }
        return line(String(decoding: path, as: UTF8.self), most: EventLimits.url)
    }

    /// The beginning of at most so many bytes.
    static func cut(_ text: String, _ most: Int) -> String {
        guard text.utf8.count > most else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: most)
        // A byte 10xxxxxx is not the first of its scalar.
        while end > text.startIndex, text.utf8[end] & 0b1100_0000 == 0b1000_0000 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    /// Printable ASCII with single spaces between words.
    private static func isPlain(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            guard (0x20...0x7e).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20 || text.isEmpty
    }
}
