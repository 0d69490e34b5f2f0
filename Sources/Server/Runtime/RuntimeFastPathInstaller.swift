import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Puts the fast path below the codec of Hummingbird's pipeline, where requests still have their HTTP version, and its reader
/// where bytes come in, and goes.
final class RuntimeFastPathInstaller: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = Any

    private let loops: RuntimeLoops
    private let packages: PackageSending?
    private let load: RuntimeLoad
    private let idleTimeout: TimeAmount

    /// - Parameter packages: nil where bytes cannot go from a file to the connection as they are.
    init(loops: RuntimeLoops, packages: PackageSending?, load: RuntimeLoad, idleTimeout: TimeAmount) {
        (self.loops, self.packages, self.load, self.idleTimeout) = (loops, packages, load, idleTimeout)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let responder = RuntimeResponder(view: loops.view(on: context.eventLoop))
        let path = RuntimeFastPath(
            responder: responder,
            packages: packages,
            load: load,
            idleTimeout: idleTimeout
        )
        do {
            let codec = try pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self).handler
            guard let codec = codec as? HTTP1ToHTTPServerCodec else { return context.close(promise: nil) }
            try pipeline.addHandler(path, position: .before(codec))
            let encoder = try pipeline.context(handlerType: HTTPResponseEncoder.self).handler
            try pipeline.addHandler(RuntimeReader(path: path), position: .before(encoder))
        } catch {
            context.fireErrorCaught(error)
            context.close(promise: nil)
            return
        }
        pipeline.removeHandler(context: context, promise: nil)
    }
}
