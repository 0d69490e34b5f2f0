import Domain
import NIOCore
import NIOHTTP1

/// Stands where a connection's bytes come in, before the HTTP decoder: takes whole requests for releases out of them for the fast
/// path, and hands everything else on untouched.
///
/// It must know for sure that a byte begins a request. The first one does; so does what follows a request that it took, and what
/// follows one that the decoder ended with the last byte it was given. Once that is lost (a head in two pieces, a body with
/// more behind it) the connection is the decoder's to its end, and the fast path gets its questions from there.
final class RuntimeReader: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let path: RuntimeFastPath
    private var isAtStart = true
    private var hasHandedOn = false

    init(path: RuntimeFastPath) { self.path = path }

    func handlerAdded(context: ChannelHandlerContext) { path.writesThrough(context) }

    func handlerRemoved(context: ChannelHandlerContext) { path.writesThrough(nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        while isAtStart, path.isReadable, bytes.readableBytes > 0 {
            if let request = bytes.withUnsafeReadableBytes({ RuntimeRequest($0) }) {
                bytes.moveReaderIndex(forwardBy: request.length)
                path.take(request)
            } else {
                handOn(bytes.readHead(), context)
            }
        }
        path.sendAnswers()
        if bytes.readableBytes > 0 { handOn(bytes, context) }
    }

    private func handOn(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        // Answers from before these bytes come first, whatever becomes of these.
        path.sendAnswers()
        path.beginPiece()
        hasHandedOn = true
        context.fireChannelRead(wrapInboundOut(bytes))
        isAtStart = path.hasEndedRequest(withPieceOf: bytes.readableBytes, isHead: isAtStart && bytes.endsAsHead)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if hasHandedOn {
            hasHandedOn = false
            context.fireChannelReadComplete()
        }
        path.flushAnswers()
    }
}

@available(*, unavailable)
extension RuntimeReader: Sendable {}

extension ByteBuffer {
    /// Takes the bytes up to the first empty line, or all where there is none.
    fileprivate mutating func readHead() -> ByteBuffer {
        let length = withUnsafeReadableBytes { bytes in
            (0...bytes.count).first { UnsafeRawBufferPointer(rebasing: bytes[..<$0]).endsAsHead } ?? bytes.count
        }
        return readSlice(length: length) ?? ByteBuffer()
    }

    fileprivate var endsAsHead: Bool { withUnsafeReadableBytes { $0.endsAsHead } }
}

extension UnsafeRawBufferPointer {
    fileprivate var endsAsHead: Bool {
        count >= 4 && self[count - 1] == 10 && self[count - 2] == 13 && self[count - 3] == 10 && self[count - 4] == 13
    }
}
