import AsyncHTTPClient
import Domain
import NIOCore
import NIOHTTP1
import NIOSSL

/// One exchange with one address that has been checked.
struct OutboundHop: Sendable {
    let request: OutboundRequest
    /// Where the connection goes, whatever the name means by now.
    let address: IPAddress
    let limits: OutboundLimits

    /// Throws what went wrong in the library's words.
    func callAsFunction() async throws -> OutboundAnswer {
        // A client of its own, since the library fixes a name's address for a whole client. Nothing outlives the call.
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<OutboundAnswer, any Error>
        do { result = .success(try await exchange(client)) } catch { result = .failure(error) }
        try? await client.shutdown()
        return try result.get()
    }

    private var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = limits.connect.amount
        configuration.timeout.read = limits.whole.amount
        configuration.connectionPool.retryConnectionEstablishment = false
        // Certificate and Host stay the name's.
        configuration.dnsOverride = [request.address.host: address.description]
        return configuration
    }

    private func exchange(_ client: HTTPClient) async throws -> OutboundAnswer {
        var sent = HTTPClientRequest(url: request.address.description)
        sent.method = HTTPMethod(rawValue: request.method.rawValue)
        sent.headers.add(name: "user-agent", value: "Steward/\(Release.version)")
        for (name, value) in request.headers { sent.headers.add(name: name, value: value) }
        if request.method != .get { sent.body = .bytes(ByteBuffer(bytes: request.body)) }
        let answer = try await client.execute(sent, timeout: limits.whole.amount)
        var (body, isCut): ([UInt8], Bool) = ([], false)
        for try await part in answer.body {
            let room = limits.answerBytes - body.count
            body += part.readableBytesView.prefix(room)
            if part.readableBytes > room {
                isCut = true
                break
            }
        }
        return OutboundAnswer(
            status: Int(answer.status.code),
            headers: answer.headers.map { ($0.name, $0.value) },
            body: body,
            isCut: isCut
        )
    }

    /// Whether nothing of the request can have reached the other server.
    static func isBeforeConnection(_ error: any Error) -> Bool {
        if error is IOError { return true }
        if case .connectTimeout? = error as? ChannelError { return true }
        return (error as? HTTPClientError) == .connectTimeout
    }

    static func failure(_ error: any Error) -> OutboundFailure {
        switch error {
        case let failure as OutboundFailure: return failure
        case is CancellationError: return .cancelled
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: return .notTrusted
        case let error as HTTPClientError:
            let isTime = [.connectTimeout, .readTimeout, .deadlineExceeded, .tlsHandshakeTimeout].contains(error)
            return error == .cancelled ? .cancelled : isTime ? .timedOut : .brokenOff
        default: return isBeforeConnection(error) ? .notConnected : .brokenOff
        }
    }
}

extension Duration {
    fileprivate var amount: TimeAmount {
        .nanoseconds(components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000)
    }
}
