import Crypto

/// What makes two failures the same error: kind, message without what differs from phone to phone, and the functions on top of
/// the stack. Failures with one fingerprint are one group.
///
/// The text begins with the version of these rules, so that groups made by older rules stay what they were.
///
/// Rules of version 1: in messages and addresses numbers become `0`, quoted texts `'…'`, hexadecimal names of eight digits and
/// more `#`. Of the stack the first five frames count by file and function; lines and columns do not, since they move with every
/// version, nor do names of one or two letters, which a minifier gives anew each time.
package struct ErrorFingerprint: Hashable, Sendable {
    package let text: String

    package static let version = 1
    package static let frames = 5

    /// - Parameters:
    ///   - subject: the address or interface concerned.
    ///   - code: a status, an interface's code, a resource's type.
    package init(
        kind: RuntimeEvent.Kind,
        subject: String?,
        code: String?,
        message: String?,
        stack: String?,
        page: String?
    ) {
        var parts = [kind.rawValue, Self.general(subject ?? ""), code ?? "", Self.general(message ?? "")]
        let frames = stack.map(StackTrace.frames) ?? []
        parts += frames.prefix(Self.frames).map { frame in
            let name = frame.function.flatMap { $0.utf8.count > 2 ? $0 : nil } ?? ""
            return "\(Self.general(frame.path)) \(name)"
        }
        // What says nothing else about itself is told apart by where it happened.
        if subject == nil, message == nil, frames.isEmpty { parts.append(page ?? "") }
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array("\(part.utf8.count):".utf8))
            hash.update(data: Array(part.utf8))
        }
        let digits = hash.finalize().prefix(10).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        text = "\(Self.version).\(digits.joined())"
    }

    /// One that was read from an address or a row; nil where it cannot be one.
    package init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...3).contains(parts[0].utf8.count), Int(parts[0]) != nil, parts[1].utf8.count == 20,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
    }

    /// A message without what differs from one phone or request to the next.
    package static func general(_ text: String) -> String {
        var (out, rest): ([UInt8], ArraySlice<UInt8>) = ([], Array(text.utf8)[...])
        while let byte = rest.first {
            if let quote = closing[byte], let end = rest.dropFirst().prefix(200).firstIndex(of: quote),
                !isWord(out.last)
            {
                out += Array("'…'".utf8)
                rest = rest[(end + 1)...]
            } else if isLetterOrDigit(byte) {
                let word = rest.prefix(while: isLetterOrDigit)
                out += replaced(word)
                rest = rest[word.endIndex...]
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let closing: [UInt8: UInt8] = [
        UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "\""): UInt8(ascii: "\""),
        UInt8(ascii: "`"): UInt8(ascii: "`"),
    ]

    private static func replaced(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let digits = word.count { (0x30...0x39).contains($0) }
        if digits == word.count { return [UInt8(ascii: "0")] }
        let isHexadecimal = word.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        if digits > 0, isHexadecimal, word.count >= 8 { return [UInt8(ascii: "#")] }
        // `item42` is `item0`: the digits of a word are a number as well.
        var (out, wasDigit): ([UInt8], Bool) = ([], false)
        for byte in word {
            let isDigit = (0x30...0x39).contains(byte)
            if !isDigit { out.append(byte) } else if !wasDigit { out.append(UInt8(ascii: "0")) }
            wasDigit = isDigit
        }
        return out
    }

    private static func isWord(_ byte: UInt8?) -> Bool { byte.map(isLetterOrDigit) ?? false }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte >= 0x80
    }
}
