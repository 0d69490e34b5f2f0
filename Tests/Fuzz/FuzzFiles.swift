import Glibc

/// The files of an input: one byte for the length of a name, the name, two bytes for the length of the contents, these.
enum FuzzFiles {
    /// The archive under inspection; in memory, so that the fuzzer does not wait for a disk.
    static let path = "/dev/shm/steward-fuzz-\(getpid()).zip"

    static func archive(of input: [UInt8]) -> [UInt8] {
        var entries: [ZIPForge.Entry] = []
        var rest = input.dropFirst()
        while let length = rest.popFirst(), entries.count < 64 {
            let name = Array(rest.prefix(Int(length)))
            rest = rest.dropFirst(name.count)
            let size = Int(rest.popFirst() ?? 0) << 8 | Int(rest.popFirst() ?? 0)
            entries.append(ZIPForge.Entry(raw: name, Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return ZIPForge(entries).bytes()
    }

    /// A draft's files as an input.
    static func input(of draft: PackageDraft) -> [UInt8] {
        var input: [UInt8] = [UInt8(ascii: "F")]
        for (name, data) in draft.files.sorted(by: { $0.key < $1.key }) where data.count < 0xffff {
            input.append(UInt8(truncatingIfNeeded: name.utf8.count))
            input += Array(name.utf8.prefix(255))
            input += [UInt8(data.count >> 8), UInt8(data.count & 0xff)] + data
        }
        return input
    }
}
