/// Makes identifiers of 26 characters whose order as text is the order of their making: 48 bits of milliseconds and 80
/// random bits in Crockford's base 32, lower case (the layout of a ULID).
package enum TimeOrderedID {
    /// The identifier for a moment and 10 random bytes; missing bytes count as zero.
    package static func text(at instant: Instant, random: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var bytes: [UInt8] = (0..<6).map { UInt8(truncatingIfNeeded: instant.milliseconds >> (40 - 8 * $0)) }
        bytes += (random + [UInt8](repeating: 0, count: 10)).prefix(10)
        // 128 bits are 26 digits of 5 bits with two zero bits in front.
        var digits: [UInt8] = []
        var buffer = 0
        var bits = 2
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xfff
            bits += 8
            while bits >= 5 {
                bits -= 5
                digits.append(alphabet[buffer >> bits & 31])
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
