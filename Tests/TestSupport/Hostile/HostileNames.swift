/// Names that lead elsewhere, and entries that are no files.
extension HostileArchive {
    private static func named(_ title: String, _ entry: String, _ outcome: Outcome) -> HostileArchive {
        HostileArchive(title, outcome) { with(.deflated(entry, [0x41])) }
    }

    private static let escapes = Outcome.refused("PACKAGE_PATH_ESCAPES")
    private static let duplicate = Outcome.refused("PACKAGE_DUPLICATE_NAME")

    static let names: [HostileArchive] = [
        named("a path to the parent folder", "../evil.js", escapes),
        named("a path through the parent folder", "a/../../evil.js", escapes),
        named("a path that goes down and up again", "a/../index.js", escapes),
        named("only the parent folder", "..", escapes),
        named("the parent folder as a folder", "../", escapes),
        named("an absolute path", "/etc/passwd", escapes),
        named("a doubled slash at the start", "//server/share", escapes),
        named("a backslash", "..\\evil.js", escapes),
        named("a backslash inside", "a\\b.js", escapes),
        named("a drive letter", "C:/Windows/evil.dll", escapes),
        named("a drive letter without slash", "c:evil.js", escapes),
        named("a NUL inside a name", "main.js\0.png", escapes),
        HostileArchive("a harmless name and a harmful second one", escapes) {
            with(ZIPForge.Entry("harmless.js").with { $0.extra = unicodePath("harmless.js", "../evil.js") })
        },
        HostileArchive("two names for one entry, both harmless", .accepted) {
            with(ZIPForge.Entry("harmless.js").with { $0.extra = unicodePath("harmless.js", "无害.js") })
        },
        HostileArchive("a second name that is another's", duplicate) {
            with(ZIPForge.Entry("harmless.js").with { $0.extra = unicodePath("harmless.js", "main.js") })
        },
        HostileArchive("an empty name", .refused("PACKAGE_DAMAGED")) { with(ZIPForge.Entry("", [0x41])) },
        named("a name of dots", ".", .refused("PACKAGE_DAMAGED")),
        named("the same name twice", "main.js", duplicate),
        named("the same name behind a dot", "./main.js", duplicate),
        named("the same name as a folder", "main.js/", duplicate),
        named("a file that is also a folder", "main.js/inner.js", duplicate),
        HostileArchive("the same name, composed and decomposed", duplicate) {
            ZIPForge(good + [.deflated("caf\u{e9}.js", []), .deflated("cafe\u{301}.js", [])]).bytes()
        },
        named("the same name in capitals", "MAIN.JS", .finding("name.case")),
        named("an overlong name", String(repeating: "a", count: 60_000), .finding("name.too-long")),
        named("a thousand folders", String(repeating: "a/", count: 1_000) + "b", .finding("name.too-long")),
        named("control characters in a name", "a\u{1}\n.js", .finding("name.unusual")),
        named("a name written from right to left", "a\u{202e}gnp.js", .finding("name.unusual")),
        named("a name for a terminal to execute", "\u{1b}]0;x\u{7}.js", .finding("name.unusual")),
        HostileArchive("a name that is not UTF-8", .finding("name.not-utf8")) {
            with(ZIPForge.Entry(raw: [0xc4, 0xe3, 0xba, 0xc3, 0x2e, 0x6a, 0x73]))
        },
        HostileArchive("a name that claims UTF-8 and is not", .refused("PACKAGE_DAMAGED")) {
            with(ZIPForge.Entry(raw: [0xff, 0xfe, 0x2e, 0x6a, 0x73]).with { $0.flags = 0x800 })
        },
        HostileArchive("an overlong encoding of a slash", .finding("name.not-utf8")) {
            with(ZIPForge.Entry(raw: [0x2e, 0x2e, 0xc0, 0xaf, 0x61]))
        },
    ]

    static let kinds: [HostileArchive] = [
        HostileArchive("a symbolic link", .refused("PACKAGE_HAS_LINK")) { with(special(0o120777)) },
        HostileArchive("a symbolic link made on another system", .refused("PACKAGE_HAS_LINK")) {
            with(special(0o120777).with { $0.flags = 0x800 })
        },
        HostileArchive("a device", .refused("PACKAGE_HAS_LINK")) { with(special(0o020666)) },
        HostileArchive("a named pipe", .refused("PACKAGE_HAS_LINK")) { with(special(0o010666)) },
        HostileArchive("a link in an extra field", .refused("PACKAGE_HAS_LINK")) {
            var extra: [UInt8] = []
            extra.append16(0x756e)
            extra.append16(14)
            extra += zeros(4) + [0xff, 0xa1] + zeros(8)
            return with(ZIPForge.Entry("link", Array("/etc/passwd".utf8)).with { [extra] in $0.extra = extra })
        },
        HostileArchive("an old encryption", .refused("PACKAGE_ENCRYPTED")) { changed { $0.flags = 1 } },
        HostileArchive("a strong encryption", .refused("PACKAGE_ENCRYPTED")) { changed { $0.flags = 0x41 } },
        HostileArchive("encryption by AES", .refused("PACKAGE_ENCRYPTED")) {
            changed { entry in
                (entry.method, entry.flags) = (99, 1)
                entry.extra = [0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, 3, 8, 0]
            }
        },
        HostileArchive("encryption that only the local header tells", .refused("PACKAGE_ENCRYPTED")) {
            changed { $0.local.flags = 1 }
        },
        HostileArchive("encryption that only the directory tells", .refused("PACKAGE_ENCRYPTED")) {
            changed { $0.central.flags = 1 }
        },
        HostileArchive("a folder with contents", .finding("archive.folder-content")) {
            with(.deflated("assets/", Array("hidden".utf8)))
        },
    ]

    private static func special(_ mode: UInt32) -> ZIPForge.Entry {
        ZIPForge.Entry("link", Array("/etc/passwd".utf8)).with { $0.attributes = mode << 16 }
    }

    /// The Unicode path field with its right checksum.
    private static func unicodePath(_ name: String, _ other: String) -> [UInt8] {
        var field: [UInt8] = [1]
        field.append32(CRC32.of(Array(name.utf8)))
        field += Array(other.utf8)
        var extra: [UInt8] = []
        extra.append16(0x7075)
        extra.append16(UInt16(field.count))
        return extra + field
    }
}
