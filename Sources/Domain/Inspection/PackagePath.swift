/// Where a reference in a configuration leads, seen from the mini program's root.
package enum PackagePath: Hashable, Sendable {
    /// A path inside, without `.` and `..`.
    case inside(String)
    /// A leading `/`: from the root, in hosts that agree.
    case fromRoot(String)
    /// A drive letter, a backslash, `file:`: nothing that could be inside a package.
    case absolute
    /// `..` beyond the root.
    case escapes
    /// Another place: `https:`, `plugin:`, `data:`, `//host`.
    case elsewhere

    /// Resolves a reference that stands in a file of `folder` (empty for the root).
    package static func resolve(_ reference: String, in folder: String = "") -> PackagePath {
        let bytes = reference.utf8
        if bytes.contains(UInt8(ascii: "\\")) || bytes.contains(0) { return .absolute }
        if reference.hasPrefix("//") { return .elsewhere }
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            let scheme = bytes[..<colon]
            let isName = scheme.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
            }
            if isName, !scheme.isEmpty {
                return scheme.count == 1 || reference.lowercased().hasPrefix("file:") ? .absolute : .elsewhere
            }
        }
        let isFromRoot = bytes.first == UInt8(ascii: "/")
        var parts = isFromRoot ? [] : folder.split(separator: "/")
        for part in reference.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return .escapes }
            } else {
                parts.append(part)
            }
        }
        let path = parts.joined(separator: "/")
        return isFromRoot ? .fromRoot(path) : .inside(path)
    }

    /// The folder of a file, without final slash; empty for the root.
    package static func folder(of file: String) -> String {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(file[..<slash])
    }
}
