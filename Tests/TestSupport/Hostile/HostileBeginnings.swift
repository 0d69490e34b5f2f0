/// What is no archive, and archives of which a part is missing.
extension HostileArchive {
    private static let whole = ZIPForge(good).bytes()
    private static let end = 22

    static let notZip: [HostileArchive] = [
        HostileArchive("an empty file", .refused("PACKAGE_NOT_ZIP")) { [] },
        HostileArchive("one byte", .refused("PACKAGE_NOT_ZIP")) { [0x50] },
        HostileArchive("plain text", .refused("PACKAGE_NOT_ZIP")) { Array("not an archive".utf8) },
        HostileArchive("a gzip file", .refused("PACKAGE_NOT_ZIP")) { [0x1f, 0x8b, 8, 0] + zeros(100) },
        HostileArchive("a RAR file", .refused("PACKAGE_NOT_ZIP")) { Array("Rar!\u{1a}\u{7}".utf8) + zeros(100) },
        HostileArchive("a 7z file", .refused("PACKAGE_NOT_ZIP")) { [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] + zeros(100) },
        HostileArchive("a tar file", .refused("PACKAGE_NOT_ZIP")) { Array("app.json".utf8) + zeros(1016) },
        HostileArchive("a picture", .refused("PACKAGE_NOT_ZIP")) { TinyPicture.png() },
        HostileArchive("only zeros", .refused("PACKAGE_NOT_ZIP")) { zeros(70_000) },
        HostileArchive("only the letters PK", .refused("PACKAGE_NOT_ZIP")) { Array(repeating: 0x50, count: 70_000) },
        HostileArchive("an archive without entries", .finding("layout.unknown")) { ZIPForge([]).bytes() },
        HostileArchive("an end record over and over", .refused("PACKAGE_DAMAGED")) {
            Array((0..<3_000).map { _ in ZIPForge(good).bytes().suffix(22) }.joined())
        },
        HostileArchive("more than 20 MB", .refused("PACKAGE_TOO_LARGE")) {
            whole + zeros(20 * 1024 * 1024)
        },
    ]

    static let truncated: [HostileArchive] = [
        HostileArchive("cut in the first header", .refused("PACKAGE_DAMAGED")) { Array(whole.prefix(20)) },
        HostileArchive("cut in the first name", .refused("PACKAGE_DAMAGED")) { Array(whole.prefix(33)) },
        HostileArchive("cut in the first data", .refused("PACKAGE_DAMAGED")) { Array(whole.prefix(60)) },
        HostileArchive("cut before the directory", .refused("PACKAGE_DAMAGED")) {
            around {
                $0.hasDirectory = false; $0.hasEnd = false
            }
        },
        HostileArchive("cut in the directory", .refused("PACKAGE_DAMAGED")) { Array(whole.dropLast(end + 20)) },
        HostileArchive("cut before the end record", .refused("PACKAGE_DAMAGED")) { around { $0.hasEnd = false } },
        HostileArchive("cut in the end record", .refused("PACKAGE_DAMAGED")) { Array(whole.dropLast(1)) },
        HostileArchive("without its beginning", .refused("PACKAGE_DAMAGED")) { Array(whole.dropFirst(40)) },
        HostileArchive("only the end record of a package", .refused("PACKAGE_DAMAGED")) { Array(whole.suffix(end)) },
        HostileArchive("a hole in the middle", .refused("PACKAGE_DAMAGED")) {
            Array(whole[..<50]) + zeros(20) + Array(whole[70...])
        },
        HostileArchive("the first half twice", .refused("PACKAGE_DAMAGED")) {
            Array(whole.prefix(whole.count / 2)) + whole
        },
    ]

    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
