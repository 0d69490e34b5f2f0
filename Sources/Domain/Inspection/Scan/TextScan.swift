/// What one text file holds that its name does not say. Reads each byte once; written for speed, since it sees every
/// script of every upload: a byte is looked at closely only where something interesting could begin.
package struct TextScan {
    package enum Secret: Hashable, Sendable {
        case privateKey
        /// The cloud whose key it looks like.
        case accessKey(String)
        /// The name of the variable or member.
        case literal(String)
    }

    package struct Hit: Hashable, Sendable {
        package let secret: Secret
        /// From 1.
        package let line: Int

        package init(secret: Secret, line: Int) { (self.secret, self.line) = (secret, line) }
    }

    package private(set) var secrets: [Hit] = []
    package private(set) var refersToSourceMap = false
    package private(set) var hasByteOrderMark = false
    package private(set) var isUTF8 = true

    /// The line of the last hit, and where that was: lines are counted on from there, never from the beginning, or a file
    /// full of keys would be read as often as it has keys.
    private var line = 1
    private var counted = 0

    /// More hits in one file say nothing new.
    private static let mostHits = 20

    package init(_ text: [UInt8]) {
        hasByteOrderMark = text.starts(with: [0xef, 0xbb, 0xbf])
        text.withUnsafeBufferPointer { bytes in
            var isASCII: UInt8 = 0
            Self.interesting.withUnsafeBufferPointer { interesting in
                for at in 0..<bytes.count {
                    let byte = bytes[at]
                    isASCII |= byte
                    if interesting[Int(byte)] != 0 { look(bytes, at) }
                }
            }
            if isASCII >= 0x80 { isUTF8 = String(validating: bytes, as: UTF8.self) != nil }
        }
    }

    /// Bytes at which a secret or a source map's address may begin.
    private static let interesting: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 256)
        for byte in "-#@:=\"'`A".utf8 { table[Int(byte)] = 1 }
        return table
    }()

    private mutating func look(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) {
        switch bytes[at] {
        case UInt8(ascii: "-"):
            if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "-"), SecretShapes.isPrivateKeyBlock(bytes, at) {
                found(.privateKey, bytes, at)
            }
        case UInt8(ascii: "#"), UInt8(ascii: "@"):
            if !refersToSourceMap { refersToSourceMap = SecretShapes.isSourceMapAddress(bytes, at) }
        case UInt8(ascii: "A"):
            if SecretShapes.isAmazonKey(bytes, at) { found(.accessKey("AWS"), bytes, at) }
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            if let name = SecretAssignment.name(bytes, at) { found(.literal(name), bytes, at) }
        default:
            guard at + 1 < bytes.count else { return }
            switch bytes[at + 1] {
            case UInt8(ascii: "M"):
                if SecretShapes.isPrivateKeyBase64(bytes, at + 1) { found(.privateKey, bytes, at) }
            case UInt8(ascii: "L"), UInt8(ascii: "A"), UInt8(ascii: "g"), UInt8(ascii: "s"):
                if let cloud = SecretShapes.cloud(bytes, at + 1) { found(.accessKey(cloud), bytes, at) }
            default: break
            }
        }
    }

    private mutating func found(_ secret: Secret, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) {
        guard secrets.count < Self.mostHits else { return }
        line += bytes[counted..<at].count { $0 == 10 }
        counted = at
        if let last = secrets.last, last.line == line {
            // A line that shows a certain key needs no guess beside it.
            if case .literal = secret { return }
            if last.secret == secret { return }
            if case .literal = last.secret { secrets.removeLast() }
        }
        secrets.append(Hit(secret: secret, line: line))
    }
}
