/// A table as a file for spreadsheets: RFC 4180, UTF-8 with the mark that they know it by.
enum CSV {
    static func text(_ rows: [[String]]) -> String {
        "\u{feff}" + lines(rows)
    }

    /// More rows of a file that has begun.
    static func lines(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// What begins like a formula is a text for every spreadsheet: an apostrophe stands in front. Some take the wide forms of
    /// the signs for the same, and some leave out spaces before.
    static func cell(_ text: String) -> String {
        let isFormula =
            text.unicodeScalars.first { $0 != " " && $0 != "\u{3000}" && $0 != "\u{a0}" }
            .map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let needsQuotes = isFormula || text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        let inner = isFormula ? "'\(text)" : text
        return needsQuotes ? "\"\(inner.replacing("\"", with: "\"\""))\"" : inner
    }
}
