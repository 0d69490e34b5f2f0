import CZip
package import Domain
import Glibc

/// A package's ZIP archive on disk, read through libzip.
///
/// Not shared between threads: open it where it is used. Closed when the last reference goes.
package final class PackageArchive {
    private let handle: OpaquePointer
    private var chunk = [UInt8](repeating: 0, count: 64 * 1024)

    private init(_ handle: OpaquePointer) { self.handle = handle }

    // Nothing was changed, so nothing is written back.
    deinit { zip_discard(handle) }

    /// Opens a package that is already accepted, to read files of it.
    /// Throws a `Refusal` for a file that is no archive, an `ArchiveFault` when it cannot be opened.
    package static func open(_ path: String) throws -> PackageArchive {
        var code: Int32 = 0
        if let handle = zip_open(path, ZIP_RDONLY, &code) { return PackageArchive(handle) }
        switch code {
        case ZIP_ER_NOENT, ZIP_ER_OPEN, ZIP_ER_READ, ZIP_ER_MEMORY:
            throw ArchiveFault("opening the package", "libzip error \(code)")
        case ZIP_ER_NOZIP: throw Refusal.packageNotZip
        default: throw Refusal.packageDamaged
        }
    }

    /// Inspects the package at `path`: checks every byte of it and reports what it is.
    ///
    /// Reads at most `PackageLimits.text` bytes at a time. Blocks; see `PackageInspector` for use in async code.
    /// Throws a `Refusal` when nothing of the package may be kept, an `ArchiveFault` when the file cannot be read.
    package static func inspect(file path: String) throws -> InspectionReport {
        let listing = try ArchiveDirectory.read(try ArchiveFile(path))
        var inspection = try Inspection(listing)
        // libzip takes an archive without entries for none at all.
        if listing.entries.isEmpty { return inspection.report() }
        let archive = try open(path)
        try archive.agree(with: listing)
        for (index, entry) in listing.entries.enumerated() where entry.isCommonMethod {
            if inspection.wants(entry) {
                inspection.look(at: entry, text: try archive.text(index, entry))
            } else {
                try archive.check(index, entry)
            }
        }
        return inspection.report()
    }

    /// The contents of the file with this name (as a report writes it); nil when there is none.
    /// Throws a `Refusal` when it is damaged or larger than `limit` bytes.
    package func read(_ name: String, atMost limit: Int) throws -> [UInt8]? {
        var index = zip_name_locate(handle, name, 0)
        if index < 0 { index = zip_name_locate(handle, "./" + name, 0) }
        guard index >= 0 else { return nil }
        var status = zip_stat_t()
        guard zip_stat_index(handle, zip_uint64_t(index), 0, &status) == 0, status.size <= zip_uint64_t(limit) else {
            throw Refusal.packageEntryDamaged(name)
        }
        return try contents(zip_uint64_t(index), size: Int(status.size), name)
    }

    /// libzip and the directory that we read ourselves must see the same entries, or one of the two is being deceived.
    private func agree(with listing: PackageListing) throws {
        guard zip_get_num_entries(handle, 0) == listing.entries.count else { throw Refusal.packageDamaged }
        for (index, entry) in listing.entries.enumerated() {
            var status = zip_stat_t()
            guard zip_stat_index(handle, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_RAW), &status) == 0,
                let name = status.name, status.size == zip_uint64_t(entry.size),
                status.comp_size == zip_uint64_t(entry.compressedSize), status.crc == entry.crc,
                status.comp_method == entry.method
            else { throw Refusal.packageEntryDamaged(entry.name) }
            let bytes = UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }
            guard bytes == entry.rawName || bytes == entry.otherName else {
                throw Refusal.packageEntryDamaged(entry.name)
            }
        }
    }

    private func text(_ index: Int, _ entry: PackageEntry) throws -> [UInt8] {
        try contents(zip_uint64_t(index), size: entry.size, entry.name)
    }

    /// Reads one entry whole. One byte more than stated is asked for: only at the end does libzip compare the checksum, and
    /// an entry that goes on beyond its stated size is a lie.
    private func contents(_ index: zip_uint64_t, size: Int, _ name: String) throws -> [UInt8] {
        try withEntry(index, name) { file in
            var got: zip_int64_t = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, filled in
                repeat {
                    got = zip_fread(file, buffer.baseAddress.map { $0 + filled }, zip_uint64_t(size + 1 - filled))
                    if got > 0 { filled += Int(got) }
                } while got > 0 && filled <= size
            }
            try Self.finish(file, got, isWhole: bytes.count == size, name)
            return bytes
        }
    }

    /// Reads one entry through for its checksum, keeping nothing.
    private func check(_ index: Int, _ entry: PackageEntry) throws {
        try withEntry(zip_uint64_t(index), entry.name) { file in
            var (got, inAll): (zip_int64_t, Int) = (0, 0)
            repeat {
                got = chunk.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, zip_uint64_t($0.count)) }
                if got > 0 { inAll += Int(got) }
            } while got > 0 && inAll <= entry.size
            try Self.finish(file, got, isWhole: inAll == entry.size, entry.name)
        }
    }

    private static func finish(_ file: OpaquePointer, _ got: zip_int64_t, isWhole: Bool, _ name: String) throws {
        if got < 0, let error = zip_file_get_error(file) {
            let code = zip_error_code_zip(error)
            if code == ZIP_ER_MEMORY || code == ZIP_ER_READ {
                throw ArchiveFault("unpacking an entry", "libzip error \(code)")
            }
        }
        guard got == 0, isWhole else { throw Refusal.packageEntryDamaged(name) }
    }

    private func withEntry<T>(_ index: zip_uint64_t, _ name: String, _ body: (OpaquePointer) throws -> T) throws -> T {
        guard let file = zip_fopen_index(handle, index, 0) else { throw Refusal.packageEntryDamaged(name) }
        defer { zip_fclose(file) }
        return try body(file)
    }
}
