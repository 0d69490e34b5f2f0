import Domain
import Testing

@testable import Server

@Suite struct TemplateTests {
    private struct Model: Sendable { let text: String }

    @Test(arguments: ["<", ">", "&", "\"", "'"], ["", "\u{301}", "\u{200d}", "\u{fe0f}", "\u{20dd}"])
    func `a dangerous character is escaped, whatever mark follows it`(_ character: String, _ mark: String) throws {
        let templates = try Templates([
            "page": "<i title=\"{{text}}\">{{text}}</i>{{> part}}{{#text}}{{.}}{{/text}}", "part": "{{text}}",
        ])
        let html = try templates.render(Model(text: character + mark + "x"), "page", .zh)
        var rest = html
        for known in ["<i title=\"", "\">", "</i>"] {
            let range = try #require(rest.firstRange(of: known))
            rest.removeSubrange(range)
        }
        #expect(!rest.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
        if character == "&" { #expect(html.contains("&amp;\(mark)x")) }
    }

    @Test func `words of the other language are left out`() throws {
        let templates = try Templates(["page": "[[还差 {{text}} 项|{{text}} missing]]"])
        #expect(try templates.render(Model(text: "3"), "page", .zh) == "还差 3 项")
        #expect(try templates.render(Model(text: "3"), "page", .en) == "3 missing")
    }

    @Test(arguments: ["[[只有中文]]", "[[没有结束|never ends", "[[|]"])
    func `words without their translation are found at start-up`(_ source: String) {
        #expect(throws: Templates.Fault.self) { try Templates(["page": source]) }
    }

    private static let sources = EmbeddedViews.all.filter { !$0.key.contains(".") }

    @Test func `every template can be read in both languages`() throws { _ = try Templates(Self.sources) }

    /// A partial that does not exist renders as nothing, without a word.
    @Test func `every partial that a template names exists`() throws {
        #expect(Self.sources.count > 5)
        for (name, source) in Self.sources {
            for tag in source.matches(of: /\{\{\s*[><]\s*([^}\s]+)\s*\}\}/) {
                let partial = String(tag.output.1)
                let isThere = partial == "layout" || Self.sources[partial] != nil
                #expect(isThere, "\(name) names \(partial)")
            }
        }
    }

    @Test func `no template puts text in without escaping it, or styles or scripts inline`() {
        for (name, source) in Self.sources {
            #expect(!source.contains("{{{") && !source.contains("{{&"), "\(name) does not escape")
            #expect(!source.contains("<script>") && !source.contains("<style"), "\(name) has an inline script or style")
            #expect(source.firstMatch(of: /\son[a-z]+="/) == nil, "\(name) has an inline handler")
        }
    }

    @Test func `no text stands beside its translation in one language only`() {
        for (name, source) in Self.sources {
            let outside = source.replacing(/\[\[[^\]]*\]\]/, with: "").replacing(/\{\{![^}]*\}\}/, with: "")
            let isChinese = outside.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
            #expect(!isChinese || name == "accounts/language", "\(name) has Chinese without English")
        }
    }
}
