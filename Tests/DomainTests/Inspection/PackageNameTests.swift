import Domain
import Testing

@Suite struct `Names and paths in packages` {
    @Test(arguments: [
        ("../a", PackageName.Danger.parentFolder), ("a/../b", .parentFolder), ("..", .parentFolder),
        ("a/..", .parentFolder),
        ("/a", .absolute), ("//a", .absolute), ("C:/a", .driveLetter), ("c:a", .driveLetter), ("a\\b", .backslash),
        ("..\\a", .backslash), ("a\0b", .nul),
    ])
    func `names that reach outside are told`(_ name: String, _ danger: PackageName.Danger) {
        #expect(PackageName.danger(in: Array(name.utf8)) == danger)
    }

    @Test(arguments: ["a", "a/b", "...", "a..b", "..a/b", "a/..b", "./a", "a//b", "你好/..x", "a:b/c:d"])
    func `names that stay inside are fine`(_ name: String) {
        #expect((PackageName.danger(in: Array(name.utf8)) == nil) == (name != "a:b/c:d"))
    }

    @Test func `a combining mark hides no separator`() {
        #expect(PackageName.danger(in: Array("..\u{301}/a".utf8)) == nil)
        #expect(PackageName.danger(in: Array("../\u{301}a".utf8)) == .parentFolder)
        #expect(PackageName.file("a/\u{301}b") == "\u{301}b")
    }

    @Test func `names are read without dots and doubled slashes`() {
        #expect(PackageName.decode(Array("./a//b/./c/".utf8)).text == "a/b/c")
        #expect(PackageName.decode(Array("./".utf8)).text == "")
        #expect(PackageName.decode([0xc4, 0xe3]) == ("Äã", false))
    }

    @Test func `ending, stem and file are told`() {
        #expect(PackageName.ending("a.b/c.TAR.Gz") == "gz")
        #expect(PackageName.stem("a.b/c.Js") == "a.b/c")
        #expect(PackageName.ending("a.b/c") == "")
        #expect(PackageName.stem("a.b/c") == "a.b/c")
        #expect(PackageName.file("a/b") == "b")
    }

    @Test func `what is shown is short, one line, and not turned around`() {
        #expect(PackageName.shown("a\n\u{202e}b") == "a b")
        #expect(PackageName.shown("") == "?")
        #expect(PackageName.shown(String(repeating: "a", count: 5_000)).utf8.count < 120)
    }

    @Test func `too long and too deep are told`() {
        #expect(!PackageName.isTooLong(String(repeating: "a", count: 255)))
        #expect(PackageName.isTooLong(String(repeating: "a", count: 256)))
        #expect(PackageName.isTooLong(Array(repeating: "a", count: 33).joined(separator: "/")))
        #expect(
            PackageName.isTooLong(
                Array(repeating: String(repeating: "a", count: 100), count: 10).joined(separator: "/")
            )
        )
    }

    @Test(arguments: [
        ("a/b", "", PackagePath.inside("a/b")), ("./a", "p", .inside("p/a")), ("../a", "p/q", .inside("p/a")),
        ("../a", "", .escapes), ("a/../../b", "", .escapes), ("/a/b", "p", .fromRoot("a/b")), ("/../a", "", .escapes),
        ("C:/a", "", .absolute), ("a\\b", "", .absolute), ("file:///a", "", .absolute), ("https://a/b", "", .elsewhere),
        ("//a/b", "", .elsewhere), ("plugin://a/b", "", .elsewhere), ("data:image/png;base64,x", "", .elsewhere),
    ])
    func `references are resolved`(_ reference: String, _ folder: String, _ path: PackagePath) {
        #expect(PackagePath.resolve(reference, in: folder) == path)
    }

    @Test(arguments: [
        (87, "87 B"), (1024, "1 KB"), (1025, "2 KB"), (2_097_152, "2 MB"), (2_097_153, "2.01 MB"),
        (8_912_896, "8.50 MB"),
    ])
    func `sizes are shown rounded up`(_ bytes: Int, _ text: String) {
        #expect(PackageLimits.shown(bytes) == text)
    }
}
