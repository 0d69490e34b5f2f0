/// The sizes of the whole, the main package and the sub-packages against the platform's limits.
extension ReportDraft {
    mutating func checkSizes() {
        countSubPackages()
        let limit = PackageLimits.shown(PackageLimits.part)
        if report.mainBytes > PackageLimits.part {
            let size = PackageLimits.shown(report.mainBytes)
            findings.add(.sizeMain, "主包 \(size)，上限 \(limit)。", "The main package is \(size); the limit is \(limit).")
        }
        for part in report.subPackages where part.bytes > PackageLimits.part {
            let (size, root) = (PackageLimits.shown(part.bytes), PackageName.shown(part.root))
            findings.add(
                .sizeSubPackage,
                file: contents.full(part.root),
                "分包“\(root)” \(size)，上限 \(limit)。",
                "The sub-package “\(root)” is \(size); the limit is \(limit)."
            )
        }
        if report.wholeBytes > PackageLimits.whole {
            let (size, limit) = (PackageLimits.shown(report.wholeBytes), PackageLimits.shown(PackageLimits.whole))
            findings.add(.sizeWhole, "整包 \(size)，上限 \(limit)。", "The package is \(size); the limit is \(limit).")
        }
        for entry in contents.listing.entries where entry.size > PackageLimits.picture {
            guard ["png", "jpg", "jpeg", "gif", "webp", "bmp"].contains(PackageName.ending(entry.name)) else {
                continue
            }
            let size = PackageLimits.shown(entry.size)
            findings.add(.bigPicture, file: entry.name, "图片 \(size)。", "The picture is \(size).")
        }
    }

    /// Every entry belongs to the sub-package whose root is above it, or to the main package.
    private mutating func countSubPackages() {
        var bytes: [String: Int] = [:]
        let roots = Set(report.subPackages.map(\.root))
        if !roots.isEmpty {
            for entry in contents.listing.entries {
                guard let path = contents.relative(entry.name), let root = PackagePath.ancestor(of: path, in: roots)
                else {
                    continue
                }
                bytes[root, default: 0] += entry.compressedSize
            }
        }
        for index in report.subPackages.indices {
            report.subPackages[index].bytes = bytes[report.subPackages[index].root] ?? 0
        }
        report.mainBytes = report.wholeBytes - bytes.values.reduce(0, +)
    }
}

extension PackagePath {
    /// The nearest folder above `path` that is one of `folders`. Looks at the first 32 levels: deeper paths are a finding.
    static func ancestor(of path: String, in folders: Set<String>) -> String? {
        var nearest: String?
        var levels = 0
        for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
            let folder = String(path[..<index])
            if folders.contains(folder) { nearest = folder }
            levels += 1
            if levels == PackageLimits.pathDepth { break }
        }
        return nearest
    }
}
