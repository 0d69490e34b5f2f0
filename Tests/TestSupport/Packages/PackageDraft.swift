package import Domain

/// A package in memory that a test changes before it is inspected or zipped.
package struct PackageDraft: Sendable {
    /// Contents by name; names ending in `/` are folders.
    package var files: [String: [UInt8]]
    package var bytesBefore = 0

    package init(_ files: [String: [UInt8]]) { self.files = files }

    /// The text of a file; setting nil removes it.
    package subscript(name: String) -> String? {
        get { files[name].map { String(decoding: $0, as: UTF8.self) } }
        set { files[name] = newValue.map { Array($0.utf8) } }
    }

    /// The same with some files changed.
    package func with(_ change: (inout PackageDraft) -> Void) -> PackageDraft {
        var copy = self
        change(&copy)
        return copy
    }

    /// Everything below a folder.
    package func wrapped(in folder: String) -> PackageDraft {
        PackageDraft(Dictionary(uniqueKeysWithValues: files.map { ("\(folder)/\($0.key)", $0.value) }))
    }

    /// What the directory of this package's archive says. Sizes count as stored.
    package func listing() -> PackageListing {
        var at = 0
        var entries: [PackageEntry] = []
        for (name, data) in files.sorted(by: { $0.key < $1.key }) {
            let raw = Array(name.utf8)
            let range = at..<at + 30 + raw.count + data.count
            at = range.upperBound
            entries.append(
                PackageEntry(
                    rawName: raw,
                    compressedSize: data.count,
                    size: data.count,
                    kind: name.hasSuffix("/") ? .folder : .file,
                    range: range
                )
            )
        }
        return PackageListing(entries: entries, archiveBytes: at + 22, bytesBefore: bytesBefore)
    }

    /// The inspection's report, without an archive in between; `change` may alter the directory first.
    package func inspect(_ change: (inout PackageListing) -> Void = { _ in }) throws -> InspectionReport {
        var listing = listing()
        change(&listing)
        var inspection = try Inspection(listing)
        for (entry, name) in zip(listing.entries, files.keys.sorted()) where inspection.wants(entry) {
            inspection.look(at: entry, text: files[name] ?? [])
        }
        return inspection.report()
    }

    /// The archive's bytes.
    package func archive() -> [UInt8] {
        ZIPForge(files.sorted { $0.key < $1.key }.map { .deflated($0.key, $0.value) }).bytes()
    }
}
