package import Domain
import Foundation

/// Files named after their content: `folder/ab/cdef…`, where `abcdef…` is the SHA-256 in lower-case hex. A name therefore
/// never changes its content, equal files are stored once, and a reference in the database says what it refers to.
///
/// A blob is kept before the row that refers to it is committed, so that no row refers to nothing; what is left over when
/// the transaction fails, or when the last row goes, is swept later. Several processes may share a folder.
///
/// The functions block; call them from a transaction's body, a command, or through `offCooperativePool`.
package struct Blobs: Sendable {
    package let folder: String

    /// What a finished file is.
    package struct Content: Sendable, Hashable {
        /// The blob's name: 64 lower-case hexadecimal digits.
        package let sha256: String
        /// In bytes.
        package let size: Int
    }

    /// Makes the folder where it is missing, readable for this user only.
    package init(folder: String) throws {
        self.folder = folder
        try Files.makeFolders(folder + "/incoming")
    }

    /// A new file to write into. It becomes a blob with `keep()`; otherwise it goes with the object.
    package func incoming() throws -> Incoming {
        try Incoming(blobs: self)
    }

    /// Stores a small content at once and gives its name.
    package func store(_ bytes: [UInt8]) throws -> String {
        let incoming = try incoming()
        try incoming.append(bytes)
        let content = try incoming.finish()
        try incoming.keep()
        return content.sha256
    }

    /// Where the blob lies, whether it is there or not. Throws `.address` for what is not a name, which therefore never
    /// becomes a path.
    package func path(of name: String) throws(StorageError) -> String {
        let isDigit: (UInt8) -> Bool = { (48...57).contains($0) || (97...102).contains($0) }
        guard name.utf8.count == 64, name.utf8.allSatisfy(isDigit) else {
            throw .address("not the name of a blob")
        }
        return "\(folder)/\(name.prefix(2))/\(name.dropFirst(2))"
    }

    package func contains(_ name: String) throws -> Bool {
        try size(of: name) != nil
    }

    /// In bytes; nil where there is no such blob.
    package func size(of name: String) throws -> Int? {
        try Files.status(path(of: name))?.size
    }

    /// Removes the blob, whoever may still refer to it; nothing happens where there is none.
    package func remove(_ name: String) throws {
        let path = try path(of: name)
        try Files.withLock(lockFile, .exclusive) { try Files.remove(path) }
    }

    /// Removes the blobs that are not in `keeping` and were last kept before `limit`, and gives their names.
    ///
    /// The time in between protects those whose row is not committed yet: it must be longer than any transaction, and
    /// `keeping` must be read from the database before this is called. It is compared with the file system's clock.
    package func sweep(keeping: Set<String>, olderThan limit: Instant) throws -> [String] {
        var removed: [String] = []
        for start in try Files.names(in: folder) where start.utf8.count == 2 {
            for rest in try Files.names(in: "\(folder)/\(start)") {
                let name = start + rest
                guard !keeping.contains(name), let path = try? path(of: name) else { continue }
                // `keep` touches a blob that it finds; under the lock it cannot do so between our look and the removal.
                let isGone = try Files.withLock(lockFile, .exclusive) {
                    guard let status = try Files.status(path), status.modified < limit else { return false }
                    try Files.remove(path)
                    return true
                }
                if isGone { removed.append(name) }
            }
        }
        return removed.sorted()
    }

    /// Removes what a crash left half-written, at start-up, and gives the number of files. Files that a living process
    /// writes are locked by it and stay.
    @discardableResult
    package func recover() throws -> Int {
        var count = 0
        for name in try Files.names(in: incomingFolder) {
            let path = "\(incomingFolder)/\(name)"
            guard let file = try Files.openExisting(path) else { continue }
            defer { file.close() }
            guard file.lock() else { continue }
            try Files.remove(path)
            count += 1
        }
        return count
    }

    var incomingFolder: String { folder + "/incoming" }
    var lockFile: String { folder + "/lock" }
}
