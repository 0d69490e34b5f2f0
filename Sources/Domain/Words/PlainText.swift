/// Makes what somebody typed fit to keep.
package enum PlainText {
    /// One line: control characters are gone, runs of white space are one space, none at the ends.
    package static func line(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                if kept.last != " ", !kept.isEmpty { kept.append(" ") }
            } else if !isDropped(scalar) {
                kept.append(scalar)
            }
        }
        while kept.last == " " { kept.removeLast() }
        return String(kept)
    }

    /// Several lines: line ends are `\n`, at most one empty line in a row, other control characters are gone.
    package static func lines(_ text: String) -> String {
        // By scalars: a carriage return and a line feed are one Character.
        var unified = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar != "\n" || previous != "\r" { unified.append(scalar == "\r" ? "\n" : scalar) }
            previous = scalar
        }
        var result: [String] = []
        for part in unified.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = PlainText.line(String(part))
            if line.isEmpty, result.last?.isEmpty ?? true { continue }
            result.append(line)
        }
        while result.last?.isEmpty == true { result.removeLast() }
        return result.joined(separator: "\n")
    }

    /// Text in which spaces mean something: line ends are `\n`, a tab is four spaces, other control characters are gone, and
    /// so are empty lines at the ends.
    package static func markdown(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": kept.append("\n")
            case "\n": if previous != "\r" { kept.append("\n") }
            case "\t": kept.append(contentsOf: "    ".unicodeScalars)
            default: if !isDropped(scalar) { kept.append(scalar) }
            }
            previous = scalar
        }
        let lines = String(kept).split(separator: "\n", omittingEmptySubsequences: false)
        func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
        guard let first = lines.firstIndex(where: { !isBlank($0) }), let last = lines.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return lines[first...last].joined(separator: "\n")
    }

    /// Control characters, the marks that turn the direction of text around, and those that nobody sees: they make a name
    /// look like another, or like none. What joins letters (U+200C, U+200D) stays: scripts and emoji need it.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff: true
        default: false
        }
    }
}
