/// Records that contradict each other: what one reader sees, another would not.
extension HostileArchive {
    private static let damaged = Outcome.refused("PACKAGE_DAMAGED")
    private static let extra = Outcome.finding("archive.extra-bytes")
    private static let endRecord = Array(ZIPForge([]).bytes())

    static let records: [HostileArchive] = [
        HostileArchive("names that differ in directory and local header", damaged) {
            changed { $0.local.name = Array("evil.js".utf8) }
        },
        HostileArchive("a local name of another length", damaged) { changed { $0.local.nameLength = 3 } },
        HostileArchive("an offset beyond the file", damaged) { changed { $0.central.offset = 0x7fff_ffff } },
        HostileArchive("an offset to no header", damaged) { changed { $0.central.offset = 3 } },
        HostileArchive("a name longer than the directory", damaged) { changed { $0.central.nameLength = 0xffff } },
        HostileArchive("an extra field longer than the directory", damaged) {
            changed { $0.central.extraLength = 0xffff }
        },
        HostileArchive("a comment longer than the directory", damaged) {
            changed { $0.central.commentLength = 0xffff }
        },
        HostileArchive("an extra field that runs over its end", damaged) {
            changed { $0.extra = [1, 0, 0xff, 0xff, 0] }
        },
        HostileArchive("fewer entries than the directory has", damaged) { around { $0.statedCount = 1 } },
        HostileArchive("more entries than the directory has", damaged) { around { $0.statedCount = 3 } },
        HostileArchive("a directory larger than the file", damaged) { around { $0.statedDirectorySize = 0x7fff_ffff } },
        HostileArchive("a directory that is smaller than stated", damaged) { around { $0.statedDirectorySize = 10 } },
        HostileArchive("a directory at another place", damaged) { around { $0.statedDirectoryOffset = 5 } },
        HostileArchive("a directory behind the file", damaged) { around { $0.statedDirectoryOffset = 0xffff_fff0 } },
        HostileArchive("a part of a split archive", damaged) { around { $0.disk = 1 } },
        HostileArchive("a comment longer than the file", damaged) { around { $0.commentLength = 100 } },
        HostileArchive("a comment", .accepted) { around { $0.comment = Array("made by hand".utf8) } },
        HostileArchive("a comment that holds an end record", damaged) { around { $0.comment = endRecord } },
        HostileArchive("a comment that holds half an end record", .accepted) {
            around { $0.comment = [0x50, 0x4b, 5, 6, 0, 0] }
        },
        HostileArchive("a comment that holds another archive", damaged) {
            around { $0.comment = with(.deflated("x", [])) }
        },
        HostileArchive("junk before the archive", extra) { around { $0.prefix = Array("#!/bin/sh\n".utf8) } },
        HostileArchive("junk before the archive that its offsets ignore", damaged) {
            around {
                $0.prefix = Array("#!/bin/sh\n".utf8); $0.shiftsOffsets = false
            }
        },
        HostileArchive("junk behind the archive", extra) { around { $0.suffix = Array("tail".utf8) } },
        HostileArchive("junk before the directory", .accepted) { around { $0.beforeDirectory = zeros(40) } },
        HostileArchive("an archive that is a picture too", extra) { around { $0.prefix = TinyPicture.png() } },
        HostileArchive("a 64-bit field that says 4 EB", .refused("PACKAGE_BOMB")) {
            large(size: .max >> 2, local: 0xffff_ffff)
        },
        HostileArchive("a 64-bit field beyond 63 bits", damaged) { large(size: .max) },
        HostileArchive("a 64-bit field that is cut off", damaged) {
            changed {
                $0.extra = [1, 0, 4, 0, 1, 2, 3, 4]; $0.central.size = 0xffff_ffff
            }
        },
        HostileArchive("a 64-bit field with the true size", .accepted) { large(size: UInt64(good[1].size)) },
        HostileArchive("a missing 64-bit end record", damaged) { around { $0.statedDirectoryOffset = 0xffff_ffff } },
        HostileArchive("a 64-bit end record that points at itself", damaged) { endRecord64(place: nil, count: 2) },
        HostileArchive("a 64-bit end record at the end of the world", damaged) { endRecord64(place: .max, count: 2) },
        HostileArchive("a data descriptor", .accepted) { descriptor(signed: true) },
        HostileArchive("a data descriptor without signature", .accepted) { descriptor(signed: false) },
        HostileArchive("a data descriptor that is missing", .accepted) { changed { $0.flags = 8 } },
    ]

    private static func large(size: UInt64, local: UInt32? = nil) -> [UInt8] {
        var field: [UInt8] = [1, 0, 8, 0]
        field.append64(size)
        return changed { [field] in
            $0.extra = field
            $0.central.size = 0xffff_ffff
            $0.local.size = local
        }
    }

    private static func descriptor(signed: Bool) -> [UInt8] {
        changed { entry in
            entry.flags = 8
            entry.descriptor = signed ? [0x50, 0x4b, 7, 8] : []
            entry.descriptor.append32(entry.crc)
            entry.descriptor.append32(UInt32(entry.data.count))
            entry.descriptor.append32(UInt32(entry.size))
        }
    }

    /// An archive whose end record defers to a 64-bit one; `place` nil means the locator's own place.
    private static func endRecord64(place: UInt64?, count: UInt64) -> [UInt8] {
        around { forge in
            let start = ZIPForge(good).bytes().count - 22
            var locator: [UInt8] = [0x50, 0x4b, 6, 7]
            locator.append32(0)
            locator.append64(place ?? UInt64(start))
            locator.append32(1)
            forge.beforeEnd = locator
            forge.statedCount = 0xffff
        }
    }
}
