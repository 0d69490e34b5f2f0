import Foundation
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Files that the kernel itself copies from its cache to the connection (sendfile). Read into memory and written again, the same
/// bytes would cost three times the work.
struct FileSending: Sendable {
    private let channel: any Channel

    /// Bytes that are handed over at a time: a client that takes less than this in the idle time is given up.
    private static let piece = 256 * 1024

    /// Nil over TLS, where the bytes must be encrypted first, and where no server stands behind the request, as in some tests.
    init?(to channel: any Channel) async throws {
        let isPossible = try await channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let isSecure = (try? pipeline.context(handlerType: NIOSSLServerHandler.self)) != nil
            return !isSecure && (try? pipeline.context(handlerType: RuntimeFastPath.self)) != nil
        }.get()
        guard isPossible else { return nil }
        self.channel = channel
    }

    /// A part of a file as the body of an answer.
    func body(path: String, range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            let file = try await NIOThreadPool.singleton.runIfActive { try Self.open(path, range) }
            do {
                for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.piece) {
                    let end = min(start + Self.piece, range.upperBound)
                    try await send(FileRegion(fileHandle: file, readerIndex: start, endIndex: end))
                }
                try file.close()
            } catch {
                try? file.close()
                throw error
            }
            try await writer.finish(nil)
        }
    }

    /// Opens a file and has the kernel read it ahead, so that no event loop waits for the disk.
    private static func open(_ path: String, _ range: Range<Int>) throws -> NIOFileHandle {
        // The successor of this interface cannot send files.
        let file = try NIOFileHandle(_deprecatedPath: path)
        try file.withUnsafeFileDescriptor { descriptor in
            _ = posix_fadvise(descriptor, range.lowerBound, range.count, POSIX_FADV_WILLNEED)
        }
        return file
    }

    /// Returns when the kernel has taken all of it. What the answer's writer wrote before is on its way already: the event loop
    /// keeps the order.
    private func send(_ region: FileRegion) async throws {
        try await channel.eventLoop.flatSubmit {
            let pipeline = channel.pipeline.syncOperations
            do {
                let context = try pipeline.context(handlerType: RuntimeFastPath.self)
                return try pipeline.handler(type: RuntimeFastPath.self).send(region, context)
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }
}
