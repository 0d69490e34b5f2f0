/// The checksum of ZIP and PNG.
package enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }

    package static func of(_ bytes: [UInt8]) -> UInt32 {
        ~table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBufferPointer { bytes in
                bytes.reduce(0xffff_ffff as UInt32) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
            }
        }
    }

    /// The checksum of `count` zero bytes, without making them: each squaring of the step doubles it.
    package static func ofZeros(_ count: Int) -> UInt32 {
        var crc: UInt32 = 0xffff_ffff
        var matrix = (0..<32).map { bit -> UInt32 in
            (0..<8).reduce(UInt32(1) << UInt32(bit)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        func apply(_ matrix: [UInt32], _ value: UInt32) -> UInt32 {
            (0..<32).reduce(UInt32(0)) { value >> UInt32($1) & 1 == 1 ? $0 ^ matrix[$1] : $0 }
        }
        var rest = count
        while rest > 0 {
            if rest & 1 == 1 { crc = apply(matrix, crc) }
            matrix = matrix.map { apply(matrix, $0) }
            rest >>= 1
        }
        return ~crc
    }
}

/// Just enough of deflate (RFC 1951) for tests.
package enum Deflate {
    /// Uncompressed blocks: valid deflate that saves nothing.
    package static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        repeat {
            let end = min(bytes.count, at + 0xffff)
            let length = UInt16(end - at)
            out.append(end == bytes.count ? 1 : 0)
            out.append16(length)
            out.append16(~length)
            out += bytes[at..<end]
            at = end
        } while at < bytes.count
        return out
    }

    /// `1 + 258 × runs` zero bytes at the best ratio there is, 1,032 : 1: one dynamic block in which a run of 258 takes two
    /// bits.
    package static func zeros(runs: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(1, 1)
        bits.write(2, 2)
        bits.write(29, 5)
        bits.write(0, 5)
        bits.write(14, 4)
        // The lengths of the code for code lengths, in the standard's order: 18 takes one bit, 2 and 1 take two.
        for index in 0..<18 { bits.write([2: 1, 15: 2, 17: 2][index] ?? 0, 3) }
        // Symbol 0 takes two bits, then 255 unused, the end (256) two bits, 28 unused, a run of 258 (285) one; distance 1 one.
        bits.code(0b11, 2)
        bits.code(0, 1)
        bits.write(138 - 11, 7)
        bits.code(0, 1)
        bits.write(117 - 11, 7)
        bits.code(0b11, 2)
        bits.code(0, 1)
        bits.write(28 - 11, 7)
        bits.code(0b10, 2)
        bits.code(0b10, 2)
        bits.code(0b10, 2)
        for _ in 0..<runs { bits.write(0, 2) }
        bits.code(0b11, 2)
        return bits.finish()
    }

    private struct BitWriter {
        private var out: [UInt8] = []
        private var (held, count): (UInt32, UInt32) = (0, 0)

        /// A number, lowest bit first.
        mutating func write(_ value: UInt32, _ length: UInt32) {
            held |= value << count
            count += length
            while count >= 8 {
                out.append(UInt8(truncatingIfNeeded: held))
                held >>= 8
                count -= 8
            }
        }

        /// A Huffman code, highest bit first.
        mutating func code(_ value: UInt32, _ length: UInt32) {
            for bit in (0..<length).reversed() { write(value >> bit & 1, 1) }
        }

        func finish() -> [UInt8] { count > 0 ? out + [UInt8(truncatingIfNeeded: held)] : out }
    }
}

extension ZIPForge.Entry {
    /// A deflated entry with true values.
    package static func deflated(_ name: String, _ data: [UInt8]) -> Self {
        var entry = Self(name, Deflate.stored(data))
        (entry.method, entry.size, entry.crc) = (8, data.count, CRC32.of(data))
        return entry
    }

    /// `1 + 258 × runs` zeros, deflated as tightly as deflate can.
    package static func zeros(_ name: String, runs: Int) -> Self {
        var entry = Self(name, Deflate.zeros(runs: runs))
        (entry.method, entry.size, entry.crc) = (8, 1 + 258 * runs, CRC32.ofZeros(1 + 258 * runs))
        return entry
    }

    /// The same with some fields changed.
    package func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
