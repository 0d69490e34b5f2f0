import Crypto
import Domain
import Synchronization

extension Blobs {
    /// A file on its way in: append its bytes, `finish`, then `keep` it in the transaction that refers to it. Whatever is
    /// not kept leaves nothing behind.
    ///
    /// May be passed between tasks; the calls themselves come one after another.
    package final class Incoming: Sendable {
        private enum State: Sendable {
            case writing(OpenFile, SHA256, size: Int)
            case finished(OpenFile, Content)
            case kept(Content)
            case gone
        }

        private let blobs: Blobs
        /// Where the bytes lie until they are kept: for those who look into the file before that.
        package let path: String
        private let state: Mutex<State>

        convenience init(blobs: Blobs) throws {
            let (file, path) = try Files.create(in: blobs.incomingFolder)
            self.init(blobs: blobs, file: file, path: path)
        }

        init(blobs: Blobs, file: OpenFile, path: String) {
            self.blobs = blobs
            self.path = path
            state = Mutex(.writing(file, SHA256(), size: 0))
        }

        deinit { discard() }

        /// Bytes so far.
        package var size: Int {
            state.withLock { state in
                switch state {
                case .writing(_, _, let size): size
                case .finished(_, let content), .kept(let content): content.size
                case .gone: 0
                }
            }
        }

        package func append(_ bytes: [UInt8]) throws {
            try bytes.withUnsafeBytes { try append($0) }
        }

        /// Writes and hashes. Where the disk refuses (`.diskFull`) the file is gone already.
        package func append(_ bytes: UnsafeRawBufferPointer) throws {
            do {
                try state.withLock { state in
                    guard case .writing(let file, var hash, let size) = state else { throw Self.misuse }
                    try file.write(bytes)
                    hash.update(bufferPointer: bytes)
                    state = .writing(file, hash, size: size + bytes.count)
                }
            } catch {
                discard()
                throw error
            }
        }

        /// Brings the file to the disk and gives its name and size. Repeating it gives the same. Blocks.
        package func finish() throws -> Content {
            do {
                return try state.withLock { state in
                    switch state {
                    case .writing(let file, let hash, let size):
                        try file.sync()
                        let content = Content(sha256: Hex.text(hash.finalize()), size: size)
                        state = .finished(file, content)
                        return content
                    case .finished(_, let content), .kept(let content):
                        return content
                    case .gone:
                        throw Self.misuse
                    }
                }
            } catch {
                discard()
                throw error
            }
        }

        /// The same for a task, without blocking it.
        package func finish() async throws -> Content {
            try await offCooperativePool { try self.finish() }
        }

        /// Puts the finished file in its place. Belongs into the body of the transaction that writes the row: it is
        /// synchronous, may be repeated, and when it returns the file survives a power failure.
        package func keep() throws {
            try state.withLock { state in
                switch state {
                case .finished(let file, let content):
                    try Files.withLock(blobs.lockFile, .shared) { try place(content) }
                    file.close()
                    state = .kept(content)
                case .kept(let content):
                    // The transaction runs again; meanwhile the blob is no older than its grace time.
                    try Files.touch(blobs.path(of: content.sha256))
                case .writing, .gone:
                    throw Self.misuse
                }
            }
        }

        /// Gives the file up. Nothing happens when it was kept.
        package func discard() {
            state.withLock { state in
                switch state {
                case .writing(let file, _, _), .finished(let file, _):
                    // Nothing to do where it fails: `recover` comes by at the next start.
                    try? Files.remove(path)
                    file.close()
                    state = .gone
                case .kept, .gone:
                    break
                }
            }
        }

        private func place(_ content: Content) throws {
            let destination = try blobs.path(of: content.sha256)
            let folder = "\(blobs.folder)/\(content.sha256.prefix(2))"
            if try Files.makeFolder(folder) { try Files.syncFolder(blobs.folder) }
            if try Files.status(destination)?.size == content.size {
                // Its age starts anew, so that a sweep leaves it until our row is committed.
                try Files.touch(destination)
                try Files.remove(path)
            } else {
                try Files.rename(path, to: destination)
            }
            // Also where it was there: the process that placed it may not have come this far.
            try Files.syncFolder(folder)
        }

        private static var misuse: StorageError { .value("the incoming file is not in the state for this") }
    }
}
