/// Sound archives with files that would hurt a careless reader.
extension HostileArchive {
    private static func file(_ title: String, _ name: String, _ text: String, _ outcome: Outcome) -> HostileArchive {
        HostileArchive(title, outcome) { ZIPForge(files: [(name, Array(text.utf8))]).bytes() }
    }

    private static func many(_ count: Int, _ item: (Int) -> String) -> String {
        (0..<count).map(item).joined(separator: ",")
    }

    static let contents: [HostileArchive] = [
        file(
            "JSON a hundred thousand levels deep",
            "app.json",
            String(repeating: "[", count: 100_000),
            .finding("layout.app-json-broken")
        ),
        file(
            "objects a hundred thousand levels deep",
            "app.json",
            String(repeating: "{\"a\":", count: 100_000),
            .finding("layout.app-json-broken")
        ),
        file(
            "a manifest a hundred thousand levels deep",
            "manifest.json",
            String(repeating: "[", count: 100_000),
            .finding("layout.manifest-broken")
        ),
        file(
            "a number with a hundred thousand digits",
            "app.json",
            String(repeating: "9", count: 100_000),
            .finding("layout.app-json-broken")
        ),
        file("an empty app.json", "app.json", "", .finding("layout.app-json-broken")),
        file("an app.json that is a text", "app.json", "\"app\"", .finding("layout.app-json-broken")),
        file(
            "an app.json of more than 1 MB",
            "app.json",
            "{\"a\":\"" + String(repeating: "x", count: 1_100_000) + "\"}",
            .finding("layout.app-json-broken")
        ),
        file(
            "twenty thousand pages",
            "app.json",
            "{\"pages\":[" + many(20_000) { "\"p/\($0)\"" } + "]}",
            .finding("page.files-missing")
        ),
        file(
            "twenty thousand sub-packages",
            "app.json",
            "{\"pages\":[\"a\"],\"subPackages\":[" + many(20_000) { "{\"root\":\"r\($0)\",\"pages\":[\"a\"]}" } + "]}",
            .finding("page.files-missing")
        ),
        file(
            "members of the wrong types",
            "app.json",
            "{\"pages\":{},\"window\":[],\"tabBar\":1,\"subPackages\":\"\",\"plugins\":[],\"usingComponents\":0}",
            .finding("page.none")
        ),
        file("pages that lead outside", "app.json", "{\"pages\":[\"../../etc/passwd\"]}", .finding("path.escapes")),
        file(
            "a tag that never ends",
            "index.html",
            String(repeating: "<script src=", count: 80_000),
            .finding("web.file-missing")
        ),
        file("a comment that never ends", "index.html", "<!--" + String(repeating: "<!", count: 30_000), .accepted),
        file("an HTML file of brackets", "index.html", String(repeating: "<", count: 900_000), .accepted),
        HostileArchive("an app.json that is not UTF-8", .finding("layout.app-json-broken")) {
            ZIPForge(files: [("app.json", Array("{\"a\":\"".utf8) + [0xff, 0xfe] + Array("\"}".utf8))]).bytes()
        },
        HostileArchive("an app.json in UTF-16", .finding("layout.app-json-broken")) {
            ZIPForge(files: [("app.json", [0xff, 0xfe, 0x7b, 0, 0x7d, 0])]).bytes()
        },
        HostileArchive("a script of quotes", .accepted) {
            with(.deflated("q.js", [UInt8](repeating: 0x22, count: 500_000)))
        },
        HostileArchive("a script of colons and quotes", .accepted) {
            with(.deflated("q.js", Array(repeating: Array("password:\"".utf8), count: 30_000).flatMap { $0 }))
        },
        HostileArchive("a script of dashes", .accepted) {
            with(.deflated("q.js", [UInt8](repeating: 0x2d, count: 500_000)))
        },
        HostileArchive("a project whose root is outside", .finding("project.root-missing")) {
            with(.deflated("mini.project.json", Array("{\"format\":2,\"miniprogramRoot\":\"../..\"}".utf8)))
        },
    ]
}
