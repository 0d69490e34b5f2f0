import Domain

/// The record at an archive's end: where its directory lies and how many entries that has (APPNOTE 4.3.14 to 4.3.16).
struct ArchiveEnd {
    var entryCount: Int
    var directoryOffset: Int
    var directorySize: Int
    /// Where the end records begin; the directory must lie before it.
    var start: Int
    /// Bytes behind the record and its comment.
    var bytesAfter: Int

    private static let signature: [UInt8] = [0x50, 0x4b, 5, 6]
    private static let length = 22

    /// Finds and reads it. Throws a `Refusal` when this is no ZIP archive, or a part of one only.
    static func find(in file: ArchiveFile) throws -> ArchiveEnd {
        let reach = min(file.size, length + 0xffff)
        let tail = try file.read(reach, at: file.size - reach)
        guard let at = try position(in: tail) else {
            let head = try file.read(4, at: 0).bytes
            throw head == [0x50, 0x4b, 3, 4] ? Refusal.packageDamaged : Refusal.packageNotZip
        }
        let start = file.size - reach + at
        var end = ArchiveEnd(
            entryCount: tail.u16(at + 10),
            directoryOffset: tail.u32(at + 16),
            directorySize: tail.u32(at + 12),
            start: start,
            bytesAfter: file.size - start - length - tail.u16(at + 20)
        )
        let needs64 = end.entryCount == 0xffff || end.directoryOffset == 0xffff_ffff || end.directorySize == 0xffff_ffff
        let isSplit = tail.u16(at + 4) != 0 || tail.u16(at + 6) != 0 || tail.u16(at + 8) != tail.u16(at + 10)
        if needs64 {
            try end.readLarge(file)
        } else if isSplit {
            throw Refusal.packageDamaged
        }
        try end.check()
        return end
    }

    /// The record whose comment reaches exactly to the end of the file; else the last that fits. Two that reach the end are
    /// an archive inside the other's comment: readers disagree on which one counts, so it is refused.
    private static func position(in tail: LittleEndian) throws -> Int? {
        var (exact, fitting): (Int?, Int?)
        var at = tail.count - length
        while at >= 0 {
            if tail.bytes[at] == 0x50, tail.slice(at, 4) == signature {
                let rest = tail.count - at - length - tail.u16(at + 20)
                if rest == 0, exact != nil { throw Refusal.packageDamaged }
                if rest == 0 { exact = at }
                if rest > 0, fitting == nil { fitting = at }
            }
            at -= 1
        }
        return exact ?? fitting
    }

    /// The 64-bit record, of which the one at the end is only the stand-in. A count of exactly 65,535 may do without.
    private mutating func readLarge(_ file: ArchiveFile) throws {
        let locator = try file.read(20, at: start - 20)
        guard locator.count == 20, locator.u32(0) == 0x0706_4b50 else {
            if entryCount == 0xffff { return }
            throw Refusal.packageDamaged
        }
        let place = locator.u64(8)
        guard place < start - 20 else { throw Refusal.packageDamaged }
        let record = try file.read(56, at: place)
        guard record.count == 56, record.u32(0) == 0x0606_4b50, record.u32(16) == 0, record.u32(20) == 0,
            record.u64(24) == record.u64(32)
        else { throw Refusal.packageDamaged }
        (entryCount, directorySize, directoryOffset) = (record.u64(32), record.u64(40), record.u64(48))
        start = place
    }

    private func check() throws {
        let (end, overflows) = directoryOffset.addingReportingOverflow(directorySize)
        guard !overflows, end <= start, bytesAfter >= 0 else { throw Refusal.packageDamaged }
        // A directory entry has at least 46 bytes: a count that does not fit is a lie, not a large package.
        guard entryCount <= directorySize / 46 else { throw Refusal.packageDamaged }
        guard entryCount <= PackageLimits.entries, directorySize <= PackageLimits.directory else {
            throw Refusal.packageTooManyEntries
        }
    }
}
