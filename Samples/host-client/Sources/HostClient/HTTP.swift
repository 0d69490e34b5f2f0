import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// URLSession as a stream: the head, then the body as it comes. Ending the loop over it ends the transfer. What comes faster
/// than it is taken waits in memory.
struct HTTP: Sendable {
    struct Head: Sendable {
        let status: Int
        /// By lower-case name.
        let fields: [String: String]

        subscript(_ name: String) -> String? { fields[name] }

        /// Why an answer with this status helps nobody.
        var failure: CheckFailure {
            switch status {
            case 429, 503: .busy(retryAfter: self["retry-after"].flatMap(TimeInterval.init))
            default: .status(status)
            }
        }
    }

    enum Part: Sendable {
        case head(Head)
        case bytes(Data)
    }

    /// Seconds in which nothing comes.
    static let silence: TimeInterval = 15

    func send(_ request: URLRequest) -> AsyncThrowingStream<Part, any Error> {
        AsyncThrowingStream { continuation in
            let configuration = URLSessionConfiguration.ephemeral
            configuration.urlCache = nil
            configuration.httpCookieStorage = nil
            configuration.timeoutIntervalForRequest = Self.silence
            let session = URLSession(
                configuration: configuration,
                delegate: Receiver(continuation: continuation),
                delegateQueue: nil
            )
            let task = session.dataTask(with: request)
            continuation.onTermination = { _ in task.cancel() }
            task.resume()
            session.finishTasksAndInvalidate()
        }
    }

    /// A whole exchange with a small body.
    func exchange(_ request: URLRequest, most: Int = 64 * 1024) async throws -> (head: Head, body: Data) {
        var (head, body): (Head?, Data) = (nil, Data())
        for try await part in send(request) {
            switch part {
            case .head(let received): head = received
            case .bytes(let bytes): body += bytes
            }
            guard body.count <= most else { throw CheckFailure.tooLong }
        }
        // A cancelled task sees the stream end as if nothing more had come.
        try Task.checkCancellation()
        guard let head else { throw URLError(.badServerResponse) }
        return (head, body)
    }
}

private final class Receiver: NSObject, URLSessionDataDelegate {
    private let continuation: AsyncThrowingStream<HTTP.Part, any Error>.Continuation

    init(continuation: AsyncThrowingStream<HTTP.Part, any Error>.Continuation) { self.continuation = continuation }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        guard let response = response as? HTTPURLResponse else { return completionHandler(.cancel) }
        let fields = response.allHeaderFields.compactMap { name, value in
            (name as? String).flatMap { name in (value as? String).map { (name.lowercased(), $0) } }
        }
        let byName = Dictionary(fields, uniquingKeysWith: { first, _ in first })
        continuation.yield(.head(HTTP.Head(status: response.statusCode, fields: byName)))
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        continuation.yield(.bytes(data))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        continuation.finish(throwing: error)
    }

    /// The server answers itself: whoever sends elsewhere is not it.
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
