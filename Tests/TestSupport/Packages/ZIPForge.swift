/// Makes ZIP archives by hand, byte by byte, so that a test can lie in any field.
package struct ZIPForge: Sendable {
    package struct Entry: Sendable {
        package var name: [UInt8]
        /// What stands in the archive, compressed already.
        package var data: [UInt8]
        package var size: Int
        package var crc: UInt32
        package var method: UInt16 = 0
        package var flags: UInt16 = 0
        package var attributes: UInt32 = 0o100644 << 16
        package var extra: [UInt8] = []
        package var localExtra: [UInt8] = []
        /// What the local header says instead of the directory's values.
        package var local: Lies = .init()
        /// What the directory says instead of the true values.
        package var central: Lies = .init()
        /// Bytes between the data and the next entry: a data descriptor, usually.
        package var descriptor: [UInt8] = []

        /// A stored entry with true values.
        package init(_ name: String, _ data: [UInt8] = []) { self.init(raw: Array(name.utf8), data) }

        package init(raw name: [UInt8], _ data: [UInt8] = []) {
            (self.name, self.data, size, crc) = (name, data, data.count, CRC32.of(data))
        }
    }

    /// Values that replace the true ones; nil leaves them.
    package struct Lies: Sendable {
        package var name: [UInt8]?
        package var method: UInt16?
        package var flags: UInt16?
        package var crc: UInt32?
        package var compressedSize: UInt32?
        package var size: UInt32?
        package var offset: UInt32?
        package var nameLength: UInt16?
        package var extraLength: UInt16?
        package var commentLength: UInt16?

        package init() {}
    }

    package var entries: [Entry]
    package var comment: [UInt8] = []
    /// Junk before the first entry; `shiftsOffsets` tells whether the directory knows of it.
    package var prefix: [UInt8] = []
    package var shiftsOffsets = true
    /// Junk between the entries and the directory, between the directory and the end, and after the end.
    package var beforeDirectory: [UInt8] = []
    package var beforeEnd: [UInt8] = []
    package var suffix: [UInt8] = []
    package var statedCount: UInt16?
    package var statedDirectorySize: UInt32?
    package var statedDirectoryOffset: UInt32?
    package var disk: UInt16 = 0
    package var commentLength: UInt16?
    package var hasEnd = true
    package var hasDirectory = true

    package init(_ entries: [Entry]) { self.entries = entries }

    /// A plain archive of these files, deflated the lazy way, in this order.
    package init(files: [(name: String, data: [UInt8])]) { self.init(files.map { Entry($0.name, $0.data) }) }

    package func bytes() -> [UInt8] {
        var out = prefix
        let shift = shiftsOffsets ? 0 : prefix.count
        var offsets: [Int] = []
        offsets.reserveCapacity(entries.count)
        for entry in entries {
            offsets.append(out.count - shift)
            out += header(entry)
            out += entry.data
            out += entry.descriptor
        }
        out += beforeDirectory
        let start = out.count
        if hasDirectory { for (entry, offset) in zip(entries, offsets) { out += record(entry, offset) } }
        let size = out.count - start
        out += beforeEnd
        guard hasEnd else { return out + suffix }
        out += [0x50, 0x4b, 5, 6]
        out.append16(disk)
        out.append16(disk)
        let count = statedCount ?? UInt16(truncatingIfNeeded: entries.count)
        out.append16(count)
        out.append16(count)
        out.append32(statedDirectorySize ?? UInt32(size))
        out.append32(statedDirectoryOffset ?? UInt32(start - shift))
        out.append16(commentLength ?? UInt16(comment.count))
        return out + comment + suffix
    }

    private func header(_ entry: Entry) -> [UInt8] {
        var out: [UInt8] = [0x50, 0x4b, 3, 4, 20, 0]
        let hasDescriptor = entry.flags & 8 != 0
        let name = entry.local.name ?? entry.name
        out.append16(entry.local.flags ?? entry.flags)
        out.append16(entry.local.method ?? entry.method)
        out += [0, 0, 0x21, 0x58]
        out.append32(entry.local.crc ?? (hasDescriptor ? 0 : entry.crc))
        out.append32(entry.local.compressedSize ?? (hasDescriptor ? 0 : UInt32(entry.data.count)))
        out.append32(entry.local.size ?? (hasDescriptor ? 0 : UInt32(entry.size)))
        out.append16(entry.local.nameLength ?? UInt16(name.count))
        out.append16(entry.local.extraLength ?? UInt16(entry.localExtra.count))
        return out + name + entry.localExtra
    }

    private func record(_ entry: Entry, _ offset: Int) -> [UInt8] {
        var out: [UInt8] = [0x50, 0x4b, 1, 2, 20, 3, 20, 0]
        let (lies, name) = (entry.central, entry.central.name ?? entry.name)
        out.append16(lies.flags ?? entry.flags)
        out.append16(lies.method ?? entry.method)
        out += [0, 0, 0x21, 0x58]
        out.append32(lies.crc ?? entry.crc)
        out.append32(lies.compressedSize ?? UInt32(entry.data.count))
        out.append32(lies.size ?? UInt32(entry.size))
        out.append16(lies.nameLength ?? UInt16(name.count))
        out.append16(lies.extraLength ?? UInt16(entry.extra.count))
        out.append16(lies.commentLength ?? 0)
        out += [0, 0, 0, 0]
        out.append32(entry.attributes)
        out.append32(lies.offset ?? UInt32(offset))
        return out + name + entry.extra
    }
}

extension [UInt8] {
    package mutating func append16(_ value: UInt16) { append(contentsOf: [UInt8(value & 0xff), UInt8(value >> 8)]) }

    package mutating func append32(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    package mutating func append64(_ value: UInt64) {
        append32(UInt32(truncatingIfNeeded: value))
        append32(UInt32(truncatingIfNeeded: value >> 32))
    }
}
