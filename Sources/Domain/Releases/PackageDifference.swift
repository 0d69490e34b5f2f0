/// How the files of one package differ from those of another.
///
/// Files are compared by their path from the mini program's root, so that a package that is wrapped in a folder compares with
/// one that is not; they are the same when size and checksum are.
package struct PackageDifference: Hashable, Sendable {
    /// One file of a package.
    package struct File: Hashable, Sendable {
        /// The name as it stands in the archive.
        package let name: String
        /// Bytes when unpacked.
        package let size: Int
        /// Whether its lines can be told apart: small enough, and of a kind that is text.
        package let isText: Bool
    }

    package struct Change: Hashable, Sendable {
        /// From the mini program's root.
        package let path: String
        /// Nil for a file that was added.
        package let before: File?
        /// Nil for a file that was removed.
        package let after: File?
        /// For a text that changed, once it was read.
        package var lines: LineDifference?

        package var kind: ChangeKind { before == nil ? .added : after == nil ? .removed : .changed }
    }

    package enum ChangeKind: String, CaseIterable, Sendable { case added, removed, changed }

    /// Sorted by path.
    package private(set) var changes: [Change]
    /// How many files are the same in both.
    package let unchanged: Int

    /// - Parameters:
    ///   - oldRoot: the folder in which the mini program lies, as its report says.
    ///   - newRoot: the same of the other package.
    package init(
        from old: PackageListing,
        root oldRoot: String,
        to new: PackageListing,
        root newRoot: String
    ) {
        let before = Self.files(old, oldRoot)
        let after = Self.files(new, newRoot)
        var changes: [Change] = []
        var unchanged = 0
        for (path, entry) in after {
            guard let other = before[path] else {
                changes.append(Change(path: path, before: nil, after: Self.file(entry)))
                continue
            }
            if entry.size == other.size, entry.crc == other.crc {
                unchanged += 1
            } else {
                changes.append(Change(path: path, before: Self.file(other), after: Self.file(entry)))
            }
        }
        for (path, entry) in before where after[path] == nil {
            changes.append(Change(path: path, before: Self.file(entry), after: nil))
        }
        self.changes = changes.sorted { $0.path < $1.path }
        self.unchanged = unchanged
    }

    package func count(_ kind: ChangeKind) -> Int { changes.count { $0.kind == kind } }

    /// Counts lines: `difference` is asked for each text that changed, in order, until `mostTexts` or `mostBytes` are reached.
    package mutating func countLines(_ difference: (_ before: File, _ after: File) throws -> LineDifference) rethrows {
        var (texts, bytes) = (0, 0)
        for index in changes.indices {
            guard let before = changes[index].before, let after = changes[index].after, before.isText, after.isText
            else { continue }
            texts += 1
            bytes += before.size + after.size
            guard texts <= Self.mostTexts, bytes <= Self.mostBytes else { return }
            changes[index].lines = try difference(before, after)
        }
    }

    /// Texts whose lines are counted, and the bytes read for it, of both packages together.
    package static let mostTexts = 200
    package static let mostBytes = 8 << 20

    private static func files(_ listing: PackageListing, _ root: String) -> [String: PackageEntry] {
        let files = listing.entries.filter { $0.kind == .file && !$0.name.isEmpty }.map { entry in
            (entry.name.hasPrefix(root) ? String(entry.name.dropFirst(root.count)) : entry.name, entry)
        }
        return Dictionary(files) { first, _ in first }
    }

    private static func file(_ entry: PackageEntry) -> File {
        let isText = Inspection.isText(entry) && entry.size <= LineDifference.mostBytes
        return File(name: entry.name, size: entry.size, isText: isText)
    }
}
