/// Square PNG pictures of one colour.
package enum TinyPicture {
    package static func png(side: Int = 24, red: UInt8 = 0x16, green: UInt8 = 0x77, blue: UInt8 = 0xff) -> [UInt8] {
        var rows: [UInt8] = []
        for _ in 0..<side {
            rows.append(0)
            for _ in 0..<side { rows += [red, green, blue] }
        }
        var head: [UInt8] = []
        head.append(bigEndian: UInt32(side))
        head.append(bigEndian: UInt32(side))
        head += [8, 2, 0, 0, 0]
        var zlib: [UInt8] = [0x78, 0x01] + Deflate.stored(rows)
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in rows {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        zlib.append(bigEndian: b << 16 | a)
        return [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10] + chunk("IHDR", head) + chunk("IDAT", zlib) + chunk("IEND", [])
    }

    private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.append(bigEndian: UInt32(data.count))
        let body = Array(kind.utf8) + data
        out += body
        out.append(bigEndian: CRC32.of(body))
        return out
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
