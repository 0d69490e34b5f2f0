import Glibc

/// A file opened for reading at any place. Closed when the last reference goes.
final class ArchiveFile {
    private let descriptor: Int32
    /// The size when it was opened.
    let size: Int

    /// Throws an `ArchiveFault` when the file cannot be opened.
    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveFault("opening the package", String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let cause = String(cString: strerror(errno))
            close(descriptor)
            throw ArchiveFault("looking at the package", cause)
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// `count` bytes from `offset` on, fewer at the file's end; none outside the file.
    func read(_ count: Int, at offset: Int) throws -> LittleEndian {
        let count = min(count, size - offset)
        guard offset >= 0, count > 0 else { return LittleEndian([]) }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            guard let base = buffer.baseAddress else { return }
            while filled < count {
                let got = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                filled += got
            }
        }
        guard failure == 0 else { throw ArchiveFault("reading the package", String(cString: strerror(failure))) }
        return LittleEndian(bytes)
    }
}

/// Bytes of which little-endian numbers are read. Reading outside gives zero, so callers check lengths where they matter.
struct LittleEndian {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func u16(_ at: Int) -> Int { Int(number(at, 2)) }
    func u32(_ at: Int) -> Int { Int(number(at, 4)) }
    /// Eight bytes; numbers beyond what an `Int` holds become its maximum.
    func u64(_ at: Int) -> Int { Int(clamping: number(at, 8)) }

    /// The bytes from `at` on; fewer where the text ends before.
    func slice(_ at: Int, _ count: Int) -> [UInt8] {
        guard at >= 0, count > 0, at < bytes.count else { return [] }
        return Array(bytes[at..<min(bytes.count, at + count)])
    }

    private func number(_ at: Int, _ length: Int) -> UInt64 {
        guard at >= 0, at + length <= bytes.count else { return 0 }
        var value: UInt64 = 0
        for offset in (0..<length).reversed() { value = value << 8 | UInt64(bytes[at + offset]) }
        return value
    }
}
