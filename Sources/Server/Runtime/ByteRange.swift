import HTTPTypes

/// The part of a file that a request asks for (RFC 9110, section 14).
enum ByteRange: Equatable {
    case whole
    case part(ClosedRange<Int64>)
    case unsatisfiable

    /// Several ranges at once, another unit, and anything malformed count as no range, as the standard allows. `If-Range`
    /// holds the strong tag of what the client has.
    static func read(_ headers: HTTPFields, tag: String, size: Int64) -> ByteRange {
        guard let field = headers[.range], field.hasPrefix("bytes=") else { return .whole }
        if let condition = headers[.ifRange], condition != tag { return .whole }
        let spec = field.dropFirst("bytes=".count)
        guard !spec.contains(","), let dash = spec.firstIndex(of: "-") else { return .whole }
        let (first, last) = (spec[..<dash], spec[spec.index(after: dash)...])
        func number(_ text: Substring) -> Int64? {
            text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int64(text) : nil
        }
        if first.isEmpty {
            guard let count = number(last) else { return .whole }
            guard count > 0, size > 0 else { return .unsatisfiable }
            return .part(max(0, size - count)...size - 1)
        }
        guard let begin = number(first) else { return .whole }
        guard last.isEmpty || number(last) != nil else { return .whole }
        let end = last.isEmpty ? size - 1 : min(number(last) ?? 0, size - 1)
        if !last.isEmpty, let named = number(last), named < begin { return .whole }
        guard begin < size else { return .unsatisfiable }
        return .part(begin...end)
    }
}

/// Entity tags in `If-None-Match`.
enum ETag {
    /// Whether one of the listed tags is this one, compared weakly.
    static func matches(_ field: String, _ tag: String) -> Bool {
        field.split(separator: ",").contains { part in
            let candidate = part.drop { $0 == " " || $0 == "\t" }
            let bare = candidate.hasPrefix("W/") ? candidate.dropFirst(2) : candidate
            let trimmed = bare.prefix { $0 != " " && $0 != "\t" }
            return trimmed == "*" || trimmed == tag
        }
    }
}
