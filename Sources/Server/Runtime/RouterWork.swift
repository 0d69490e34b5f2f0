import NIOHTTP1

/// What the router has to do for one connection, and whether that counts as load.
///
/// The router works on one request of a connection at a time, so that many count as one. A stream of server-sent events is
/// work only until it is open: afterwards it counts neither as load nor as idle.
struct RouterWork {
    private let load: RuntimeLoad
    private var requests = 0
    private(set) var isLive = false

    init(load: RuntimeLoad) { self.load = load }

    /// Takes a request up, unless the server has too much to do already.
    mutating func begin(isVital: Bool) -> Bool {
        guard requests > 0 || load.enter(isVital: isVital) else { return false }
        requests += 1
        return true
    }

    /// An answer begins: it may be the one that goes on.
    mutating func note(_ head: HTTPResponseHead) {
        guard !isLive, head.headers.first(name: "content-type") == "text/event-stream" else { return }
        isLive = true
        load.leave()
    }

    /// An answer came to its end.
    mutating func end() {
        guard requests > 0 else { return }
        requests -= 1
        if requests == 0 { leave() }
    }

    /// The connection is gone, with all that was asked on it.
    mutating func endAll() {
        if requests > 0 { leave() }
        requests = 0
    }

    private mutating func leave() {
        if isLive { isLive = false } else { load.leave() }
    }
}
