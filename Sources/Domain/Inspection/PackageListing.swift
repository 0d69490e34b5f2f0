/// One entry of a package's directory, as the archive states it.
package struct PackageEntry: Sendable {
    package enum Kind: Sendable {
        case file, folder
        /// A symbolic link, or another thing that is neither file nor folder (a device, a socket).
        case link
    }

    /// The name's bytes as they stand in the archive.
    package var rawName: [UInt8]
    /// A second name that the archive gives the entry (the Unicode path field), when it differs.
    package var otherName: [UInt8]?
    /// The name as text, without `.` parts and final slash; see `PackageName.decode`.
    package var name: String
    package var isNameUTF8: Bool
    /// Bytes in the archive and bytes unpacked, as stated; never negative.
    package var compressedSize: Int
    package var size: Int
    package var crc: UInt32
    package var kind: Kind
    package var isEncrypted: Bool
    /// The ZIP compression method: 0 stored, 8 deflate.
    package var method: UInt16
    /// Where the entry lies in the archive, its local header included.
    package var range: Range<Int>

    package init(
        rawName: [UInt8],
        otherName: [UInt8]? = nil,
        compressedSize: Int,
        size: Int,
        crc: UInt32 = 0,
        kind: Kind = .file,
        isEncrypted: Bool = false,
        method: UInt16 = 8,
        range: Range<Int>
    ) {
        self.rawName = rawName
        self.otherName = otherName
        (name, isNameUTF8) = PackageName.decode(otherName ?? rawName)
        (self.compressedSize, self.size, self.crc) = (compressedSize, size, crc)
        (self.kind, self.isEncrypted, self.method, self.range) = (kind, isEncrypted, method, range)
    }

    /// Stored or deflate: what every host can unpack.
    package var isCommonMethod: Bool { method == 0 || method == 8 }
}

/// The directory of a package: all that the inspection knows before it reads a file.
package struct PackageListing: Sendable {
    package var entries: [PackageEntry]
    /// The size of the archive in bytes.
    package var archiveBytes: Int
    /// Bytes that belong to no entry: before the first one, and after the directory's end.
    package var bytesBefore: Int
    package var bytesAfter: Int

    package init(entries: [PackageEntry], archiveBytes: Int, bytesBefore: Int = 0, bytesAfter: Int = 0) {
        (self.entries, self.archiveBytes) = (entries, archiveBytes)
        (self.bytesBefore, self.bytesAfter) = (bytesBefore, bytesAfter)
    }
}
