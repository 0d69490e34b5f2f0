import Glibc

/// A file of ours that is open for writing. The lock on it, which ends with the process, tells a file in use from what a
/// crash left.
struct OpenFile: Sendable {
    let descriptor: Int32

    /// Takes the lock; false where somebody has it.
    func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// All the bytes, however many calls it takes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, part.baseAddress, part.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw StorageError(errno: errno, doing: "writing a file")
            }
        }
    }

    func sync() throws(StorageError) {
        guard fsync(descriptor) == 0 else { throw StorageError(errno: errno, doing: "bringing a file to the disk") }
    }

    func close() {
        // What was to be on the disk is there since `sync`; an error of close has nothing to add.
        _ = Glibc.close(descriptor)
    }
}

/// What the operating system said.
struct SystemError: Error, CustomStringConvertible {
    let code: Int32

    var description: String { String(cString: strerror(code)) }
}

extension StorageError {
    init(errno code: Int32, doing: String) {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: self = .diskFull
        case EMFILE, ENFILE: self = .unavailable("too many files are open")
        default: self = .failure(doing: doing, cause: SystemError(code: code))
        }
    }
}
