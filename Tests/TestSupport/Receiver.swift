import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization

/// A server on loopback that somebody's calls reach: answers as a test says, and remembers what came.
package final class Receiver: Sendable {
    package struct Call: Sendable {
        package let method: String
        package let target: String
        package let headers: [String: String]
        package let body: String
    }

    package struct Answer: Sendable {
        var status: Int
        var headers: [(String, String)]
        var body: String
        /// Is not answered while the receiver runs.
        var hangs: Bool

        package init(_ status: Int, _ body: String = "", headers: [(String, String)] = [], hangs: Bool = false) {
            (self.status, self.body, self.headers, self.hangs) = (status, body, headers, hangs)
        }

        package static let ok = Answer(200, "ok")
        package static let never = Answer(200, hangs: true)
        package static func redirect(_ location: String, _ status: Int = 307) -> Answer {
            Answer(status, headers: [("location", location)])
        }
    }

    private struct State {
        var calls: [Call] = []
        var answer: @Sendable (Call) -> Answer
        /// Calls that are never answered, until the end; nil afterwards.
        var hanging: [CheckedContinuation<Void, Never>]? = []
    }

    package let port: Int
    private let state: Mutex<State>

    /// The name that leads here in tests, by `resolver`.
    package static let name = "hooks.example"
    package var url: String { "http://\(Self.name):\(port)" }

    package var calls: [Call] { state.withLock { $0.calls } }
    package func answer(_ answer: Answer) { state.withLock { $0.answer = { _ in answer } } }
    package func answer(_ answer: @escaping @Sendable (Call) -> Answer) { state.withLock { $0.answer = answer } }

    private init(port: Int, state: State) {
        self.port = port
        self.state = Mutex(state)
    }

    /// Runs one while `body` runs.
    package static func run<Result: Sendable>(
        _ body: @escaping @Sendable (Receiver) async throws -> Result
    ) async throws -> Result {
        let box = Mutex<Receiver?>(nil)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            guard let receiver = box.withLock({ $0 }) else { return Response(status: .serviceUnavailable) }
            return try await receiver.take(request)
        }
        let server = Application(
            responder: responder,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "receiver", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        return try await server.test(.live) { client in
            let receiver = Receiver(port: client.port ?? 0, state: State(answer: { _ in .ok }))
            box.withLock { $0 = receiver }
            defer { receiver.end() }
            return try await body(receiver)
        }
    }

    /// Lets go of what hangs, so that the server can stop.
    private func end() {
        let hanging = state.withLock { state in
            defer { state.hanging = nil }
            return state.hanging ?? []
        }
        for call in hanging { call.resume() }
    }

    private func hang() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                state.hanging?.append(continuation)
                return state.hanging == nil
            }
            if isOver { continuation.resume() }
        }
    }

    private func take(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 20)
        var headers: [String: String] = ["host": request.head.authority ?? ""]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let call = Call(
            method: request.method.rawValue,
            target: request.uri.string,
            headers: headers,
            body: String(buffer: body)
        )
        let answer = state.withLock { state in
            state.calls.append(call)
            return state.answer
        }(call)
        if answer.hangs { await hang() }
        var response = Response(
            status: .init(code: answer.status),
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body))
        )
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
