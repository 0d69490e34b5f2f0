import Domain
import Foundation
import Glibc

/// The few calls of the file system that blobs need, with errors of ours.
enum Files {
    struct Status {
        let size: Int
        let modified: Instant
    }

    enum Lock {
        case shared
        case exclusive
    }

    /// A new empty file with a name of its own, locked.
    static func create(in folder: String) throws(StorageError) -> (file: OpenFile, path: String) {
        while true {
            let path = "\(folder)/\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
            let file = try open(path, O_WRONLY | O_CREAT | O_EXCL, doing: "creating a file")
            // Somebody who clears up may have been between the creation and the lock.
            if file.lock(), (try? status(path)) != nil { return (file, path) }
            file.close()
        }
    }

    /// An empty file that this user only may read; fails where something is there already.
    static func createPrivate(_ path: String) throws(StorageError) {
        try open(path, O_WRONLY | O_CREAT | O_EXCL, doing: "creating a file").close()
    }

    /// Nil where there is none any more.
    static func openExisting(_ path: String) throws(StorageError) -> OpenFile? {
        do {
            return try open(path, O_WRONLY, doing: "opening a file")
        } catch {
            if try status(path) == nil { return nil }
            throw error
        }
    }

    private static func open(_ path: String, _ flags: Int32, doing: String) throws(StorageError) -> OpenFile {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: doing) }
        return OpenFile(descriptor: descriptor)
    }

    /// Nil where there is no file.
    static func status(_ path: String) throws(StorageError) -> Status? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw StorageError(errno: errno, doing: "looking at a file")
        }
        let modified = Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        return Status(size: Int(status.st_size), modified: Instant(milliseconds: modified))
    }

    /// Sets the time of the last change to now.
    static func touch(_ path: String) throws(StorageError) {
        guard utimensat(AT_FDCWD, path, nil, 0) == 0 else { throw StorageError(errno: errno, doing: "touching a file") }
    }

    static func rename(_ path: String, to destination: String) throws(StorageError) {
        guard Glibc.rename(path, destination) == 0 else { throw StorageError(errno: errno, doing: "placing a file") }
    }

    /// Nothing happens where there is none.
    static func remove(_ path: String) throws(StorageError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw StorageError(errno: errno, doing: "removing a file") }
    }

    /// Whether it was made; false where it was there.
    static func makeFolder(_ path: String) throws(StorageError) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        guard errno == EEXIST else { throw StorageError(errno: errno, doing: "making a folder") }
        return false
    }

    static func makeFolders(_ path: String) throws(StorageError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .failure(doing: "making the folder \(path)", cause: error)
        }
    }

    /// Brings the names in a folder to the disk: a renamed file is only then there after a power failure.
    static func syncFolder(_ path: String) throws(StorageError) {
        let folder = try open(path, O_RDONLY | O_DIRECTORY, doing: "opening a folder")
        defer { folder.close() }
        try folder.sync()
    }

    static func names(in folder: String) throws(StorageError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            if try status(folder) == nil { return [] }
            throw .failure(doing: "listing a folder", cause: error)
        }
    }

    /// Runs `work` under the lock that this file stands for, across tasks and processes.
    static func withLock<Result>(_ path: String, _ kind: Lock, _ work: () throws -> Result) throws -> Result {
        let file = try open(path, O_RDWR | O_CREAT, doing: "opening the lock")
        defer { file.close() }
        while flock(file.descriptor, kind == .shared ? LOCK_SH : LOCK_EX) != 0 {
            guard errno == EINTR else { throw StorageError(errno: errno, doing: "locking the blobs") }
        }
        return try work()
    }
}
