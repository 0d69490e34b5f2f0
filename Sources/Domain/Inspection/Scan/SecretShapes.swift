/// Shapes that only a key has. Each takes the file's bytes and where the shape would begin.
enum SecretShapes {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// `-----BEGIN … PRIVATE KEY-----` with a key behind it. Libraries that read keys hold the header alone, hence the check
    /// of what follows: past line breaks, quotes and `+`, at least 40 characters of base64, or an encrypted key's header.
    static func isPrivateKeyBlock(_ bytes: Bytes, _ at: Int) -> Bool {
        guard starts(bytes, at, "-----BEGIN ") else { return false }
        let end = min(at + 48, bytes.count)
        guard let mark = (at..<end).first(where: { starts(bytes, $0, "PRIVATE KEY-----") }) else { return false }
        var next = mark + 16
        let reach = min(next + 24, bytes.count)
        while next < reach {
            if bytes[next] == UInt8(ascii: "\\"), next + 1 < bytes.count {
                next += 2
            } else if " \r\n\t\"'`+".utf8.contains(bytes[next]) {
                next += 1
            } else {
                break
            }
        }
        return starts(bytes, next, "Proc-Type") || run(bytes, next, of: isBase64) >= 40
    }

    /// A private key without its header, as Alipay's tools hand it out: base64 whose first bytes are
    /// SEQUENCE { INTEGER 0, and then an algorithm (PKCS #8) or a modulus (PKCS #1). Public keys and certificates differ.
    static func isPrivateKeyBase64(_ bytes: Bytes, _ at: Int) -> Bool {
        if starts(bytes, at, "MIGHAgEAMBMG") { return run(bytes, at, of: isBase64) >= 100 }
        guard starts(bytes, at, "MII"), run(bytes, at, of: isBase64, upTo: 200) >= 100 else { return false }
        var head: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in bytes[at..<at + 12] {
            guard let value = base64Value(byte) else { return false }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                head.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return head[0] == 0x30 && head[1] == 0x82 && head[4...6].elementsEqual([2, 1, 0])
            && (head[7] == 0x30 || head[7] == 0x02)
    }

    /// `AKIA` or `ASIA` and 16 capitals or digits, standing alone.
    static func isAmazonKey(_ bytes: Bytes, _ at: Int) -> Bool {
        guard starts(bytes, at, "AKIA") || starts(bytes, at, "ASIA") else { return false }
        if at > 0, isWord(bytes[at - 1]) { return false }
        let length = run(bytes, at) { $0 < 0x5b && isWord($0) && $0 != UInt8(ascii: "_") }
        guard length == 20, at + 20 == bytes.count || !isWord(bytes[at + 20]) else { return false }
        return bytes[at..<at + 20].contains { $0 < 0x3a }
    }

    /// Whose key a quoted text is, by its beginning and length.
    static func cloud(_ bytes: Bytes, _ at: Int) -> String? {
        let length = run(bytes, at, of: isWord)
        if at + length < bytes.count, !"\"'`".utf8.contains(bytes[at + length]) { return nil }
        let mixes = bytes[at..<at + length].contains { $0 < 0x3a }
        guard mixes else { return nil }
        if starts(bytes, at, "LTAI"), (16...30).contains(length) { return "阿里云" }
        if starts(bytes, at, "AKID"), (32...40).contains(length) { return "腾讯云" }
        if starts(bytes, at, "ghp_") || starts(bytes, at, "ghs_"), length == 40 { return "GitHub" }
        if starts(bytes, at, "sk_live_"), length >= 24 { return "Stripe" }
        return nil
    }

    /// `# sourceMappingURL=` in a comment (`@` in old files).
    static func isSourceMapAddress(_ bytes: Bytes, _ at: Int) -> Bool {
        guard at >= 2, bytes[at - 1] == UInt8(ascii: "/") || bytes[at - 1] == UInt8(ascii: "*") else { return false }
        return starts(bytes, at + 1, " sourceMappingURL=")
    }

    static func starts(_ bytes: Bytes, _ at: Int, _ text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { text in
            for offset in 0..<text.count where bytes[at + offset] != text[offset] { return false }
            return true
        }
    }

    /// How many bytes from `at` on fulfil the test.
    static func run(_ bytes: Bytes, _ at: Int, of test: (UInt8) -> Bool, upTo most: Int = 128) -> Int {
        var end = at
        while end < bytes.count, end - at < most, test(bytes[end]) { end += 1 }
        return end - at
    }

    static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isBase64(_ byte: UInt8) -> Bool { base64Value(byte) != nil }

    private static func base64Value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
