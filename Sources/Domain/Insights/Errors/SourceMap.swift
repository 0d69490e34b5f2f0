/// Leads from a place in a built script back to the file that somebody wrote.
///
/// Source: ECMA-426, Source map format (version 3): `mappings` holds lines separated by `;`, segments by `,`, each of one, four
/// or five numbers in base 64 with variable length, every number being the difference to the one before.
package struct SourceMap: Sendable {
    /// Where something stands in a source.
    package struct Place: Hashable, Sendable {
        package let source: String
        /// From 1.
        package let line: Int
        /// From 1.
        package let column: Int
        package let name: String?
        /// The line's text, where the map holds the source.
        package let text: String?
    }

    private struct Segment {
        let column: Int32
        /// -1 where the segment leads nowhere.
        let source: Int32
        let line: Int32
        let sourceColumn: Int32
        /// -1 without a name.
        let name: Int32
    }

    package enum Fault: Error, Equatable {
        /// A character that is none of the 64, a number that does not end or is too large, or one that leads outside.
        case malformed
        case tooLarge
    }

    /// Segments of a map: one of 2 MB of script has a few hundred thousand.
    package static let mostSegments = 4_000_000

    private let sources: [String]
    private let contents: [String?]
    private let names: [String]
    private var segments: [Segment] = []
    /// Where each line of the script begins in `segments`; one more at the end.
    private var lines: [Int32] = [0]

    /// - Parameters:
    ///   - contents: the sources' texts in their order; may be shorter.
    package init(mappings: String, sources: [String], contents: [String?], names: [String]) throws(Fault) {
        (self.sources, self.contents, self.names) = (sources, contents, names)
        var numbers = Numbers(bytes: Array(mappings.utf8))
        // Source, line, column and name run on through the whole map; the script's column begins anew with each line.
        var (column, source, line, sourceColumn, name): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
        while true {
            switch numbers.separator() {
            case .end:
                lines.append(Int32(segments.count))
                return
            case .line:
                lines.append(Int32(segments.count))
                column = 0
            case .segment: break
            case nil:
                guard segments.count < Self.mostSegments else { throw .tooLarge }
                column = try Self.sum(column, numbers.next())
                guard numbers.hasMore else {
                    segments.append(Segment(column: column, source: -1, line: 0, sourceColumn: 0, name: -1))
                    continue
                }
                source = try Self.sum(source, numbers.next())
                line = try Self.sum(line, numbers.next())
                sourceColumn = try Self.sum(sourceColumn, numbers.next())
                var hasName = false
                if numbers.hasMore {
                    name = try Self.sum(name, numbers.next())
                    hasName = true
                }
                guard !numbers.hasMore, sources.indices.contains(Int(source)),
                    !hasName || names.indices.contains(Int(name))
                else { throw .malformed }
                let named = hasName ? name : -1
                segments.append(
                    Segment(column: column, source: source, line: line, sourceColumn: sourceColumn, name: named)
                )
            }
        }
    }

    /// The source of a place in the script; nil where the map says nothing about it.
    ///
    /// - Parameters:
    ///   - line: from 1.
    ///   - column: from 1; without one the line's first segment that leads somewhere.
    package func place(line: Int, column: Int?) -> Place? {
        guard line >= 1, line < lines.count else { return nil }
        let row = segments[Int(lines[line - 1])..<Int(lines[line])]
        let found: Segment? =
            if let column { row[..<row.partition(above: column - 1) { Int($0.column) }].last } else {
                row.first { $0.source >= 0 }
            }
        guard let found, found.source >= 0 else { return nil }
        let source = Int(found.source)
        return Place(
            source: sources[source],
            line: Int(found.line) + 1,
            column: Int(found.sourceColumn) + 1,
            name: found.name >= 0 ? names[Int(found.name)] : nil,
            text: contents.indices.contains(source) ? contents[source]?.line(Int(found.line)) : nil
        )
    }

    private static func sum(_ left: Int32, _ right: Int32) throws(Fault) -> Int32 {
        let (sum, isOver) = left.addingReportingOverflow(right)
        guard !isOver, sum >= 0 else { throw .malformed }
        return sum
    }
}

/// Reads the numbers of `mappings` one after another.
private struct Numbers {
    enum Separator { case segment, line, end }

    let bytes: [UInt8]
    private var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether another number of the same segment follows.
    var hasMore: Bool { at < bytes.count && bytes[at] != UInt8(ascii: ",") && bytes[at] != UInt8(ascii: ";") }

    /// Steps over what stands between segments; nil before a number.
    mutating func separator() -> Separator? {
        guard at < bytes.count else { return .end }
        switch bytes[at] {
        case UInt8(ascii: ","):
            at += 1
            return .segment
        case UInt8(ascii: ";"):
            at += 1
            return .line
        default: return nil
        }
    }

    /// Five bits a character, the lowest first; the sixth says that more follow. The lowest bit of all is the sign.
    mutating func next() throws(SourceMap.Fault) -> Int32 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while true {
            guard hasMore, shift <= 30, let digit = Self.digit(bytes[at]) else { throw .malformed }
            at += 1
            value |= UInt64(digit & 31) << shift
            guard digit & 32 != 0 else { break }
            shift += 5
        }
        let amount = value >> 1
        guard amount <= UInt64(Int32.max) else { throw .malformed }
        return value & 1 == 0 ? Int32(amount) : -Int32(amount)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5a: byte - 0x41
        case 0x61...0x7a: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension ArraySlice {
    /// The index of the first element whose value is above a limit; the elements are in the order of their values.
    fileprivate func partition(above limit: Int, _ value: (Element) -> Int) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if value(self[middle]) > limit { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension String {
    /// A line of the text, counted from 0, at most as long as a page can show; nil beyond its end.
    fileprivate func line(_ number: Int) -> String? {
        let lines = split(maxSplits: number + 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.indices.contains(number) ? EventText.cut(String(lines[number]), 300) : nil
    }
}
