/// A pattern of `uploadExclude`: `*` and `?` stay within a name, `**` spans folders. One without a slash matches at any depth;
/// what matches a folder matches everything in it (the walk does not enter it).
struct GlobPattern: Sendable {
    private let segments: [[UInt8]]
    private let isAnchored: Bool

    init(_ text: String) {
        var parts = text.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
        if parts.first == Array(".".utf8) { parts.removeFirst() }
        // `folder/**` means the folder itself.
        if parts.count > 1, parts.last == Self.anyDepth { parts.removeLast() }
        isAnchored = parts.count > 1
        segments = parts
    }

    private static let anyDepth = Array("**".utf8)

    func matches(_ path: String) -> Bool {
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
        guard !segments.isEmpty else { return false }
        if isAnchored { return Self.matches(segments[...], names[...]) }
        return names.last.map { Self.matches(segments[0][...], $0[...]) } ?? false
    }

    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ names: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pattern.first else { return names.isEmpty }
        if first == anyDepth {
            return (names.startIndex...names.endIndex).contains { matches(pattern.dropFirst(), names[$0...]) }
        }
        guard let name = names.first, matches(first[...], name[...]) else { return false }
        return matches(pattern.dropFirst(), names.dropFirst())
    }

    /// One name against one pattern, remembering the last star only: never slower than pattern times name.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var (p, n) = (pattern.startIndex, name.startIndex)
        var star: (pattern: Int, name: Int)?
        while n < name.endIndex {
            if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
                star = (p + 1, n)
                p += 1
            } else if p < pattern.endIndex, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
                (p, n) = (p + 1, n + 1)
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                (p, n) = (last.pattern, last.name + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
