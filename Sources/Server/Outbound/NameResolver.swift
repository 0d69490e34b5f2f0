import Dispatch
package import Domain
import Glibc
import Synchronization

/// Finds the addresses behind a name.
package struct NameResolver: Sendable {
    /// Throws `NameResolver.Unknown` where there are none.
    package let addresses: @Sendable (String) async throws -> [IPAddress]

    package struct Unknown: Error {
        package init() {}
    }

    package init(_ addresses: @escaping @Sendable (String) async throws -> [IPAddress]) { self.addresses = addresses }

    /// The machine's own resolver. It blocks, and cannot be stopped: it runs on a thread of its own, and whoever waits may
    /// stop waiting.
    package static let system = NameResolver { name in
        let first = FirstAnswer<[IPAddress]>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                first.wait(continuation)
                DispatchQueue.global().async { first.give(Result { try lookUp(name) }) }
            }
        } onCancel: {
            first.give(.failure(CancellationError()))
        }
    }

    private static func lookUp(_ name: String) throws -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { throw Unknown() }
        defer { freeaddrinfo(list) }
        var found: [IPAddress] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ai_next
            guard let address = entry.pointee.ai_addr else { continue }
            let bytes: [UInt8]
            switch entry.pointee.ai_family {
            case AF_INET:
                bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                    withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
                }
            case AF_INET6:
                bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                    withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
                }
            default: continue
            }
            if let address = IPAddress(bytes), !found.contains(address) { found.append(address) }
        }
        guard !found.isEmpty else { throw Unknown() }
        return found
    }
}

/// Passes on the first of several answers, and lets the others go.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Value, any Error>)
        case given(Result<Value, any Error>)
        case over
    }

    private let state = Mutex(State.open)

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
        let early: Result<Value, any Error>? = state.withLock { state in
            if case .given(let result) = state {
                state = .over
                return result
            }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(with: early) }
    }

    func give(_ result: Result<Value, any Error>) {
        let waiting: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .open: state = .given(result)
            case .waiting(let continuation):
                state = .over
                return continuation
            case .given, .over: break
            }
            return nil
        }
        waiting?.resume(with: result)
    }
}
