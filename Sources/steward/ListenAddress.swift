import ArgumentParser
import Domain
import Glibc
import NIOCore
import Server

/// What `--address` names: a host and a port, `127.0.0.1:8080` or `[::1]:8080`.
struct ListenAddress: Equatable {
    let host: String
    let port: Int

    init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port)
        else { throw ValidationError("--address: \(text) is not HOST:PORT, such as 127.0.0.1:8080.") }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else {
            throw ValidationError("--address: \(text) has no host; 0.0.0.0 listens everywhere.")
        }
        (self.host, self.port) = (host, port)
    }

    /// Whether only this machine can reach it.
    var isLoopback: Bool { NetworkRange.isLoopback(host) }

    /// The host and port that another device would use: for `0.0.0.0`, this machine's first address on the network.
    var reachable: String {
        let everywhere = host == "0.0.0.0" || host == "::"
        let name = everywhere ? Self.firstNetworkAddress() ?? "127.0.0.1" : host
        return name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
    }

    /// Why the server cannot listen here, with the cure.
    func failure(_ error: IOError) -> Failure {
        switch error.errnoCode {
        case EADDRINUSE:
            Failure("\(host):\(port) is in use by another program. Stop it, or choose another port with --address.")
        case EACCES:
            Failure("This user may not listen on port \(port). Choose one from 1024 on with --address.")
        case EADDRNOTAVAIL:
            Failure("\(host) is no address of this machine. 0.0.0.0 with --address listens on all of them.")
        default: Failure("\(error)")
        }
    }

    private static func firstNetworkAddress() -> String? {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return nil }
        defer { freeifaddrs(list) }
        var next = list
        while let entry = next {
            defer { next = entry.pointee.ifa_next }
            let flags = Int32(bitPattern: entry.pointee.ifa_flags)
            guard let address = entry.pointee.ifa_addr, address.pointee.sa_family == UInt16(AF_INET),
                flags & Int32(IFF_UP) != 0, flags & Int32(IFF_LOOPBACK) == 0
            else { continue }
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            guard getnameinfo(address, size, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 else {
                continue
            }
            return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return nil
    }
}
