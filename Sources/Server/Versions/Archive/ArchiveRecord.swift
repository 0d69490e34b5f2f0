import Domain

/// One record of an archive's directory (APPNOTE 4.3.12).
struct ArchiveRecord {
    let name: [UInt8]
    /// The name in the Unicode path field, when it is valid and differs.
    private(set) var otherName: [UInt8]?
    private(set) var compressedSize: Int
    private(set) var size: Int
    private(set) var offset: Int
    let crc: UInt32
    let method: UInt16
    private(set) var isEncrypted: Bool
    private(set) var kind: PackageEntry.Kind
    /// Bytes of this record.
    let length: Int

    init(_ directory: LittleEndian, at: Int) throws {
        let (nameLength, extraLength) = (directory.u16(at + 28), directory.u16(at + 30))
        length = 46 + nameLength + extraLength + directory.u16(at + 32)
        guard at + 46 <= directory.count, directory.u32(at) == 0x0201_4b50, at + length <= directory.count else {
            throw Refusal.packageDamaged
        }
        name = directory.slice(at + 46, nameLength)
        crc = UInt32(truncatingIfNeeded: directory.u32(at + 16))
        method = UInt16(truncatingIfNeeded: directory.u16(at + 10))
        isEncrypted = directory.u16(at + 8) & 0x2041 != 0 || method == 99
        (compressedSize, size, offset) = (directory.u32(at + 20), directory.u32(at + 24), directory.u32(at + 42))
        kind = name.last == UInt8(ascii: "/") ? .folder : .file
        setKind(mode: directory.u32(at + 38) >> 16)
        try readExtras(LittleEndian(directory.slice(at + 46 + nameLength, extraLength)))
        guard compressedSize < .max, size < .max, offset < 1 << 40, compressedSize < 1 << 40 else {
            throw Refusal.packageEntryDamaged(PackageName.decode(name).text)
        }
    }

    /// The file type of a Unix mode. Read whatever system the record names: some tools look at it regardless.
    private mutating func setKind(mode: Int) {
        switch mode & 0o170000 {
        case 0o120000, 0o020000, 0o060000, 0o010000, 0o140000: kind = .link
        case 0o040000 where size == 0: kind = .folder
        default: break
        }
    }

    private mutating func readExtras(_ extra: LittleEndian) throws {
        var at = 0
        while at + 4 <= extra.count {
            let (tag, size) = (extra.u16(at), extra.u16(at + 2))
            let field = LittleEndian(extra.slice(at + 4, size))
            guard field.count == size else { throw Refusal.packageDamaged }
            switch tag {
            case 0x0001: try readLarge(field)
            case 0x7075: readUnicodePath(field)
            case 0x9901, 0x0017: isEncrypted = true
            case 0x756e: setKind(mode: field.u16(4))
            // PKWARE's Unix field: what follows the first twelve bytes is a link's target.
            case 0x000d where size > 12: kind = .link
            default: break
            }
            at += 4 + size
        }
    }

    /// The 64-bit field holds, in this order, only the numbers that do not fit their places.
    private mutating func readLarge(_ field: LittleEndian) throws {
        var at = 0
        func take(_ value: inout Int) throws {
            guard value == 0xffff_ffff else { return }
            guard at + 8 <= field.count else { throw Refusal.packageDamaged }
            value = field.u64(at)
            at += 8
        }
        try take(&size)
        try take(&compressedSize)
        try take(&offset)
    }

    /// Version 1, checksum of the plain name, the name in UTF-8. With a wrong checksum nobody uses it.
    private mutating func readUnicodePath(_ field: LittleEndian) {
        guard field.count > 5, field.bytes[0] == 1, field.u32(1) == Int(Self.checksum(name)) else { return }
        let other = field.slice(5, field.count - 5)
        if other != name { otherName = other }
    }

    /// CRC-32 of a name; too short to need a table.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xffff_ffff
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
