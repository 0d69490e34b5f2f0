import Domain
import HTTPTypes
import Hummingbird
import Logging

/// The outermost middleware: gives every answer its request id, finds out who the client is, and writes one line a request
/// with person, status and time. The query is left out: it may hold secrets.
struct AccessLog: RouterMiddleware {
    let trustedProxies: [NetworkRange]
    let metrics: Metrics

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = clientAddress(of: request, peer: context.address)
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let elapsed = start.duration(to: .now)
        response.headers[.requestID] = context.id
        metrics.count(request.method, response.status, elapsed)
        // Like release answers, batches of events that were taken are counted only.
        if response.status == .accepted, EventRoutes.isReport(request) { return response }
        let milliseconds = Double(elapsed.components.attoseconds / 1_000_000_000_000) / 1000
        context.logger.info(
            "\(request.method) \(context.loggedPath(of: request))",
            metadata: [
                "status": "\(response.status.code)",
                "ms": "\(milliseconds + Double(elapsed.components.seconds) * 1000)",
                "person": "\(context.trace.visitor?.person?.id.rawValue ?? "-")",
                "address": "\(context.address)",
            ]
        )
        return response
    }

    /// The last address in `X-Forwarded-For` that is not itself a trusted proxy; the peer's when the peer is not trusted.
    private func clientAddress(of request: Request, peer: String) -> String {
        guard trustedProxies.contains(where: { $0.contains(peer) }) else { return peer }
        let hops = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }
            .map { PlainText.line(String($0)) }
        for hop in hops.reversed() {
            guard NetworkRange(hop) != nil else { return peer }
            if !trustedProxies.contains(where: { $0.contains(hop) }) { return hop }
        }
        return peer
    }
}

extension AppContext {
    /// The path as matched (`/e/{code}`) where a segment is a secret by itself, else as asked; never the query.
    fileprivate func loggedPath(of request: Request) -> String {
        guard let endpoint = endpointPath else { return request.uri.path }
        let hasSecret = endpoint.contains("{code}") || endpoint.contains("{key}")
        return hasSecret ? endpoint : request.uri.path
    }
}

extension HTTPField.Name {
    /// `x-request-id`: quoted on the page of a fault, found again in the log.
    static var requestID: Self { Self("x-request-id") ?? .server }
    static var forwardedFor: Self { Self("x-forwarded-for") ?? .server }
    static var fetchSite: Self { Self("sec-fetch-site") ?? .server }
    static var requestedWith: Self { Self("x-requested-with") ?? .server }
}
