/// Reads JSON (RFC 8259) strictly, saying where it stops being JSON. Nesting deeper than 64 is refused before it can
/// exhaust the stack. A byte order mark at the start is passed over: it is a finding, not an error.
package struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0

    /// The value of the whole text.
    package static func read(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { reader.at = 3 }
        let value = try reader.value(depth: 0)
        try reader.space()
        guard reader.at == bytes.count else { throw reader.problem("结尾之后还有内容", "there is more after the end") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth < PackageLimits.jsonDepth else { throw problem("嵌套太深", "nested too deeply") }
        try space()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw problem("内容不完整", "the text ends too early")
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        at += 1
        var members: [String: JSONValue] = [:]
        try space()
        if take("}") { return .object(members) }
        while true {
            try space()
            guard next == UInt8(ascii: "\"") else {
                throw next == UInt8(ascii: "}")
                    ? problem("多余的逗号", "a comma too many")
                    : problem("键要用双引号括起来", "a key must stand in double quotes")
            }
            let key = try string()
            try space()
            guard take(":") else { throw problem("键之后缺少冒号", "a colon is missing after the key") }
            members[key] = try value(depth: depth + 1)
            try space()
            if take("}") { return .object(members) }
            guard take(",") else { throw problem("缺少逗号或“}”", "a comma or “}” is missing") }
        }
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
        at += 1
        var items: [JSONValue] = []
        try space()
        if take("]") { return .array(items) }
        while true {
            try space()
            if next == UInt8(ascii: "]") { throw problem("多余的逗号", "a comma too many") }
            items.append(try value(depth: depth + 1))
            try space()
            if take("]") { return .array(items) }
            guard take(",") else { throw problem("缺少逗号或“]”", "a comma or “]” is missing") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        let matches = word.withUTF8Buffer { bytes[at...].starts(with: $0) }
        guard matches else { throw problem("无法识别的内容", "not a JSON value") }
        at += word.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(JSONProblem) -> JSONValue {
        let start = at
        _ = take("-")
        let whole = digits()
        guard whole > 0 else {
            at = start
            throw problem("无法识别的内容", "not a JSON value")
        }
        if whole > 1, bytes[at - whole] == UInt8(ascii: "0") { throw problem("数字不能以 0 开头", "a leading zero") }
        if take("."), digits() == 0 { throw problem("小数点后缺少数字", "digits are missing after the point") }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if digits() == 0 { throw problem("指数缺少数字", "the exponent has no digits") }
        }
        guard at - start < 400, let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)) else {
            throw problem("数字太长", "the number is too long")
        }
        return .number(number)
    }

    private mutating func digits() -> Int {
        let start = at
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { at += 1 }
        return at - start
    }

    private mutating func string() throws(JSONProblem) -> String {
        at += 1
        let start = at
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { at += 1 }
        var kept = Array(bytes[start..<at])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: kept, as: UTF8.self) else {
                    throw problem("文字不是 UTF-8 编码", "the text is not UTF-8")
                }
                at += 1
                return text
            case UInt8(ascii: "\\"): try escape(into: &kept)
            case 0..<0x20: throw problem("文字里有换行或控制字符", "a line break or control character in a text")
            default:
                kept.append(byte)
                at += 1
            }
        }
        throw problem("引号没有结束", "a quotation mark is missing")
    }

    private mutating func escape(into kept: inout [UInt8]) throws(JSONProblem) {
        at += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): kept.append(bytes[at])
        case UInt8(ascii: "b"): kept.append(8)
        case UInt8(ascii: "f"): kept.append(12)
        case UInt8(ascii: "n"): kept.append(10)
        case UInt8(ascii: "r"): kept.append(13)
        case UInt8(ascii: "t"): kept.append(9)
        case UInt8(ascii: "u"):
            kept.append(contentsOf: String(try escapedScalar()).utf8)
            return
        default: throw problem("无效的转义", "an unknown escape")
        }
        at += 1
    }

    /// `\uXXXX`, or two of them for a character beyond the first plane; half a pair becomes U+FFFD.
    private mutating func escapedScalar() throws(JSONProblem) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let mark = at
        guard first < 0xdc00, take("\\"), next == UInt8(ascii: "u") else {
            at = mark
            return "\u{fffd}"
        }
        let second = try hexadecimal()
        guard (0xdc00...0xdfff).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else {
            at = mark
            return "\u{fffd}"
        }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        at += 1
        guard at + 4 <= bytes.count else { throw problem("无效的转义", "an unknown escape") }
        var value: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw problem("无效的转义", "an unknown escape")
            }
            value = value << 4 | UInt32(digit)
        }
        at += 4
        return value
    }

    private mutating func space() throws(JSONProblem) {
        while let byte = next, byte == 0x20 || (byte >= 9 && byte <= 10) || byte == 13 { at += 1 }
        if next == UInt8(ascii: "/") { throw problem("JSON 里不能写注释", "JSON allows no comments") }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private func problem(_ zh: String, _ en: String) -> JSONProblem {
        let before = bytes[..<min(at, bytes.count)]
        let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        let line = before.count { $0 == 10 } + 1
        let column = before[lineStart...].count { $0 & 0xc0 != 0x80 } + 1
        return JSONProblem(line: line, column: column, words: Words(zh, en))
    }
}
