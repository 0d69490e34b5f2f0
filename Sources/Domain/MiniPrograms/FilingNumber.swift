/// The number under which a site or a mini program is filed with the authorities (备案号): 浙ICP备2021000001号, with `-1` for a
/// service of the same filer and a letter for its kind (`A` an app, `X` a mini program, `K` a quick app).
package enum FilingNumber {
    /// The one-character names of the provinces as filings use them.
    private static let provinces = Set("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新".unicodeScalars)

    /// The number in its usual writing, without blanks and with ICP in capitals; empty clears the field.
    package static func check(_ typed: String) -> Checked<String> {
        let text = String(String.UnicodeScalarView(PlainText.line(typed).unicodeScalars.filter { $0 != " " }))
            .uppercased()
        if text.isEmpty || isFilingNumber(text) { return .good(text) }
        return .bad(
            Words(
                "备案号格式不正确，应如 浙ICP备2021000001号-1 或 浙ICP备2021000001号-1A。",
                "This is no filing number. It looks like 浙ICP备2021000001号-1 or 浙ICP备2021000001号-1A."
            )
        )
    }

    private static func isFilingNumber(_ text: String) -> Bool {
        var rest = text.unicodeScalars[...]
        guard let province = rest.popFirst(), provinces.contains(province) else { return false }
        for expected in "ICP备".unicodeScalars where rest.popFirst() != expected { return false }
        guard (6...10).contains(digits(&rest)), rest.popFirst() == "号" else { return false }
        if rest.first == "-" {
            rest.removeFirst()
            guard rest.first != "0", (1...4).contains(digits(&rest)) else { return false }
        }
        if let kind = rest.first, ("A"..."Z").contains(kind) { rest.removeFirst() }
        return rest.isEmpty
    }

    /// Takes the digits off the front and says how many there were.
    private static func digits(_ text: inout Substring.UnicodeScalarView) -> Int {
        var count = 0
        while let first = text.first, ("0"..."9").contains(first) {
            text.removeFirst()
            count += 1
        }
        return count
    }
}
