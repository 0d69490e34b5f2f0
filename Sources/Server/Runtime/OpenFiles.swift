import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Files that many fetch at once, kept open and in the kernel's cache: who comes next crosses no thread and waits for no disk.
///
/// They are files that never change. One that was removed keeps its room on the disk until others take its place here.
final class OpenFiles: Sendable {
    private struct Kept {
        let file: NIOFileHandle
        /// When the kernel was last asked to read it ahead, and when it was last sent.
        var readAhead: NIODeadline
        var used: NIODeadline
    }

    private let kept = Mutex<[String: Kept]>([:])

    private static let most = 64
    /// A file that the kernel read so recently is taken to be in its cache still.
    private static let warmth = TimeAmount.seconds(10)

    init() {}

    deinit { kept.withLock { $0.values.forEach { try? $0.file.close() } } }

    /// A handle of the caller's own, to be closed by it.
    func open(_ path: String) async throws -> NIOFileHandle {
        if let file = try warm(path) { return file }
        return try await NIOThreadPool.singleton.runIfActive { try self.readAhead(path) }
    }

    /// A handle of a file that no event loop will wait for; nil where it may have to be read from the disk.
    func warm(_ path: String) throws -> NIOFileHandle? {
        try kept.withLock { kept in
            let now = NIODeadline.now()
            guard let known = kept[path], now - known.readAhead < Self.warmth else { return nil }
            kept[path]?.used = now
            return try known.file.duplicate()
        }
    }

    /// Has the kernel read a file; blocks.
    private func readAhead(_ path: String) throws -> NIOFileHandle {
        // The successor of this interface cannot send files.
        let file = try NIOFileHandle(_deprecatedPath: path)
        try file.withUnsafeFileDescriptor { _ = posix_fadvise($0, 0, 0, POSIX_FADV_WILLNEED) }
        let own = try file.duplicate()
        kept.withLock { kept in
            let now = NIODeadline.now()
            if let old = kept.updateValue(Kept(file: file, readAhead: now, used: now), forKey: path) {
                try? old.file.close()
            } else if kept.count > Self.most, let oldest = kept.min(by: { $0.value.used < $1.value.used }) {
                kept[oldest.key] = nil
                try? oldest.value.file.close()
            }
        }
        return own
    }
}
