/// Decides from the directory alone whether a package may come in at all.
///
/// Runs before a byte is unpacked, so a hostile archive costs no more than its directory.
package enum PackageGate {
    /// Throws the first refusal that applies.
    package static func check(_ listing: PackageListing) throws(Refusal) {
        if listing.archiveBytes > PackageLimits.upload { throw .packageTooLarge }
        if listing.entries.count > PackageLimits.entries { throw .packageTooManyEntries }
        for entry in listing.entries {
            for name in [entry.rawName, entry.otherName ?? []] {
                if let danger = PackageName.danger(in: name) { throw .packagePathEscapes(entry.name, danger) }
            }
            if entry.kind == .link { throw .packageHasLink(entry.name) }
            if entry.isEncrypted { throw .packageEncrypted(entry.name) }
            if entry.name.isEmpty, entry.kind == .file { throw .packageDamaged }
        }
        try checkNames(listing)
        try checkSizes(listing)
        try checkOverlaps(listing)
    }

    /// Swift compares strings by canonical equivalence, so a name composed and decomposed counts as one.
    private static func checkNames(_ listing: PackageListing) throws(Refusal) {
        var seen = Set<String>()
        for entry in listing.entries where !entry.name.isEmpty {
            if !seen.insert(entry.name).inserted { throw .packageDuplicate(entry.name) }
        }
        // A file that is also the folder of another entry: in the order of paths the two are neighbours.
        let paths = listing.entries.map { (path: [UInt8]($0.name.utf8), isFile: $0.kind == .file) }
            .sorted { isBefore($0.path, $1.path) }
        for (above, below) in zip(paths, paths.dropFirst()) where above.isFile {
            if below.path.count > above.path.count, below.path[above.path.count] == UInt8(ascii: "/"),
                below.path.starts(with: above.path)
            {
                throw .packageDuplicate(String(decoding: above.path, as: UTF8.self))
            }
        }
    }

    /// The order in which a folder's contents follow it directly: `/` sorts before every other byte.
    private static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        for (a, b) in zip(left, right) where a != b {
            if a == UInt8(ascii: "/") { return true }
            if b == UInt8(ascii: "/") { return false }
            return a < b
        }
        return left.count < right.count
    }

    private static func checkSizes(_ listing: PackageListing) throws(Refusal) {
        var inAll = 0
        for entry in listing.entries {
            if entry.size > PackageLimits.unpacked { throw .packageUnpacksTooLarge }
            inAll += entry.size
            if inAll > PackageLimits.unpacked { throw .packageUnpacksTooLarge }
            if entry.size > PackageLimits.ratioFrom, entry.size / PackageLimits.ratio >= max(1, entry.compressedSize) {
                throw .packageExpands(entry.name)
            }
        }
    }

    private static func checkOverlaps(_ listing: PackageListing) throws(Refusal) {
        let entries = listing.entries.sorted { $0.range.lowerBound < $1.range.lowerBound }
        for (before, after) in zip(entries, entries.dropFirst())
        where before.range.upperBound > after.range.lowerBound {
            throw .packageOverlap(after.name)
        }
    }
}
