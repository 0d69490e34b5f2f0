import Domain
import NIOCore
import NIOHTTP1

/// Sits between the HTTP codec and the router, on the same port: answers the runtime's question itself, straight into the
/// bytes below the response encoder, and hands everything else on. Most questions come from the `RuntimeReader`, which finds
/// them before the codec.
///
/// Since the handlers that close idle connections and end them at a shutdown stand behind it and do not see what it answers,
/// it does both for the whole connection. Answers go out in the order of the requests: one that comes behind a request which
/// the router still works on waits for it.
final class RuntimeFastPath: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request that waits for its turn.
    private enum Waiting {
        case router
        case runtime(RuntimeQuestion.Reading, RuntimeHead)
    }

    private enum Incoming {
        case none, router
        case runtime(RuntimeQuestion.Reading, RuntimeHead)
        case package(PackageSending.Package)
        /// What follows an answer that closes the connection is not read.
        case ignored
    }

    private let responder: RuntimeResponder
    private let packages: PackageSending?
    private let idle: IdleWatch
    private var incoming = Incoming.none
    private var waiting: [Waiting] = []
    private var work: RouterWork
    /// A package goes out: nothing else may, so that what comes in meanwhile is kept.
    private var isSendingPackage = false
    private var kept: [NIOAny] = []
    private var isReadHeld = false
    private var isClosing = false
    /// A request came after which the connection ends: what follows is not read.
    private var hasTakenLast = false
    private var isQuiescing = false
    private var output: RuntimeOutput
    /// What the decoder made of the bytes that it was given last.
    private var piece = (bodyBytes: 0, endsRequest: false)
    private var isBroken = false

    /// Requests that one connection may have waiting before it is read no further.
    private static let mostWaiting = 64

    init(responder: RuntimeResponder, packages: PackageSending?, load: RuntimeLoad, idleTimeout: TimeAmount) {
        (self.responder, self.packages) = (responder, packages)
        output = RuntimeOutput(view: responder.view)
        work = RouterWork(load: load)
        idle = IdleWatch(timeout: idleTimeout)
    }

    func writesThrough(_ context: ChannelHandlerContext?) { output.below = context }

    func handlerAdded(context: ChannelHandlerContext) {
        idle.start(context) { [self] in
            guard case .none = incoming else { return false }
            return !waiting.isEmpty && context.channel.isWritable
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { idle.stop() }

    func channelInactive(context: ChannelHandlerContext) {
        work.endAll()
        idle.stop()
        // Asked for by a request that never came to its end.
        if case .package(let package) = incoming { try? package.file.close() }
        incoming = .none
        context.fireChannelInactive()
    }

    // MARK: What comes in before the decoder

    /// Whether more requests are taken.
    var isReadable: Bool { !isClosing && !hasTakenLast && !isBroken }

    /// Takes up a request that the reader found.
    func take(_ request: RuntimeRequest) {
        idle.touch()
        take(request.reading, request.head)
    }

    /// From here on it is noted what the decoder makes of the bytes that it is given.
    func beginPiece() { piece = (0, false) }

    /// Whether a request ended with the very last of the bytes that the decoder was given: with a head that has no body, or
    /// with a body of which they are all a part.
    func hasEndedRequest(withPieceOf length: Int, isHead: Bool) -> Bool {
        isReadable && piece.endsRequest && (isHead || piece.bodyBytes == length)
    }

    /// What the decoder cannot read, it reports once; nothing on this connection means anything after that.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isBroken = true
        context.fireErrorCaught(error)
    }

    // MARK: What comes out of the decoder

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        idle.touch()
        guard !isSendingPackage else { return kept.append(data) }
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            piece.endsRequest = false
            take(head, data, context)
        case .body(let bytes):
            piece.bodyBytes += bytes.readableBytes
            if case .router = incoming { context.fireChannelRead(data) }
        case .end:
            piece.endsRequest = true
            switch incoming {
            case .router:
                incoming = .none
                context.fireChannelRead(data)
            case .runtime(let reading, let head):
                incoming = .none
                take(reading, head)
                sendAnswers()
            case .package(let package):
                incoming = .none
                send(package, context)
            case .none, .ignored: break
            }
        }
    }

    /// Answers a question that was read to its end, or lets it wait for its turn.
    private func take(_ reading: RuntimeQuestion.Reading, _ head: RuntimeHead) {
        guard waiting.isEmpty else { return waiting.append(.runtime(reading, head)) }
        answer(reading, head)
        if isQuiescing, !isClosing { finish() }
    }

    private func take(_ head: HTTPRequestHead, _ data: NIOAny, _ context: ChannelHandlerContext) {
        guard !isClosing, !hasTakenLast else {
            incoming = .ignored
            return
        }
        let reading: RuntimeQuestion.Reading =
            head.method == .GET || head.method == .HEAD ? RuntimeQuestion.read(head.uri) : .notMine
        if reading != .notMine {
            let asked = RuntimeHead(head)
            incoming = .runtime(reading, asked)
            hasTakenLast = !asked.isKeepAlive
        } else if work.begin(isVital: head.uri == "/healthz" || head.uri == "/readyz") {
            let package = waiting.isEmpty && !isQuiescing ? packages?.package(head, responder.view.picture.value) : nil
            incoming = package.map(Incoming.package) ?? .router
            waiting.append(.router)
            if package == nil { hand(head, data, context) }
        } else {
            incoming = .ignored
            shed(isHead: head.method == .HEAD)
        }
    }

    /// Hands a request to the router, which knows neither clients that close by their version nor those that wait for a word
    /// before they send a body.
    private func hand(_ head: HTTPRequestHead, _ data: NIOAny, _ context: ChannelHandlerContext) {
        hasTakenLast = !head.isKeepAlive || head.version == .http1_0
        if waiting.count == 1, head.headers.first(name: "expect")?.lowercased() == "100-continue", !hasTakenLast {
            let word = context.channel.allocator.buffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")
            output.below?.writeAndFlush(NIOAny(word), promise: nil)
        }
        guard hasTakenLast else { return context.fireChannelRead(data) }
        var head = head
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(Self.wrapInboundOut(.head(head)))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        flushAnswers()
        context.fireChannelReadComplete()
    }

    // MARK: What goes out

    private func answer(_ reading: RuntimeQuestion.Reading, _ head: RuntimeHead) {
        output.add { responder.answer(reading, head, into: &$0) }
        if !head.isKeepAlive { finish() }
    }

    /// Refuses a request without taking it up. Nothing waits before it: then it would have been taken.
    private func shed(isHead: Bool) {
        let date = responder.view.dateLine(at: responder.view.now)
        output.add { RuntimeResponder.shed(into: &$0, isHead: isHead, date: date) }
        finish()
    }

    func sendAnswers() { output.send() }

    func flushAnswers() { output.flush() }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        idle.touch()
        if case .head(let head) = Self.unwrapOutboundIn(data) { work.note(head) }
        guard case .end = Self.unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        context.write(data, promise: promise)
        endTurn(context)
    }

    /// An answer that others wait for is out.
    private func endTurn(_ context: ChannelHandlerContext) {
        work.end()
        if case .router? = waiting.first { waiting.removeFirst() }
        while !isClosing, case .runtime(let reading, let head)? = waiting.first {
            waiting.removeFirst()
            answer(reading, head)
        }
        sendAnswers()
        resumeReading(context)
    }

    /// Sends a package; what came in meanwhile follows.
    private func send(_ package: PackageSending.Package, _ context: ChannelHandlerContext) {
        guard let below = output.below else { return context.close(promise: nil) }
        isSendingPackage = true
        let view = responder.view
        view.counters.countPackage()
        let sent = package.send(through: below, date: view.dateLine(at: view.now)) { [self] in idle.touch() }
        sent.assumeIsolated().whenComplete { [self] result in
            try? package.file.close()
            isSendingPackage = false
            // Broken off in the middle, only the end of the connection says so.
            guard case .success = result, context.channel.isActive else { return context.close(promise: nil) }
            endTurn(context)
            if isQuiescing, waiting.isEmpty { return finish() }
            let later = kept
            kept = []
            for data in later { channelRead(context: context, data: data) }
            // What ends a read was passed on when these were kept.
            channelReadComplete(context: context)
            resumeReading(context)
        }
    }

    /// Writes a part of a file into the body of the answer that the router gives.
    func send(_ region: FileRegion, _ context: ChannelHandlerContext) -> EventLoopFuture<Void> {
        idle.touch()
        return context.writeAndFlush(Self.wrapOutboundOut(.body(.fileRegion(region))))
    }

    func flush(context: ChannelHandlerContext) {
        output.noteFlush()
        context.flush()
    }

    // MARK: A client that reads slowly is read slowly

    func read(context: ChannelHandlerContext) {
        if isOpenForMore(context) {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        resumeReading(context)
        context.fireChannelWritabilityChanged()
    }

    private func isOpenForMore(_ context: ChannelHandlerContext) -> Bool {
        context.channel.isWritable && waiting.count < Self.mostWaiting && !isSendingPackage
    }

    private func resumeReading(_ context: ChannelHandlerContext) {
        guard isReadHeld, isOpenForMore(context) else { return }
        isReadHeld = false
        context.read()
    }

    // MARK: Ends

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // Nobody is there any more to be told something.
        if work.isLive, let event = event as? ChannelEvent, event == .inputClosed { return context.close(promise: nil) }
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        isQuiescing = true
        // In the middle of a question: it is answered first. What the router works on, its own handler waits for.
        if case .runtime = incoming { return }
        // A package goes out to its end as well.
        if case .package = incoming { return }
        if isSendingPackage { return }
        context.fireUserInboundEventTriggered(event)
    }

    /// Ends the connection when what was answered is out.
    private func finish() {
        isClosing = true
        output.close()
    }
}

@available(*, unavailable)
extension RuntimeFastPath: Sendable {}
