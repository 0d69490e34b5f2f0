import Foundation
import Hummingbird
import NIOCore
import NIOPosix

/// Files that the kernel itself copies from its cache to the connection (sendfile). Read into memory and written again, the same
/// bytes would cost twice the work. Not over TLS, where they must be encrypted first.
struct FileSending: Sendable {
    let channel: any Channel

    /// Bytes that are handed over at a time: a client that takes less than this in the idle time is given up.
    private static let piece = 256 * 1024

    /// A part of a file as the body of an answer.
    func body(path: String, range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            let file = try await NIOThreadPool.singleton.runIfActive { try Self.open(path, range) }
            do {
                try await send(file, range)
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
    private func send(_ file: NIOFileHandle, _ range: Range<Int>) async throws {
        try await channel.eventLoop.flatSubmit {
            let pipeline = channel.pipeline.syncOperations
            do {
                let context = try pipeline.context(handlerType: RuntimeFastPath.self)
                return sendPieces(of: file, range, try pipeline.handler(type: RuntimeFastPath.self), context)
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }

    /// Piece after piece, all on the event loop: between threads they would wait longer than they are sent.
    private func sendPieces(
        of file: NIOFileHandle,
        _ range: Range<Int>,
        _ path: RuntimeFastPath,
        _ context: ChannelHandlerContext
    ) -> EventLoopFuture<Void> {
        let end = min(range.lowerBound + Self.piece, range.upperBound)
        let region = FileRegion(fileHandle: file, readerIndex: range.lowerBound, endIndex: end)
        let sent = path.send(region, context)
        guard end < range.upperBound else { return sent }
        return sent.assumeIsolated().flatMap { sendPieces(of: file, end..<range.upperBound, path, context) }
            .nonisolated()
    }
}
