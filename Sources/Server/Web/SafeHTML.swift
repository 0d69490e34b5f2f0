import Mustache

/// Escapes text for HTML by Unicode scalar. The library's own table works on `Character`s, so that a quotation mark followed
/// by a combining mark would pass it unescaped.
struct SafeHTML: MustacheContentType {
    /// The name under which templates ask for it; registered once a process.
    static let name: String = {
        MustacheContentTypes.register(SafeHTML(), named: "SAFE")
        return "SAFE"
    }()

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
