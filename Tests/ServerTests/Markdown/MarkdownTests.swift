import Domain
import Testing

@testable import Server

@Suite struct MarkdownTests {
    private struct Holder: Sendable {
        let nodes: [MarkdownNode]
    }

    private static let templates = Result { try Templates(EmbeddedViews.all.filter { !$0.key.contains(".") }) }

    private func html(_ text: String) throws -> String {
        try Self.templates.get().render(Holder(nodes: Markdown(text).nodes), "markdown/_nodes", .zh)
    }

    @Test(arguments: [
        ("一段话", "<p>一段话</p>"),
        ("# 大\n\n## 中\n\n##### 小", "<h3>大</h3><h4>中</h4><h5>小</h5>"),
        ("**粗** *斜* ~~删~~ `码`", "<p><strong>粗</strong> <em>斜</em> <del>删</del> <code>码</code></p>"),
        ("- 一\n- 二", "<ul><li>一</li><li>二</li></ul>"),
        ("3. 三\n4. 四", "<ol start=\"3\"><li>三</li><li>四</li></ol>"),
        (
            "- [x] 好\n- [ ] 没",
            #"<ul><li class="task"><input type="checkbox" checked disabled> 好</li><li class="task"><input type="checkbox" disabled> 没</li></ul>"#
        ),
        ("> 引", "<blockquote><p>引</p></blockquote>"),
        ("```js\na < b\n```", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>"),
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("first\nsecond", "<p>first second</p>"),
        ("第一行  \n第二行", "<p>第一行<br>第二行</p>"),
        ("---", "<hr>"),
        ("[帮助](/help)", "<p><a href=\"/help\">帮助</a></p>"),
        (
            "|名|数|\n|-|-|\n|甲|1|",
            "<div class=\"table-scroll\" tabindex=\"0\"><table><tr><th scope=\"col\">名</th><th scope=\"col\">数</th></tr><tr><td>甲</td><td>1</td></tr></table></div>"
        ),
    ])
    func `each form becomes its element`(text: String, expected: String) throws {
        #expect(try html(text) == expected)
    }

    @Test func `a link outside opens apart and takes nothing along`() throws {
        let expected =
            #"<a href="https://example.com/a?b=1&amp;c=2" rel="nofollow noopener noreferrer" target="_blank">例</a>"#
        #expect(try html("[例](https://example.com/a?b=1&c=2)") == "<p>\(expected)</p>")
        #expect(try html("https://example.com").contains(#"href="https://example.com""#))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))", "[x](java\u{1}script:alert(1))", "[x](data:text/html,<script>1</script>)",
        "[x](vbscript:x)", "[x](//evil.example)", "[x](/\\evil.example)", "![x](https://evil.example/pixel.png)",
        "![x](javascript:alert(1))", "<javascript:alert(1)>", "[\"><script>](/\"onmouseover=alert(1))",
        "```\"><script>\nx\n```", "&lt;script&gt;", "<a href='javascript:1'>x</a>", "[a]: javascript:1\n\n[a]",
        "|<script>|\n|-|\n|<svg onload=1>|", "# <iframe>", "<!-- -->", "<![CDATA[<script>]]>", "<?php ?>",
        "![\" onerror=\"alert(1)](/pictures/00)", "\u{202e}<b>",
    ])
    func `markup and addresses that could run something stay text`(text: String) throws {
        let html = try html(text)
        let elements = html.matches(of: #/<\/?([a-z][a-z0-9]*)/#).map { String($0.1) }
        let allowed: Set = [
            "p", "a", "img", "pre", "code", "h3", "blockquote", "div", "table", "tr", "th", "td", "em", "strong",
        ]
        #expect(allowed.isSuperset(of: elements), "\(html)")
        #expect(!html.lowercased().contains("href=\"javascript") && !html.contains("href=\"data"))
        #expect(!html.contains("//evil.example\"") && !html.contains("src=\"http"))
        // Attributes are the template's own.
        let attributes = html.matches(of: #/<[a-z0-9]+((?: [a-z]+(?:="[^"]*")?)*)>/#).flatMap { match in
            String(match.1).matches(of: #/ ([a-z]+)(?:="[^"]*")?/#).map { String($0.1) }
        }
        let known: Set = ["href", "rel", "target", "src", "alt", "loading", "tabindex", "class", "scope"]
        #expect(known.isSuperset(of: attributes), "\(attributes)")
    }

    @Test func `nesting without end neither breaks nor loses the words`() throws {
        #expect(try html(String(repeating: "> ", count: 5_000) + "底").contains("底"))
        #expect(try html(String(repeating: "*a ", count: 5_000)).contains("a"))
        #expect(try html(String(repeating: "- ", count: 1_000) + "底").contains("底"))
        #expect(try html(String(repeating: "[", count: 20_000) + "底").contains("底"))
    }

    @Test func `the words alone are for lists and notifications`() {
        #expect(Markdown("# 题\n\n一 **二** [三](/x)\n\n- 四").plain == "题 一 二 三 四")
    }
}
