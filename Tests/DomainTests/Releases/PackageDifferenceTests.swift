import Testing

@testable import Domain

/// How two packages differ, as a value over their directories.
@Suite struct PackageDifferenceTests {
    private static func listing(_ files: [String: (size: Int, crc: UInt32)]) -> PackageListing {
        let entries = files.sorted { $0.key < $1.key }.map { name, file in
            PackageEntry(
                rawName: Array(name.utf8),
                compressedSize: file.size,
                size: file.size,
                crc: file.crc,
                kind: name.hasSuffix("/") ? .folder : .file,
                range: 0..<file.size
            )
        }
        return PackageListing(entries: entries, archiveBytes: 1_000)
    }

    @Test func `files are added, removed, changed or the same by path, size and checksum`() {
        let old = Self.listing(["a.js": (10, 1), "b.js": (20, 2), "c.png": (30, 3), "d.js": (40, 4), "pages/": (0, 0)])
        let new = Self.listing(["a.js": (10, 1), "b.js": (21, 2), "c.png": (30, 9), "e.js": (50, 5)])
        let difference = PackageDifference(from: old, root: "", to: new, root: "")
        #expect(difference.changes.map(\.path) == ["b.js", "c.png", "d.js", "e.js"])
        #expect(difference.changes.map(\.kind) == [.changed, .changed, .removed, .added])
        #expect(difference.changes[0].before?.size == 20 && difference.changes[0].after?.size == 21)
        #expect(difference.unchanged == 1)
        #expect(difference.count(.changed) == 2 && difference.count(.added) == 1)
    }

    @Test func `a package in a folder of its own compares with one that is not`() {
        let old = Self.listing(["dist/a.js": (10, 1), "dist/b.js": (20, 2)])
        let new = Self.listing(["a.js": (10, 1), "b.js": (20, 3)])
        let difference = PackageDifference(from: old, root: "dist/", to: new, root: "")
        #expect(difference.changes.map(\.path) == ["b.js"])
        #expect(difference.changes.first?.before?.name == "dist/b.js" && difference.unchanged == 1)
    }

    @Test func `lines are asked for texts that changed, within the limits`() {
        var files: [String: (size: Int, crc: UInt32)] = ["picture.png": (10, 1), "large.js": (300 << 10, 1)]
        for index in 0..<250 { files["f\(1_000 + index).js"] = (10, 1) }
        let new = Self.listing(files.mapValues { ($0.size, 2) })
        var difference = PackageDifference(from: Self.listing(files), root: "", to: new, root: "")
        var asked: [String] = []
        difference.countLines { before, _ in
            asked.append(before.name)
            return .counted(added: 1, removed: 0)
        }
        #expect(asked.count == PackageDifference.mostTexts && asked.first == "f1000.js")
        #expect(!asked.contains("picture.png") && !asked.contains("large.js"))
        #expect(difference.changes.count { $0.lines != nil } == PackageDifference.mostTexts)
    }
}

/// Lines that two texts differ by.
@Suite struct LineDifferenceTests {
    private static func difference(_ old: String, _ new: String) -> LineDifference {
        LineDifference(from: Array(old.utf8), to: Array(new.utf8))
    }

    @Test(arguments: [
        ("", "", 0, 0), ("a\n", "a\n", 0, 0), ("a\n", "a", 0, 0), ("", "a\nb\n", 2, 0), ("a\nb\n", "", 0, 2),
        ("a\nb\nc\n", "a\nx\nc\n", 1, 1), ("a\nb\nc\n", "b\nc\nd\n", 1, 1), ("a\nb\n", "b\na\n", 1, 1),
        ("a\na\na\n", "a\na\n", 0, 1), ("x\na\nb\nc\n", "a\ny\nb\nz\nc\nw\n", 3, 1),
    ])
    func `are counted as a version control system counts them`(
        _ old: String,
        _ new: String,
        _ added: Int,
        _ removed: Int
    ) {
        #expect(Self.difference(old, new) == .counted(added: added, removed: removed))
        #expect(Self.difference(new, old) == .counted(added: removed, removed: added))
    }

    @Test func `agree with the longest common subsequence of random texts`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...30, using: &generator)).map { _ in Int.random(in: 0...4, using: &generator) }
            }
            let common = Self.common(texts[0], texts[1])
            let lines = texts.map { $0.map { "\($0)\n" }.joined() }
            let right = LineDifference.counted(added: texts[1].count - common, removed: texts[0].count - common)
            #expect(Self.difference(lines[0], lines[1]) == right, "\(texts)")
        }
    }

    private static func common(_ a: [Int], _ b: [Int]) -> Int {
        var row = [Int](repeating: 0, count: b.count + 1)
        for x in a {
            var diagonal = 0
            for (index, y) in b.enumerated() {
                let above = row[index + 1]
                row[index + 1] = x == y ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[b.count]
    }

    @Test func `are not counted where texts are too large or have too little in common`() {
        let large = String(repeating: "a\n", count: LineDifference.mostBytes / 2 + 1)
        #expect(Self.difference(large, "a\n") == .notCounted)
        let one = (0..<2_000).map { "one \($0)\n" }.joined()
        let other = (0..<2_000).map { "other \($0)\n" }.joined()
        #expect(Self.difference(one, other) == .notCounted)
        // One text being empty needs no search.
        #expect(Self.difference("", one) == .counted(added: 2_000, removed: 0))
    }
}
