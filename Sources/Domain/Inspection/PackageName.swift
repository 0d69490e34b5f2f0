/// The name of an entry: a path that somebody else wrote.
///
/// Works on bytes: a `Character` may hide a separator behind a combining mark.
package enum PackageName {
    /// Why a name may not be unpacked anywhere.
    package enum Danger: Sendable { case absolute, parentFolder, backslash, driveLetter, nul }

    /// What makes this name dangerous; nil when nothing does.
    package static func danger(in name: [UInt8]) -> Danger? {
        if name.contains(0) { return .nul }
        if name.contains(UInt8(ascii: "\\")) { return .backslash }
        if name.first == UInt8(ascii: "/") { return .absolute }
        if name.count >= 2, name[1] == UInt8(ascii: ":"), isLetter(name[0]) { return .driveLetter }
        let dots: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: ".")]
        if name.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual(dots) }) { return .parentFolder }
        return nil
    }

    /// The name as text, and whether its bytes were UTF-8. Other bytes are read as Latin-1, so that different names stay
    /// different. Empty and `.` parts are dropped; the final slash of a folder too.
    package static func decode(_ name: [UInt8]) -> (text: String, isUTF8: Bool) {
        let dot: [UInt8] = [UInt8(ascii: ".")]
        let parts = name.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(dot) }
        let joined = [UInt8](parts.joined(separator: [UInt8(ascii: "/")]))
        if let text = String(validating: joined, as: UTF8.self) { return (text, true) }
        var scalars = String.UnicodeScalarView()
        for byte in joined { scalars.append(Unicode.Scalar(byte)) }
        return (String(scalars), false)
    }

    /// The name fit for a sentence: one line, no marks that turn the direction of text, not endless.
    package static func shown(_ name: String) -> String {
        let line = PlainText.line(name)
        guard line.utf8.count > 120 else { return line.isEmpty ? "?" : line }
        let scalars = line.unicodeScalars
        return String(scalars.prefix(60)) + "…" + String(scalars.suffix(30))
    }

    /// Longer, deeper, or with a longer part than file systems can hold.
    package static func isTooLong(_ name: String) -> Bool {
        var (part, depth) = (0, 1)
        for byte in name.utf8 {
            if byte == UInt8(ascii: "/") {
                depth += 1
                part = 0
            } else {
                part += 1
                if part > PackageLimits.pathPart { return true }
            }
        }
        return depth > PackageLimits.pathDepth || name.utf8.count > PackageLimits.path
    }

    /// Characters that some file systems cannot hold, or that make a name look like another.
    package static func isUnusual(_ name: String) -> Bool {
        if PlainText.line(name) != name || !name.isASCII && PlainText.line(name).utf8.count != name.utf8.count {
            return true
        }
        for part in name.utf8.split(separator: UInt8(ascii: "/")) {
            if part.last == UInt8(ascii: ".") || part.last == UInt8(ascii: " ") { return true }
            if part.contains(where: { "<>:\"|?*".utf8.contains($0) }) { return true }
        }
        return false
    }

    /// The part after the last slash.
    package static func file(_ name: String) -> Substring {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name[...] }
        return name[name.utf8.index(after: slash)...]
    }

    /// The ending after the last dot of the file, in lower case; empty when there is none.
    package static func ending(_ name: String) -> String {
        let file = file(name)
        guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return file[file.utf8.index(after: dot)...].lowercased()
    }

    /// The name without its ending: `pages/index/index` of `pages/index/index.axml`.
    package static func stem(_ name: String) -> String {
        let ending = ending(name)
        return ending.isEmpty ? name : String(name.utf8.dropLast(ending.utf8.count + 1)) ?? name
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension String {
    /// Whether every byte is ASCII: such names need no normalisation.
    var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
