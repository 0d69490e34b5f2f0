import Domain
import Testing

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("node_modules", "node_modules/a/b.js"), ("node_modules/", "node_modules/a"), ("./docs", "docs/x.md"),
        ("/docs", "docs/x.md"), ("node_modules/**", "node_modules/a/b.js"), ("*.md", "README.md"),
        ("*.md", "docs/a.md"), ("test", "pages/test/a.js"),
        ("**/*.md", "README.md"), ("**/*.md", "docs/deep/a.md"), ("**/test", "a/b/test/c.js"),
        ("**/test/**", "test/c.js"),
        ("src/*.ts", "src/a.ts"), ("src/**/*.ts", "src/a.ts"), ("src/**/*.ts", "src/x/y/a.ts"), ("a?c", "abc"),
        ("*.{map,ts}", "a.ts"), ("{docs,tests}/**", "tests/a"), ("{a,b{c,d}}", "bd"), ("[a-c]x", "bx"),
        ("[!a-c]x", "dx"),
        ("*a*b*", "xxaxxbxx"), ("*.js.map", "a.js.js.map"), ("文档", "文档/说明.md"), (".*", ".eslintrc"), ("**", "a/b"),
        ("[", "["), ("a[", "a["),
    ])
    func `what a pattern names is left out`(pattern: String, path: String) {
        #expect(PathPattern(pattern).matches(path))
    }

    @Test(arguments: [
        ("/node_modules", "src/node_modules/a"), ("./*.md", "docs/a.md"), ("src/*.ts", "src/x/a.ts"), ("a?c", "ac"),
        ("docs", "docs2/a"), ("docs/a", "docs"), ("**/test", "testing/a"), ("*.ts", "a.tsx"), ("[a-c]x", "dx"),
        ("", "a"),
        ("/", "a"), ("node_modules/**", "node_modules"), ("*.{map,ts}", "a.js"), ("a*", "ba"), ("src/**/b", "src/a"),
    ])
    func `what it does not name stays`(pattern: String, path: String) {
        #expect(!PathPattern(pattern).matches(path))
    }

    @Test func `no pattern takes for ever`() {
        let stars = String(repeating: "*a", count: 200) + "b"
        #expect(!PathPattern(stars).matches(String(repeating: "a", count: 2_000)))
        let folders = String(repeating: "**/a/", count: 12) + "b"
        #expect(!PathPattern(folders).matches(Array(repeating: "a", count: 24).joined(separator: "/")))
        #expect(!PathPattern(String(repeating: "{a,b}", count: 40)).matches("c"))
    }
}
