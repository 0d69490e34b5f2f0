import CZip

/// Writes a package: names in order, all of one date, so that the same files are the same bytes.
package enum PackageWriter {
    /// One file of the package: its name with `/` between folders, and where its bytes are.
    package struct Entry: Sendable {
        package enum Content: Sendable {
            case bytes([UInt8])
            /// A file on this disk, read while the package is written.
            case file(path: String)
        }

        package let name: String
        package let content: Content

        package init(name: String, content: Content) { (self.name, self.content) = (name, content) }
    }

    /// What stood in the way, for the person at the terminal.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// 1 January 2020, 00:00 in the ZIP's own format: no date of the build gets into the bytes.
    private static let date: UInt16 = (2020 - 1980) << 9 | 1 << 5 | 1

    /// Writes the entries to a new file at `path`. Throws `Failure` and leaves no file when one cannot be read or written.
    package static func write(_ entries: [Entry], to path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw Failure(description: "cannot write \(path)")
        }
        do {
            // The buffers are read when the archive is closed, so they must live until then.
            try withBuffers(entries.sorted { $0.name < $1.name }) { entry, source in
                try add(entry, source, to: archive)
            } andThen: {
                guard zip_close(archive) == 0 else {
                    throw Failure(description: "cannot write \(path): \(String(cString: zip_strerror(archive)))")
                }
            }
        } catch {
            zip_discard(archive)
            throw error
        }
    }

    /// Gives each entry its bytes as a stable buffer, nil for a file, and keeps them until `andThen` has run.
    private static func withBuffers(
        _ entries: [Entry],
        _ body: (Entry, UnsafeRawBufferPointer?) throws -> Void,
        andThen: () throws -> Void
    ) throws {
        var buffers: [UnsafeMutableRawBufferPointer] = []
        defer { for buffer in buffers { buffer.deallocate() } }
        for entry in entries {
            switch entry.content {
            case .file: try body(entry, nil)
            case .bytes(let bytes):
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
                buffer.copyBytes(from: bytes)
                buffers.append(buffer)
                try body(entry, UnsafeRawBufferPointer(buffer))
            }
        }
        try andThen()
    }

    private static func add(_ entry: Entry, _ buffer: UnsafeRawBufferPointer?, to archive: OpaquePointer) throws {
        let source: OpaquePointer? =
            switch entry.content {
            case .bytes: zip_source_buffer(archive, buffer?.baseAddress, UInt64(buffer?.count ?? 0), 0)
            case .file(let path): zip_source_file(archive, path, 0, -1)
            }
        guard let source else { throw Failure(description: "cannot read \(entry.name)") }
        let index = zip_file_add(archive, entry.name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw Failure(description: "cannot add \(entry.name): \(String(cString: zip_strerror(archive)))")
        }
        zip_file_set_dostime(archive, UInt64(index), 0, date, 0)
    }
}
