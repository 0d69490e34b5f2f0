/// Bombs, and sizes and checksums that lie.
extension HostileArchive {
    private static let bomb = Outcome.refused("PACKAGE_BOMB")
    private static let damaged = Outcome.refused("PACKAGE_DAMAGED")
    private static let overlap = Outcome.refused("PACKAGE_ENTRIES_OVERLAP")

    static let bombs: [HostileArchive] = [
        HostileArchive("a file of zeros at 1,032 to 1", bomb) { with(.zeros("zeros.bin", runs: 200_000)) },
        HostileArchive("a bomb that states a small size", damaged) {
            with(ZIPForge.Entry.zeros("zeros.bin", runs: 200_000).with { $0.size = 1_000 })
        },
        HostileArchive("a bomb in a script that states a small size", damaged) {
            with(ZIPForge.Entry.zeros("zeros.js", runs: 200_000).with { $0.size = 1_000 })
        },
        HostileArchive("a bomb that states no size", damaged) {
            with(ZIPForge.Entry.zeros("zeros.bin", runs: 200_000).with { $0.size = 0 })
        },
        HostileArchive("a bomb below the ratio's limit, many times", bomb) {
            let bloated = Deflate.zeros(runs: 4_000)
            let entries = (0..<300).map { index in
                ZIPForge.Entry.zeros("z\(index).bin", runs: 4_000).with { entry in
                    // Trailing junk in the data brings the ratio down to 170.
                    entry.data = bloated + zeros(5_000)
                }
            }
            return ZIPForge(good + entries).bytes()
        },
        HostileArchive("a stated size of 4 GB", bomb) {
            changed {
                $0.central.size = 0xffff_fffe; $0.local.size = 0xffff_fffe
            }
        },
        HostileArchive("10,001 entries", bomb) { crowd(10_001) },
        HostileArchive("65,536 entries, counted as none", damaged) { crowd(65_536) },
        HostileArchive("70,000 entries, counted modulo 65,536", damaged) { crowd(70_000) },
        HostileArchive("65,535 stated entries in an empty directory", damaged) { around { $0.statedCount = 0xffff } },
        HostileArchive("an archive in an archive", .finding("file.leftover")) {
            with(.deflated("inner.zip", with(.zeros("zeros.bin", runs: 200_000))))
        },
        HostileArchive("two entries that share their data", overlap) {
            // The first one's extra field swallows the second one's header, so both read the same bytes.
            let shared = ZIPForge.Entry("b.js", Array("1".utf8))
            let header = Array(ZIPForge([shared]).bytes().prefix(30 + 4))
            let first = ZIPForge.Entry("a.js", Array("1".utf8)).with { $0.localExtra = header }
            return ZIPForge([first, shared.with { $0.central.offset = 30 + 4 }]).bytes()
        },
        HostileArchive("an entry that begins inside another", overlap) {
            let inner = ZIPForge.Entry("inner.js", Array("1".utf8))
            var header = ZIPForge([inner]).bytes()
            header = Array(header.prefix(30 + 8 + 1))
            let outer = ZIPForge.Entry("outer.js", header)
            let before = good.reduce(0) { $0 + 30 + $1.name.count + $1.data.count }
            let offset = UInt32(before + 30 + 8)
            return ZIPForge(good + [outer, inner.with { $0.central.offset = offset }]).bytes()
        },
        HostileArchive("an entry that reaches into the directory", damaged) {
            changed {
                $0.method = 0; $0.size = $0.data.count + 40; stateSize(&$0, $0.data.count + 40)
            }
        },
    ]

    static let lies: [HostileArchive] = [
        HostileArchive("a wrong checksum", damaged) { changed { $0.crc ^= 1 } },
        HostileArchive("a wrong checksum of a picture", damaged) {
            with(ZIPForge.Entry("a.png", TinyPicture.png()).with { $0.crc ^= 1 })
        },
        HostileArchive("a checksum that only the directory has wrong", damaged) { changed { $0.central.crc = 1 } },
        HostileArchive("a checksum that only the local header has wrong", damaged) { changed { $0.local.crc = 1 } },
        HostileArchive("a size that is too large", damaged) { changed { $0.size += 1 } },
        HostileArchive("a size that is too small", damaged) { changed { $0.size -= 1 } },
        HostileArchive("a compressed size that is too small", damaged) {
            changed { stateCompressed(&$0, $0.data.count - 5) }
        },
        HostileArchive("a compressed size beyond the file", damaged) { changed { stateCompressed(&$0, 0x7fff_ffff) } },
        HostileArchive("sizes that differ in directory and local header", damaged) { changed { $0.local.size = 1 } },
        HostileArchive("data that is no deflate", damaged) { changed { $0.data = zeros(20).map { $0 | 0xff } } },
        HostileArchive("deflate that refers to before its start", damaged) {
            // A fixed block whose first symbol is a copy from distance one.
            changed { $0.data = [0x03 | 0x00, 0x02, 0x00, 0x00] }
        },
        HostileArchive("no data at all behind a size", damaged) { changed { $0.data = [] } },
        HostileArchive("a method that does not exist", .finding("archive.compression")) { changed { $0.method = 77 } },
        HostileArchive("bzip2", .finding("archive.compression")) { changed { $0.method = 12 } },
        HostileArchive("methods that differ in directory and local header", damaged) {
            changed { $0.local.method = 0 }
        },
        HostileArchive("a stored entry whose sizes differ", damaged) { changed { $0.method = 0 } },
    ]

    private static func crowd(_ count: Int) -> [UInt8] {
        ZIPForge((0..<count).map { ZIPForge.Entry("\($0)") }).bytes()
    }

    private static func stateSize(_ entry: inout ZIPForge.Entry, _ size: Int) {
        (entry.local.compressedSize, entry.central.compressedSize) = (UInt32(size), UInt32(size))
    }

    private static func stateCompressed(_ entry: inout ZIPForge.Entry, _ size: Int) {
        (entry.local.compressedSize, entry.central.compressedSize) = (UInt32(size), UInt32(size))
    }
}
