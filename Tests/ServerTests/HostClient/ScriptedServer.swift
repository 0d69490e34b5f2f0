import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestSupport

/// Answers as a test says, lies included, where a good server would not.
final class ScriptedServer: Sendable {
    struct Question: Sendable {
        /// Such as `GET /runtime/v1/keys`, without what stands behind `?`.
        let line: String
        let query: String
        let fields: [String: String]
        let body: Data
    }

    struct Reply: Sendable {
        var status = 200
        var fields: [String: String] = [:]
        var body = Data()
        /// Bytes after which the connection breaks.
        var cut: Int?
    }

    private let script = Mutex<@Sendable (Question) -> Reply?>({ _ in nil })
    private let asked = Mutex<[Question]>([])

    var questions: [Question] { asked.withLock { $0 } }

    /// From now on. Without a reply, a question is left unanswered.
    func answer(_ script: @escaping @Sendable (Question) -> Reply?) { self.script.withLock { $0 = script } }

    fileprivate func reply(to question: Question) -> Reply? {
        asked.withLock { $0.append(question) }
        return script.withLock { $0 }(question)
    }

    static func run(_ test: (ScriptedServer, _ address: String) async throws -> Void) async throws {
        let server = ScriptedServer()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder()),
                        ScriptReader(server: server)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = channel.localAddress?.port else { throw SiteFailure("no port") }
        do {
            try await test(server, "http://127.0.0.1:\(port)")
        } catch {
            try? await channel.close()
            throw error
        }
        try await channel.close()
    }
}

private final class ScriptReader: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let server: ScriptedServer
    private var head: HTTPRequestHead?
    private var body = Data()

    init(server: ScriptedServer) { self.server = server }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): (self.head, body) = (head, Data())
        case .body(let bytes): body.append(contentsOf: bytes.readableBytesView)
        case .end:
            guard let head else { return }
            let parts = head.uri.split(separator: "?", maxSplits: 1).map(String.init)
            let question = ScriptedServer.Question(
                line: "\(head.method) \(parts[0])",
                query: parts.count > 1 ? parts[1] : "",
                fields: Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first },
                body: body
            )
            guard let reply = server.reply(to: question) else { return }
            var text = "HTTP/1.1 \(reply.status) So\r\nconnection: close\r\n"
            if reply.status != 204, reply.status != 304 { text += "content-length: \(reply.body.count)\r\n" }
            for (name, value) in reply.fields { text += "\(name): \(value)\r\n" }
            var out = context.channel.allocator.buffer(string: text + "\r\n")
            out.writeBytes(reply.body.prefix(reply.cut ?? .max))
            context.writeAndFlush(wrapOutboundOut(out)).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
