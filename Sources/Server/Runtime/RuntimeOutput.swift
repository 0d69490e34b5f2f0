import NIOCore

/// Where the fast path's answers leave a connection: below the encoder, gathered so that many go out in one piece.
struct RuntimeOutput {
    let view: RuntimeView
    /// Nil before the connection's handlers are in place, and after.
    var below: ChannelHandlerContext?
    /// Answers that were made and not yet written.
    private var answers: ByteBuffer?
    private var needsFlush = false

    init(view: RuntimeView) { self.view = view }

    /// Adds an answer to those that go out next.
    mutating func add(_ write: (inout ByteBuffer) -> Void) {
        var out = answers.take() ?? view.takeBuffer()
        write(&out)
        answers = out
    }

    /// Writes the answers that were made, in one piece.
    mutating func send() {
        guard let out = answers.take() else { return }
        below?.write(NIOAny(out), promise: nil)
        view.keep(out)
        needsFlush = true
    }

    mutating func flush() {
        guard needsFlush else { return }
        needsFlush = false
        below?.flush()
    }

    /// Somebody else's flush took along what was written.
    mutating func noteFlush() { needsFlush = false }

    /// Ends the connection when what was answered is out.
    mutating func close() {
        send()
        needsFlush = false
        guard let below else { return }
        let channel = below.channel
        below.writeAndFlush(NIOAny(ByteBuffer())).whenComplete { _ in channel.close(promise: nil) }
    }
}
