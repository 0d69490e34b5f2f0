/// A package's files by name, and the folder in which the mini program lies.
struct PackageContents {
    let listing: PackageListing
    let facts: PackageFacts
    /// Names of all files, as they stand in the package.
    let names: Set<String>
    /// Empty, or a folder ending in `/`.
    private(set) var root = ""
    /// The first file of each name in lower case.
    let lowered: [String: String]

    init(_ listing: PackageListing, _ facts: PackageFacts) {
        self.listing = listing
        self.facts = facts
        let files = listing.entries.filter { $0.kind == .file }
        names = Set(files.map(\.name))
        lowered = Dictionary(files.map { ($0.name.lowercased(), $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func move(to root: String) { self.root = root }

    /// Whether the mini program has this file; `path` is seen from its root.
    func has(_ path: String) -> Bool { names.contains(root + path) }

    /// The name in the package of a path seen from the mini program's root.
    func full(_ path: String) -> String { root + path }

    /// The path seen from the mini program's root; nil for a file outside it.
    func relative(_ name: String) -> String? {
        if root.isEmpty { return name }
        return name.hasPrefix(root) ? String(name.dropFirst(root.count)) : nil
    }

    func configuration(_ path: String) -> PackageFacts.Parsed? { facts.configurations[root + path] }

    /// A file that differs from this path only by case, for a hint.
    func otherCase(_ path: String) -> String? {
        guard let other = lowered[(root + path).lowercased()], other != root + path else { return nil }
        return other
    }

    /// The files that count when the only folder at the top is looked for: not what macOS adds.
    var ownFiles: [String] {
        names.filter { !$0.hasPrefix("__MACOSX/") && PackageName.file($0) != ".DS_Store" }
    }
}
