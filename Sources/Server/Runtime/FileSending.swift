import Hummingbird
import NIOCore

/// Files that the kernel itself copies from its cache to the connection (sendfile). Read into memory and written again, the same
/// bytes would cost twice the work. Not over TLS, where they must be encrypted first.
struct FileSending: Sendable {
    let channel: any Channel
    let files: OpenFiles

    /// A part of a file as the body of an answer.
    func body(path: String, range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            let file = try await files.open(path)
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

    /// Returns when the kernel has taken all of it. What the answer's writer wrote before is on its way already: the event loop
    /// keeps the order.
    private func send(_ file: NIOFileHandle, _ range: Range<Int>) async throws {
        try await channel.eventLoop.flatSubmit {
            let pipeline = channel.pipeline.syncOperations
            do {
                let context = try pipeline.context(handlerType: RuntimeFastPath.self)
                let path = try pipeline.handler(type: RuntimeFastPath.self)
                return FilePieces(file: file) { path.send($0, context) }.send(range)
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }
}

/// A file that goes out piece after piece, all on the event loop: between threads they would wait longer than they are sent.
struct FilePieces {
    let file: NIOFileHandle
    /// Hands one piece over; done when the kernel has taken it.
    let write: (FileRegion) -> EventLoopFuture<Void>

    /// Bytes that are handed over at a time: a client that takes less than this in the idle time is given up.
    private static let piece = 512 * 1024

    func send(_ range: Range<Int>) -> EventLoopFuture<Void> {
        let end = min(range.lowerBound + Self.piece, range.upperBound)
        let sent = write(FileRegion(fileHandle: file, readerIndex: range.lowerBound, endIndex: end))
        guard end < range.upperBound else { return sent }
        return sent.assumeIsolated().flatMap { send(end..<range.upperBound) }.nonisolated()
    }
}
