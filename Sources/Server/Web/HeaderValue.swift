/// A header value with parameters: `form-data; name="a"; filename="b.zip"`.
struct HeaderValue: Equatable {
    /// What stands before the first parameter, in lower case.
    let first: String
    private var parameters: [String: String] = [:]

    subscript(_ name: String) -> String? { parameters[name] }

    init(_ text: String) throws {
        let scalars = Array(text.unicodeScalars)
        var index = scalars.firstIndex(of: ";") ?? scalars.count
        first = Self.trimmed(Self.text(scalars[..<index])).lowercased()
        while index < scalars.count {
            // Here stands a semicolon. One at the end of the value means nothing.
            index = Self.skippingBlanks(scalars, from: index + 1)
            if index == scalars.count { break }
            let nameStart = index
            while index < scalars.count, Self.isToken(scalars[index]) { index += 1 }
            let name = Self.text(scalars[nameStart..<index]).lowercased()
            index = Self.skippingBlanks(scalars, from: index)
            guard !name.isEmpty, index < scalars.count, scalars[index] == "=" else { throw Self.malformed }
            index = Self.skippingBlanks(scalars, from: index + 1)
            let value: String
            if index < scalars.count, scalars[index] == "\"" {
                value = try Self.quoted(scalars, &index)
            } else {
                let start = index
                while index < scalars.count, scalars[index] != ";" { index += 1 }
                value = Self.trimmed(Self.text(scalars[start..<index]))
                guard !value.unicodeScalars.contains("\"") else { throw Self.malformed }
            }
            index = Self.skippingBlanks(scalars, from: index)
            guard index == scalars.count || scalars[index] == ";" else { throw Self.malformed }
            guard parameters.updateValue(value, forKey: name) == nil else { throw Self.malformed }
        }
    }

    /// A quoted value. A backslash hides a quote or a backslash only: some clients send Windows paths as they are.
    /// Browsers write a quote and line ends in percent encoding instead (WHATWG HTML), and nothing else.
    private static func quoted(_ scalars: [Unicode.Scalar], _ index: inout Int) throws -> String {
        var value = String.UnicodeScalarView()
        index += 1
        while index < scalars.count, scalars[index] != "\"" {
            if scalars[index] == "\\", index + 1 < scalars.count,
                scalars[index + 1] == "\"" || scalars[index + 1] == "\\"
            {
                index += 1
            }
            value.append(scalars[index])
            index += 1
        }
        guard index < scalars.count else { throw malformed }
        index += 1
        return value.contains("%") ? unescaped(String(value)) : String(value)
    }

    private static func unescaped(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = Array(value.unicodeScalars)[...]
        while let scalar = rest.first {
            switch text(rest.prefix(3)).uppercased() {
            case "%22": result.append("\"")
            case "%0D": result.append("\r")
            case "%0A": result.append("\n")
            default:
                result.append(scalar)
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(3)
        }
        return String(result)
    }

    /// A value of the form `UTF-8'language'percent-encoded` (RFC 8187).
    static func extended(_ value: String) throws -> String {
        let pieces = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard pieces.count == 3, pieces[0].lowercased() == "utf-8",
            let text = String(pieces[2]).removingURLPercentEncoding(), !text.utf8.contains(0)
        else { throw malformed }
        return text
    }

    private static let malformed = FormRefusal.malformed("头部的参数有误", "header parameters")

    private static func skippingBlanks(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var index = start
        while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
        return index
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// Without blanks at its ends.
    static func trimmed(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, first == " " || first == "\t" { scalars.removeFirst() }
        while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
        return String(Substring(scalars))
    }

    /// A character of a name, as RFC 9110 has it.
    static func isToken(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else { return false }
        return isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
