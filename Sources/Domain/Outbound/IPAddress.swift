/// An IP address in network order: 4 bytes or 16.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// Nil when it is neither 4 nor 16 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Dotted, or eight groups in hexadecimal without abbreviation.
    package var description: String {
        if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        return (0..<8).map { String(Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]), radix: 16) }.joined(
            separator: ":"
        )
    }

    /// Whether the first `length` bits are those of `prefix`; a longer prefix is cut.
    func begins(with prefix: [UInt8], length: Int) -> Bool {
        guard length <= bytes.count * 8, length <= prefix.count * 8 else { return false }
        return (0..<length).allSatisfy { bit in
            let difference: UInt8 = bytes[bit / 8] ^ prefix[bit / 8]
            return difference & (0x80 >> UInt8(bit % 8)) == 0
        }
    }
}
