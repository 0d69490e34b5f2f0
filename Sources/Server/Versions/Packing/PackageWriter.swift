import CZip
import Domain

/// Writes packages. The same files make the same bytes: names in order, no times, no permissions of this machine.
package enum PackageWriter {
    /// Packs the files of a folder into a ZIP archive at `path`. Blocks; reads the files one after the other.
    ///
    /// Throws a `Refusal` when there are none, an `ArchiveFault` when a file cannot be read or the archive cannot be written; nothing is left at `path` then.
    package static func write(_ files: [ProjectFolder.File], to path: String) throws {
        guard !files.isEmpty else { throw Refusal.nothingToPack }
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw ArchiveFault("writing the package", "libzip error \(code)")
        }
        do {
            for file in files { try add(file, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        // The files are read now. On failure libzip removes its temporary file and leaves the archive to us.
        guard zip_close(archive) == 0 else {
            let fault = Self.fault("writing the package", archive)
            zip_discard(archive)
            throw fault
        }
    }

    private static func add(_ file: ProjectFolder.File, to archive: OpaquePointer) throws {
        guard let source = zip_source_file(archive, file.path, 0, -1) else {
            throw fault("reading \(file.name)", archive)
        }
        let index = zip_file_add(archive, file.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            // Not taken over, so it is still ours to free.
            zip_source_free(source)
            throw fault("adding \(file.name)", archive)
        }
        let entry = zip_uint64_t(index)
        // 1 January 1980 is the beginning of time in a ZIP archive; 0o100644 is an ordinary file.
        zip_file_set_dostime(archive, entry, 0, 0x21, 0)
        zip_file_set_external_attributes(archive, entry, 0, zip_uint8_t(ZIP_OPSYS_UNIX), 0o100644 << 16)
    }

    private static func fault(_ doing: String, _ archive: OpaquePointer) -> ArchiveFault {
        ArchiveFault(doing, String(cString: zip_strerror(archive)))
    }
}

extension Refusal {
    static let nothingToPack = Refusal(
        code: "PROJECT_EMPTY",
        status: 422,
        words: Words("这个目录里没有可打包的文件。", "There is no file to pack in this folder.")
    )
}
