import Domain
import Mustache

/// The embedded templates, parsed once at start-up into one library a language.
///
/// Words stand side by side in a template, `[[上传|Upload]]`, and the loader keeps those of its language; mustache tags may
/// stand inside.
package struct Templates: Sendable {
    private let libraries: [Language: MustacheLibrary]

    /// What can be wrong with a template, found at start-up.
    package enum Fault: Error, CustomStringConvertible {
        case unparsable(name: String, cause: String)
        case unpairedWords(name: String)
        case missing(name: String)

        package var description: String {
            switch self {
            case .unparsable(let name, let cause): "the template \(name) cannot be parsed: \(cause)"
            case .unpairedWords(let name): "the template \(name) has words without their translation"
            case .missing(let name): "there is no template \(name)"
            }
        }
    }

    /// The frame around every page. The library cannot close an inherited template whose name holds a slash, so this one has
    /// a short name: `{{<layout}}{{$body}}…{{/body}}{{/layout}}`.
    private static let layout = (source: "web/layout", name: "layout")

    /// Parses sources by name. Every one gets the safe escaping, partials too: they would fall back to the library's own.
    package init(_ sources: [String: String]) throws {
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, source) in sources {
                let text = try Self.inLanguage(language, source, of: name)
                do {
                    try library.register(
                        "{{% CONTENT_TYPE: \(SafeHTML.name)}}\n" + text,
                        named: name == Self.layout.source ? Self.layout.name : name
                    )
                } catch {
                    throw Fault.unparsable(name: name, cause: "\(error)")
                }
            }
            libraries[language] = library
        }
        self.libraries = libraries
    }

    /// Fills the template; `context` is a plain value whose stored properties the template names.
    func render(_ context: some Sendable, _ name: String, _ language: Language) throws -> String {
        guard let text = libraries[language]?.render(context, withTemplate: name) else {
            throw Fault.missing(name: name)
        }
        return text
    }

    /// Replaces each `[[中文|English]]` by the words of one language.
    static func inLanguage(_ language: Language, _ source: String, of name: String) throws(Fault) -> String {
        let bytes = Array(source.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index...].starts(with: "[[".utf8) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            guard let end = Self.first("]]", in: bytes, from: index + 2),
                let bar = Self.first("|", in: bytes, from: index + 2), bar < end
            else { throw .unpairedWords(name: name) }
            result += language == .zh ? bytes[(index + 2)..<bar] : bytes[(bar + 1)..<end]
            index = end + 2
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func first(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return (start..<bytes.count).first { bytes[$0...].starts(with: text.utf8) }
    }
}
