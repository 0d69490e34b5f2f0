import Domain

/// Reads the directory of an archive byte by byte, as a second opinion beside libzip: links, encryption, overlapping data and
/// headers that contradict each other are what libzip passes over in silence.
enum ArchiveDirectory {
    /// Throws a `Refusal` when the archive is none, is too large, or contradicts itself.
    static func read(_ file: ArchiveFile) throws -> PackageListing {
        guard file.size <= PackageLimits.upload else { throw Refusal.packageTooLarge }
        let end = try ArchiveEnd.find(in: file)
        let directory = try file.read(end.directorySize, at: end.directoryOffset)
        guard directory.count == end.directorySize else { throw Refusal.packageDamaged }
        var entries: [PackageEntry] = []
        entries.reserveCapacity(end.entryCount)
        var at = 0
        for _ in 0..<end.entryCount {
            let record = try ArchiveRecord(directory, at: at)
            at += record.length
            entries.append(try entry(record, file, end))
        }
        guard at == directory.count else { throw Refusal.packageDamaged }
        return PackageListing(
            entries: entries,
            archiveBytes: file.size,
            bytesBefore: entries.map(\.range.lowerBound).min() ?? end.start,
            bytesAfter: end.bytesAfter
        )
    }

    private static func entry(_ record: ArchiveRecord, _ file: ArchiveFile, _ end: ArchiveEnd) throws -> PackageEntry {
        let name = record.otherName ?? record.name
        let local = try file.read(30 + record.name.count, at: record.offset)
        guard local.count == 30 + record.name.count, local.u32(0) == 0x0403_4b50 else {
            throw Refusal.packageEntryDamaged(PackageName.decode(name).text)
        }
        let isEncrypted = record.isEncrypted || local.u16(6) & 0x2041 != 0
        let dataStart = record.offset + 30 + local.u16(26) + local.u16(28)
        let entry = PackageEntry(
            rawName: record.name,
            otherName: record.otherName,
            compressedSize: record.compressedSize,
            size: record.size,
            crc: record.crc,
            kind: record.kind,
            isEncrypted: isEncrypted,
            method: record.method,
            range: record.offset..<max(dataStart, dataStart &+ record.compressedSize)
        )
        // Encryption says why sizes differ, so it goes first.
        if isEncrypted { return entry }
        let hasDescriptor = local.u16(6) & 8 != 0
        let sizesAgree =
            hasDescriptor
            || agrees(local.u32(18), record.compressedSize) && agrees(local.u32(22), record.size)
                && local.u32(14) == Int(record.crc)
        guard local.u16(26) == record.name.count, local.slice(30, record.name.count) == record.name,
            local.u16(8) == Int(record.method), sizesAgree, entry.range.upperBound <= end.directoryOffset
        else { throw Refusal.packageEntryDamaged(entry.name) }
        return entry
    }

    /// Whether the local header's size is the directory's, or stands in the 64-bit field.
    private static func agrees(_ local: Int, _ central: Int) -> Bool { local == central || local == 0xffff_ffff }
}
