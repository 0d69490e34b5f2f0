/// The members of one flat JSON object (RFC 8259), read strictly in one pass: a hundred lines a request, thousands of requests a
/// second, is where a general decoder takes more time than all the rest. What lies deeper is checked and passed over.
struct JSONLine {
    enum Value: Hashable, Sendable {
        case text(String)
        case number(Double)
        case flag(Bool)
        case null
        /// A list or an object.
        case nested
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place: Int

    private static let mostDepth = 16
    private static let mostMembers = 64

    private enum Fault: Error { case malformed }

    /// The members in their order; nil when the bytes are no JSON object in UTF-8. White space around it is fine.
    static func members(of line: ArraySlice<UInt8>) -> [(name: String, value: Value)]? {
        line.withUnsafeBufferPointer { bytes in
            var scanner = JSONLine(bytes: bytes, place: 0)
            return try? scanner.object()
        }
    }

    private mutating func object() throws(Fault) -> [(name: String, value: Value)] {
        var members: [(name: String, value: Value)] = []
        members.reserveCapacity(12)
        skipSpace()
        try expect("{")
        skipSpace()
        if take("}") { return try ended(members) }
        repeat {
            skipSpace()
            try expect("\"")
            let name = try string()
            skipSpace()
            try expect(":")
            skipSpace()
            guard members.count < Self.mostMembers else { throw .malformed }
            members.append((name, try value(depth: 1)))
            skipSpace()
        } while take(",")
        try expect("}")
        return try ended(members)
    }

    private mutating func ended(_ members: [(name: String, value: Value)]) throws(Fault) -> [(
        name: String, value: Value
    )] {
        skipSpace()
        guard place == bytes.count else { throw .malformed }
        return members
    }

    private mutating func value(depth: Int) throws(Fault) -> Value {
        guard place < bytes.count else { throw .malformed }
        switch bytes[place] {
        case UInt8(ascii: "\""):
            place += 1
            return .text(try string())
        case UInt8(ascii: "t"):
            try expect("true")
            return .flag(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .flag(false)
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        case UInt8(ascii: "["):
            try list(depth: depth)
            return .nested
        case UInt8(ascii: "{"):
            try inner(depth: depth)
            return .nested
        default: return .number(try number())
        }
    }

    private mutating func list(depth: Int) throws(Fault) {
        guard depth < Self.mostDepth else { throw .malformed }
        place += 1
        skipSpace()
        if take("]") { return }
        repeat {
            skipSpace()
            _ = try value(depth: depth + 1)
            skipSpace()
        } while take(",")
        try expect("]")
    }

    private mutating func inner(depth: Int) throws(Fault) {
        guard depth < Self.mostDepth else { throw .malformed }
        place += 1
        skipSpace()
        if take("}") { return }
        repeat {
            skipSpace()
            try expect("\"")
            _ = try string()
            skipSpace()
            try expect(":")
            skipSpace()
            _ = try value(depth: depth + 1)
            skipSpace()
        } while take(",")
        try expect("}")
    }

    private mutating func number() throws(Fault) -> Double {
        let start = place
        let isNegative = take("-")
        let digits = digits()
        // No leading zeros, no bare sign.
        let first = start + (isNegative ? 1 : 0)
        guard digits > 0, digits == 1 || bytes[first] != UInt8(ascii: "0") else { throw .malformed }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard self.digits() > 0 else { throw .malformed }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard self.digits() > 0 else { throw .malformed }
        }
        if isWhole, digits <= 15 {
            let whole = bytes[first..<place].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
            return Double(isNegative ? -whole : whole)
        }
        guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)) else { throw .malformed }
        return number
    }

    /// Passes over digits and counts them.
    private mutating func digits() -> Int {
        let start = place
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
        return place - start
    }

    /// A text whose opening quotation mark was read.
    private mutating func string() throws(Fault) -> String {
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                guard let text = String(validating: bytes[start..<place], as: UTF8.self) else { throw .malformed }
                place += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw .malformed }
            place += 1
        }
        throw .malformed
    }

    private mutating func escapedString(from start: Int) throws(Fault) -> String {
        var decoded = Array(bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: decoded, as: UTF8.self) else { throw .malformed }
                return text
            case UInt8(ascii: "\\"): decoded.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20: throw .malformed
            default: decoded.append(byte)
            }
        }
        throw .malformed
    }

    /// What stands after a backslash. Half of a surrogate pair, which scripts produce by cutting texts, becomes U+FFFD.
    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        guard place < bytes.count else { throw .malformed }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try fourDigits()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            let afterFirst = place
            guard unit < 0xdc00, take("\\"), take("u") else {
                place = afterFirst
                return "\u{fffd}"
            }
            let second = try fourDigits()
            guard (0xdc00...0xdfff).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(second) - 0xdc00))
            else {
                place = afterFirst
                return "\u{fffd}"
            }
            return scalar
        default: throw .malformed
        }
    }

    private mutating func fourDigits() throws(Fault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard place < bytes.count, let digit = Unicode.Scalar(bytes[place]).hexDigit else { throw .malformed }
            unit = unit << 4 | digit
            place += 1
        }
        return unit
    }

    private mutating func skipSpace() {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x09, 0x0d, 0x0a: place += 1
            default: return
            }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, UInt32(bytes[place]) == character.value else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ word: StaticString) throws(Fault) {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count else { throw .malformed }
        for offset in 0..<count where bytes[place + offset] != word.utf8Start[offset] { throw .malformed }
        place += count
    }
}

extension Unicode.Scalar {
    fileprivate var hexDigit: UInt16? {
        switch value {
        case 0x30...0x39: UInt16(value - 0x30)
        case 0x41...0x46: UInt16(value - 0x37)
        case 0x61...0x66: UInt16(value - 0x57)
        default: nil
        }
    }
}
