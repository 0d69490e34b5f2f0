/// One pattern of `uploadExclude` in `mini.project.json`: a path from the project's folder in which `*` and `?` stand for
/// parts of a name, `**` for any folders, `[abc]` for one character and `{a,b}` for either text.
///
/// One without a slash names files and folders at any depth, as in `.gitignore`; a pattern that names a folder names
/// everything in it. Works on bytes, as paths do.
package struct PathPattern: Sendable {
    /// The alternatives that the braces stand for, each split at its slashes.
    private let alternatives: [[[UInt8]]]

    package init(_ text: String) {
        alternatives = Self.expanded(Array(text.utf8)).map { pattern in
            let parts = pattern.split(separator: UInt8(ascii: "/")).map(Array.init)
            let isNameOnly = parts.count == 1 && pattern.first != UInt8(ascii: "/")
            return (isNameOnly ? [Array("**".utf8)] : []) + parts.filter { $0 != [UInt8(ascii: ".")] }
        }
    }

    /// Whether `path`, relative and without `.` parts, or a folder that it lies in is named.
    package func matches(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
        return alternatives.contains { !$0.isEmpty && Self.matches($0[...], parts[...]) }
    }

    /// Parts of a path against parts of a pattern, in the way of `matches(name:_:)` below.
    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        let folders = Array("**".utf8)
        var (pattern, path) = (pattern, path)
        var fallback: (pattern: ArraySlice<[UInt8]>, path: ArraySlice<[UInt8]>)?
        while let part = pattern.first {
            if part == folders {
                pattern = pattern.drop { $0 == folders }
                // At the end it stands for what is in the folder, not for the folder itself.
                if pattern.isEmpty { return !path.isEmpty }
                fallback = (pattern, path)
            } else if let name = path.first, matches(name: name[...], part[...]) {
                (pattern, path) = (pattern.dropFirst(), path.dropFirst())
            } else if let (rest, last) = fallback, !last.isEmpty {
                fallback = (rest, last.dropFirst())
                (pattern, path) = (rest, last.dropFirst())
            } else {
                return false
            }
        }
        // The pattern ended: what is left of the path lies in the folder that it named.
        return true
    }

    /// One name against one part of a pattern. The last `*` is the only one worth going back to, so this takes at most
    /// the product of both lengths.
    private static func matches(name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (name, pattern) = (name, pattern)
        var fallback: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.drop { $0 == UInt8(ascii: "*") }
                fallback = (name, pattern)
            } else if let byte = name.first, let length = one(byte, pattern) {
                name = name.dropFirst()
                pattern = pattern.dropFirst(length)
            } else if name.isEmpty, pattern.isEmpty {
                return true
            } else if let (last, rest) = fallback, !last.isEmpty {
                fallback = (last.dropFirst(), rest)
                (name, pattern) = (last.dropFirst(), rest)
            } else {
                return false
            }
        }
    }

    /// How many bytes of the pattern stand for `byte`; nil when they do not.
    private static func one(_ byte: UInt8, _ pattern: ArraySlice<UInt8>) -> Int? {
        guard let first = pattern.first else { return nil }
        if first == UInt8(ascii: "?") { return 1 }
        guard first == UInt8(ascii: "["), let end = pattern.dropFirst(2).firstIndex(of: UInt8(ascii: "]")) else {
            return first == byte ? 1 : nil
        }
        var inside = pattern[(pattern.startIndex + 1)..<end]
        let isNegated = inside.first == UInt8(ascii: "!") || inside.first == UInt8(ascii: "^")
        if isNegated { inside = inside.dropFirst() }
        var isInside = false
        while let low = inside.first {
            let isRange = inside.count >= 3 && inside[inside.startIndex + 1] == UInt8(ascii: "-")
            let high = isRange ? inside[inside.startIndex + 2] : low
            if low <= byte, byte <= high { isInside = true }
            inside = inside.dropFirst(isRange ? 3 : 1)
        }
        return isInside != isNegated ? end - pattern.startIndex + 1 : nil
    }

    /// `a{b,c}d` as `abd` and `acd`; braces in braces are taken from the inside out. Not more than a few hundred.
    private static func expanded(_ pattern: [UInt8]) -> [[UInt8]] {
        var (waiting, done): ([[UInt8]], [[UInt8]]) = ([pattern], [])
        while let next = waiting.popLast() {
            guard done.count + waiting.count < 500, let close = next.firstIndex(of: UInt8(ascii: "}")),
                let open = next[..<close].lastIndex(of: UInt8(ascii: "{"))
            else {
                done.append(next)
                continue
            }
            let choices = next[(open + 1)..<close].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            waiting += choices.map { Array(next[..<open] + $0 + next[(close + 1)...]) }
        }
        return done
    }
}
