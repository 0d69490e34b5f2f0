import Domain

/// The header lines of one part, read strictly: what two programs could read in two ways is refused.
struct MultipartHeaders: Equatable {
    let name: String
    /// `nil` when the part is a text field.
    let fileName: String?
    let contentType: String?

    /// - Parameter block: the header lines, without the empty line at their end.
    init(_ block: some Collection<UInt8>) throws {
        var disposition: HeaderValue?
        var contentType: String?
        for line in try Self.lines(Array(block)) {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy(HeaderValue.isToken),
                line.first != ":"
            else { throw FormRefusal.malformed("分段的头部有误", "part header") }
            let value = String(line[line.index(after: colon)...])
            switch String(line[..<colon]).lowercased() {
            case "content-disposition":
                guard disposition == nil else {
                    throw FormRefusal.malformed("Content-Disposition 重复", "two content-dispositions")
                }
                disposition = try HeaderValue(value)
            case "content-type":
                guard contentType == nil else { throw FormRefusal.malformed("Content-Type 重复", "two content-types") }
                contentType = HeaderValue.trimmed(value)
            case "content-transfer-encoding":
                // RFC 7578 has done away with these; bytes that need decoding would be kept encoded.
                guard ["binary", "8bit", "7bit"].contains(HeaderValue.trimmed(value).lowercased()) else {
                    throw FormRefusal.malformed("不支持 Content-Transfer-Encoding", "content-transfer-encoding")
                }
            default: break
            }
        }
        guard let disposition, disposition.first == "form-data", let name = disposition["name"] else {
            throw FormRefusal.malformed("Content-Disposition 有误", "content-disposition")
        }
        self.name = name
        self.contentType = contentType
        let sent = try disposition["filename*"].map(HeaderValue.extended) ?? disposition["filename"]
        fileName = sent.map(Self.lastComponent)
    }

    /// The lines, each ended by a carriage return and a line feed. A lone one of them, or a folded line, is a way to
    /// smuggle a header past somebody.
    private static func lines(_ bytes: [UInt8]) throws -> [Substring.UnicodeScalarView] {
        guard !bytes.isEmpty else { return [] }
        var pieces = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        for index in pieces.indices.dropLast() {
            guard pieces[index].popLast() == 0x0d else { throw FormRefusal.malformed("分段的头部有误", "part header") }
        }
        return try pieces.map { piece in
            guard !piece.contains(0x0d) else { throw FormRefusal.malformed("分段的头部有误", "part header") }
            return Substring(try FormFields.text(piece)).unicodeScalars
        }
    }

    /// Some browsers sent whole paths, and a name may try to climb. What is left is for display only.
    private static func lastComponent(_ path: String) -> String {
        let scalars = path.unicodeScalars
        let start = scalars.lastIndex { $0 == "/" || $0 == "\\" }.map(scalars.index(after:)) ?? scalars.startIndex
        return String(PlainText.line(String(scalars[start...])).unicodeScalars.prefix(255))
    }

    /// The boundary that a `multipart/form-data` content type names.
    ///
    /// - Throws: a `Refusal`: `FORM_TYPE` for another type, `FORM_MALFORMED` for a missing or impossible boundary.
    static func boundary(contentType: String?) throws -> String {
        guard let contentType, let value = try? HeaderValue(contentType), value.first == "multipart/form-data" else {
            throw FormRefusal.type
        }
        // RFC 2046: 1 to 70 characters of this set, no blank at the end.
        guard let boundary = value["boundary"], (1...70).contains(boundary.utf8.count), boundary.last != " ",
            boundary.utf8.allSatisfy({ HeaderValue.isAlphanumeric($0) || "'()+_,-./:=? ".utf8.contains($0) })
        else { throw FormRefusal.malformed("boundary 有误", "boundary") }
        return boundary
    }
}
