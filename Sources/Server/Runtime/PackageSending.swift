import Domain
import Glibc
import NIOCore
import NIOHTTP1
import Storage

/// Packages that many fetch at once, sent by the event loop itself: between the router's threads each would wait longer than it
/// is sent.
///
/// Only what needs no question: a whole package that everybody may fetch and that is open already. Everything else, and the
/// first of each, goes through the router.
struct PackageSending: Sendable {
    let files: OpenFiles
    let blobs: Blobs

    /// A package on its way to a client.
    struct Package {
        let name: String
        let size: Int64
        /// The caller's to close.
        let file: NIOFileHandle

        /// Writes the whole answer, and says with each piece that the client takes it.
        func send(
            through context: ChannelHandlerContext,
            date: ByteBuffer,
            onPiece: @escaping () -> Void
        ) -> EventLoopFuture<Void> {
            var head = ByteBuffer(string: head)
            head.writeImmutableBuffer(date)
            head.writeStaticString("\r\n")
            let options = context.channel.syncOptions
            // In a segment of its own the head would shift all that follows, which then costs the kernel nearly twice the work.
            try? options?.setOption(Self.cork, value: 1)
            context.write(NIOAny(head), promise: nil)
            let pieces = FilePieces(file: file) { region in
                onPiece()
                let promise = context.eventLoop.makePromise(of: Void.self)
                context.writeAndFlush(NIOAny(region), promise: promise)
                let sent = promise.futureResult
                if region.readerIndex == 0 {
                    sent.assumeIsolated().whenComplete { _ in try? options?.setOption(Self.cork, value: 0) }
                }
                return sent
            }
            return pieces.send(0..<Int(size))
        }

        /// Holds back a segment that is not full (`tcp(7)`).
        private static let cork = ChannelOptions.Types.SocketOption.tcpOption(.init(rawValue: TCP_CORK))

        /// Status line and fields up to the date.
        private var head: String {
            "HTTP/1.1 200 OK\r\ncontent-type: application/zip\r\ncontent-length: \(size)\r\netag: \"\(name)\"\r\n"
                + "accept-ranges: bytes\r\ncache-control: \(FileAnswer.forever)\r\nx-content-type-options: nosniff\r\n"
        }
    }

    private static let path = "/runtime/v1/packages/"

    /// The package that a request asks for, where it can be sent at once.
    func package(_ head: HTTPRequestHead, _ picture: RuntimePicture) -> Package? {
        guard head.method == .GET, head.version == .http1_1, head.isKeepAlive, head.uri.hasPrefix(Self.path),
            !["range", "if-range", "if-none-match", "expect"].contains(where: head.headers.contains(name:))
        else { return nil }
        let name = String(head.uri.dropFirst(Self.path.count))
        guard let hash = PackageHash(hex: name), let size = picture.packages?.size(of: hash), hash.hex == name,
            let path = try? blobs.path(of: name), let file = try? files.warm(path)
        else { return nil }
        return Package(name: name, size: size, file: file)
    }
}
