/// Names that make trouble elsewhere, files that do not belong, and oddities of the archive.
extension ReportDraft {
    mutating func checkNames() {
        var seen: [String: String] = [:]
        var leftovers = Set<String>()
        let usesNPM = report.layout == .alipay && usesComponentsFromNPM
        for entry in contents.listing.entries where !entry.name.isEmpty {
            check(entry, &seen)
            if let leftover = leftover(entry.name, usesNPM: usesNPM), leftovers.insert(leftover).inserted {
                findings.add(
                    .leftover,
                    file: leftover,
                    "“\(PackageName.shown(leftover))”不属于小程序。",
                    "“\(PackageName.shown(leftover))” is no part of a mini program."
                )
            }
        }
        let extra = contents.listing.bytesBefore + contents.listing.bytesAfter
        if extra > 0 {
            let size = PackageLimits.shown(extra)
            findings.add(.extraBytes, "多出 \(size)。", "\(size) belong to no entry.")
        }
    }

    private mutating func check(_ entry: PackageEntry, _ seen: inout [String: String]) {
        let (name, shown) = (entry.name, PackageName.shown(entry.name))
        if !entry.isNameUTF8 {
            findings.add(.nameNotUTF8, file: name, "文件名的编码无法识别。", "The name's encoding is unknown.")
        } else if PackageName.isUnusual(name) {
            findings.add(.nameUnusual, file: name, "“\(shown)”含有特殊字符。", "“\(shown)” holds unusual characters.")
        }
        if PackageName.isTooLong(name) {
            let bytes = name.utf8.count
            findings.add(.nameTooLong, file: name, "路径 \(bytes) 字节，过长或过深。", "\(bytes) bytes: too long or too deep.")
        }
        if let other = seen.updateValue(name, forKey: name.lowercased()) {
            let other = PackageName.shown(other)
            findings.add(.nameCase, file: name, "与“\(other)”只有大小写不同。", "Differs from “\(other)” only by case.")
        }
        if entry.kind == .folder, entry.size > 0 || entry.compressedSize > 2 {
            findings.add(.folderContent, file: name, "目录“\(shown)”带有内容。", "The folder “\(shown)” holds data itself.")
        }
        if entry.kind == .file, PackageName.ending(name) == "map" {
            let size = PackageLimits.shown(entry.size)
            findings.add(.sourceMapFile, file: name, "源码映射文件，\(size)。", "A source map of \(size).")
        }
        if !entry.isCommonMethod {
            findings.add(
                .compression,
                file: name,
                "压缩方式编号为 \(entry.method)，没有读取内容。",
                "Compression method \(entry.method); not looked into."
            )
        }
    }

    private static let strangeFolders: Set<Substring> = [
        ".git", ".svn", ".hg", "node_modules", "__MACOSX", ".idea", ".vscode",
    ]
    private static let strangeFiles: Set<Substring> = [
        ".DS_Store", "Thumbs.db", "desktop.ini", ".npmrc", ".gitignore", "id_rsa", "id_ed25519",
    ]
    private static let strangeEndings: Set<String> = ["zip", "rar", "7z", "tar", "tgz", "p12", "jks", "log", "bak"]

    /// The folder or file that does not belong, with which others of its folder are counted once.
    private func leftover(_ name: String, usesNPM: Bool) -> String? {
        var start = name.startIndex
        while let slash = name.utf8[start...].firstIndex(of: UInt8(ascii: "/")) {
            let part = name[start..<slash]
            if Self.strangeFolders.contains(part), part != "node_modules" || !usesNPM { return String(name[...slash]) }
            start = name.utf8.index(after: slash)
        }
        let file = name[start...]
        let isStrange = Self.strangeFiles.contains(file) || file.hasPrefix(".env")
        return isStrange || Self.strangeEndings.contains(PackageName.ending(name)) ? name : nil
    }
}
