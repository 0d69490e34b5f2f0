import HTTPTypes
import Hummingbird
import NIOCore

/// Reads what is left of a body that was refused before its end, where the client closes after the answer.
///
/// Many programs send a request whole before they look at the answer. On a connection that goes on, the server reads the rest
/// by itself; on one with `Connection: close` it stops reading with the answer, and the client would wait for ever to get rid
/// of its bytes instead of learning why they are not wanted.
struct ReadToEnd: RouterMiddleware {
    /// A sender of more than any upload may have is left alone.
    private static let mostBytes = 96 << 20

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard request.headers[.connection]?.lowercased() == "close" else { return try await next(request, context) }
        let watched = WatchedBody(request.body)
        var request = request
        request.body = RequestBody(asyncSequence: watched)
        let response = try await next(request, context)
        var rest = Self.mostBytes
        // A connection that breaks now has nothing more to say.
        while rest > 0, let bytes = try? await watched.next() { rest -= bytes.readableBytes }
        return response
    }
}

/// A body that can be read on by somebody else, and knows its end: asking again there would wait for the next request.
///
/// `@unchecked`: one task at a time reads a body. The handler's tasks are structured, so all of them have ended when the
/// middleware has the answer in its hands and reads on.
private final class WatchedBody: AsyncSequence, @unchecked Sendable {
    private let body: RequestBody
    /// Made once: the server gives no second.
    private var iterator: RequestBody.AsyncIterator?
    private var isAtEnd = false

    init(_ body: RequestBody) { self.body = body }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let body: WatchedBody
        func next() async throws -> ByteBuffer? { try await body.next() }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }

    func next() async throws -> ByteBuffer? {
        guard !isAtEnd else { return nil }
        var iterator = self.iterator ?? body.makeAsyncIterator()
        // Whatever happens next: nil and an error are both the end.
        isAtEnd = true
        guard let bytes = try await iterator.next() else { return nil }
        (self.iterator, isAtEnd) = (iterator, false)
        return bytes
    }
}
