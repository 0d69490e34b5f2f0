import Glibc

/// What went wrong, in words.
struct LoadError: Error, CustomStringConvertible {
    let words: String
    var description: String { words }

    static func system(_ call: String) -> LoadError { LoadError(words: "\(call): \(String(cString: strerror(errno)))") }
}

enum Clock {
    /// Nanoseconds of the monotonic clock.
    static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// A kept connection with at most one request under way.
final class Connection {
    let socket: Int32
    private var received: [UInt8] = []

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw LoadError.system("socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let done = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard done == 0 else { throw LoadError.system("connect") }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        guard fcntl(socket, F_SETFL, O_NONBLOCK) == 0 else { throw LoadError.system("fcntl") }
    }

    /// Sends a request, small enough for the socket's buffer.
    func send(_ request: [UInt8]) throws {
        guard write(socket, request, request.count) == request.count else { throw LoadError.system("write") }
    }

    /// Reads what has come: the whole answer once all of it is there.
    func receive() throws -> [UInt8]? {
        try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            let count = read(socket, buffer.baseAddress, buffer.count)
            guard count > 0 else {
                if count < 0, errno == EAGAIN { return }
                throw LoadError(words: "the server closed the connection")
            }
            received += buffer[..<count]
        }
        guard let end = Self.end(ofHeadIn: received) else { return nil }
        let head = String(decoding: received[..<end], as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 200 ") else { throw LoadError(words: "an answer that is no 200: \(head)") }
        let fields = head.lowercased()
        guard let name = fields.firstRange(of: "content-length: "),
            let length = Int(fields[name.upperBound...].prefix { $0.isNumber })
        else { throw LoadError(words: "an answer without a length: \(head)") }
        guard received.count >= end + length else { return nil }
        defer { received.removeAll(keepingCapacity: true) }
        return received
    }

    /// Where the body begins.
    private static func end(ofHeadIn bytes: [UInt8]) -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        guard bytes.count >= mark.count else { return nil }
        return (mark.count...bytes.count).first { bytes[($0 - mark.count)..<$0].elementsEqual(mark) }
    }
}

/// Says which connections have something to read.
struct Poll {
    private var sockets: [pollfd]

    init(_ connections: [Connection]) {
        sockets = connections.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
    }

    mutating func ready(milliseconds: Int32) -> [Int] {
        guard poll(&sockets, nfds_t(sockets.count), milliseconds) > 0 else { return [] }
        return sockets.indices.filter { sockets[$0].revents != 0 }
    }
}
