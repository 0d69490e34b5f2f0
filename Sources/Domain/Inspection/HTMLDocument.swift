/// What an HTML file refers to and is called. No parser: it finds the start tags that load something and their addresses.
struct HTMLDocument {
    struct Reference: Hashable {
        enum Kind { case script, style, picture }
        let kind: Kind
        let address: String
        let line: Int
    }

    private(set) var title: String?
    private(set) var references: [Reference] = []
    /// A `<base>` changes what every address means.
    private(set) var hasBase = false

    private static let mostReferences = 500
    private static let longestAddress = 500

    init(_ text: [UInt8]) {
        var (at, line) = (0, 1)
        func skip(to end: [UInt8]) {
            while at < text.count {
                if text[at] == end[0] | 0x20 || text[at] == end[0], matches(text, at, end) { return }
                if text[at] == 10 { line += 1 }
                at += 1
            }
        }
        while at < text.count {
            if text[at] == 10 { line += 1 }
            guard text[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if matches(text, at, Array("<!--".utf8)) {
                skip(to: Array("-->".utf8))
                continue
            }
            let tagLine = line
            at += 1
            let name = word(text, &at)
            guard ["script", "link", "img", "base", "title"].contains(name) else { continue }
            let attributes = attributes(text, &at, &line)
            switch name {
            case "script":
                refer(.script, attributes["src"], tagLine)
                skip(to: Array("</script".utf8))
            case "link":
                let loads = ["stylesheet", "icon", "modulepreload"].contains {
                    attributes["rel"]?.contains($0) ?? false
                }
                if loads { refer(.style, attributes["href"], tagLine) }
            case "img": refer(.picture, attributes["src"], tagLine)
            case "base": hasBase = true
            default:
                let start = min(at + 1, text.count)
                skip(to: Array("</title".utf8))
                let shown = PlainText.line(
                    String(decoding: text[start..<max(start, min(at, start + 200))], as: UTF8.self)
                )
                if title == nil, !shown.isEmpty { title = shown }
            }
        }
    }

    private mutating func refer(_ kind: Reference.Kind, _ address: String?, _ line: Int) {
        guard let address, !address.isEmpty, address.utf8.count <= Self.longestAddress,
            references.count < Self.mostReferences
        else { return }
        references.append(Reference(kind: kind, address: address, line: line))
    }
}

/// Whether `end` stands at `at`, letters in either case.
private func matches(_ text: [UInt8], _ at: Int, _ end: [UInt8]) -> Bool {
    guard at + end.count <= text.count else { return false }
    for offset in 0..<end.count {
        let byte = text[at + offset]
        guard byte == end[offset] || SecretShapes.isLetter(byte) && byte | 0x20 == end[offset] else { return false }
    }
    return true
}

/// A tag's or attribute's name in lower case; moves past it.
private func word(_ text: [UInt8], _ at: inout Int) -> String {
    let start = at
    while at < text.count, SecretShapes.isLetter(text[at]) || text[at] == UInt8(ascii: "-"), at - start < 40 { at += 1 }
    return String(decoding: text[start..<at].map { $0 | 0x20 }, as: UTF8.self)
}

/// The attributes up to the tag's end; moves past it.
private func attributes(_ text: [UInt8], _ at: inout Int, _ line: inout Int) -> [String: String] {
    var found: [String: String] = [:]
    while at < text.count, text[at] != UInt8(ascii: ">") {
        let before = at
        let name = word(text, &at)
        if at < text.count, text[at] == UInt8(ascii: "="), !name.isEmpty {
            at += 1
            let value = attributeValue(text, &at, &line)
            if found[name] == nil, found.count < 40 { found[name] = value }
        } else if at == before {
            if text[at] == 10 { line += 1 }
            at += 1
        }
    }
    return found
}

private func attributeValue(_ text: [UInt8], _ at: inout Int, _ line: inout Int) -> String {
    guard at < text.count else { return "" }
    let quote: UInt8? = text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") ? text[at] : nil
    if quote != nil { at += 1 }
    let start = at
    while at < text.count {
        let byte = text[at]
        if let quote, byte == quote { break }
        if quote == nil, byte <= 0x20 || byte == UInt8(ascii: ">") { break }
        if byte == 10 { line += 1 }
        at += 1
    }
    let value = text[start..<min(at, start + 600)]
    if quote != nil, at < text.count { at += 1 }
    return PlainText.line(String(decoding: value, as: UTF8.self))
}
