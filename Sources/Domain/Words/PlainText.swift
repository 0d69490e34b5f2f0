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
        let unified = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" }))
        var result: [String] = []
        for line in unified.split(separator: "\n", omittingEmptySubsequences: false).map({ PlainText.line(String($0)) })
        {
            if line.isEmpty, result.last?.isEmpty ?? true { continue }
            result.append(line)
        }
        while result.last?.isEmpty == true { result.removeLast() }
        return result.joined(separator: "\n")
    }

    /// Control characters, and the marks that turn the direction of text around: they make a name look like another.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }
}
