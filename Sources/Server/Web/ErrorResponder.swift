import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Storage

/// Turns a `Refusal` into a page or a problem document, and everything else into "something broke" with one line in the log.
/// Nothing else builds an error answer, and nothing internal reaches a client.
///
/// The answer is in the language of whoever asked, and a page keeps the navigation of who is signed in.
struct ErrorResponder: RouterMiddleware {
    let pages: Pages
    let log: RouteLog

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visitor.language = request.preferredLanguage
        do {
            return try await next(request, context)
        } catch {
            if let visitor = context.trace.visitor { context.visitor = visitor }
            let allowed = methods(instead: request, error)
            guard allowed.isEmpty else {
                var response = try answer(.wrongMethod(request.method, allowed), request, context)
                response.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
                return response
            }
            return try answer(refusal(for: error, context), request, context)
        }
    }

    private func answer(_ refusal: Refusal, _ request: Request, _ context: AppContext) throws -> Response {
        if request.wantsJSON { return try Problem(refusal, context).response() }
        if refusal.status == 401, request.method == .get { return .redirect(to: Paths.signIn(next: request.uri)) }
        // The page says why it is asked for.
        if refusal.code == Refusal.secondFactorRequired.code { return .redirect(to: Paths.security) }
        return try pages.error(refusal, request, context)
    }

    /// What the address takes, where the router found nothing because of the method alone; none otherwise.
    private func methods(instead request: Request, _ error: any Error) -> [HTTPRequest.Method] {
        guard let error = error as? any HTTPResponseError, error.status == .notFound else { return [] }
        let methods = log.methods(of: request.uri.path)
        return methods.contains(request.method) ? [] : methods
    }

    private func refusal(for error: any Error, _ context: AppContext) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case let error as any HTTPResponseError where (400..<500).contains(error.status.code):
            return error.status.code == 404 ? .notFound : .malformed(status: error.status.code)
        case is HTTPParserError, is IOError, is ChannelError:
            // The client went away or sent what is no HTTP: nothing that anybody here could mend.
            context.logger.info("request ended before it was whole", metadata: ["cause": "\(error)"])
            return .malformed(status: 400)
        case StorageError.unavailable(let reason):
            context.logger.error("storage is out of reach", metadata: ["cause": "\(reason)"])
            return .unavailable
        case StorageError.diskFull:
            context.logger.error("the disk is full")
            return .diskFull
        default:
            let path = context.endpointPath ?? "-"
            context.logger.error(
                "request failed",
                metadata: ["cause": "\(String(reflecting: error))", "path": "\(path)"]
            )
            return .broken
        }
    }
}

extension Refusal {
    static func malformed(status: Int) -> Refusal {
        Refusal(
            code: status == 413 ? "TOO_LARGE" : "MALFORMED_REQUEST",
            status: status,
            words: status == 413
                ? Words("内容太大，请缩小后再试。", "That is too large. Make it smaller and try again.")
                : Words("请求的格式不对。", "The request is not well formed.")
        )
    }

    static func wrongMethod(_ method: HTTPRequest.Method, _ allowed: [HTTPRequest.Method]) -> Refusal {
        let names = allowed.map(\.rawValue)
        return Refusal(
            code: "METHOD_NOT_ALLOWED",
            status: 405,
            words: Words(
                "这个地址不接受 \(method.rawValue)，可以用 \(names.joined(separator: "、"))。",
                "\(method.rawValue) is not possible here. Use \(names.joined(separator: ", "))."
            )
        )
    }

    static let unavailable = Refusal(
        code: "UNAVAILABLE",
        status: 503,
        words: Words("服务暂时繁忙，请稍后再试。", "Busy for the moment. Please try again shortly."),
        retryAfterSeconds: 5
    )

    static let diskFull = Refusal(
        code: "DISK_FULL",
        status: 507,
        words: Words(
            "服务器的磁盘满了，没有保存任何内容。请告诉系统管理员。",
            "The server's disk is full. Nothing was kept. Tell a system administrator."
        )
    )

    /// Not a refusal that anybody can act on: what a fault looks like from outside.
    static let broken = Refusal(
        code: "INTERNAL_ERROR",
        status: 500,
        words: Words("出了点问题，不是你的操作造成的。请稍后再试。", "Something broke on our side. Please try again later.")
    )
}

extension Request {
    /// Whether the answer should be JSON: programs (the API, host apps, who collects the figures) always, a page's own script
    /// when it says so.
    var wantsJSON: Bool {
        if isForPrograms { return true }
        if headers[.requestedWith] == "steward" { return true }
        let accept = headers[.accept] ?? ""
        return accept.contains("application/json") && !accept.contains("text/html")
    }

    /// Whether programs ask here, not browsers: by a token, if by anything.
    var isForPrograms: Bool {
        let path = uri.path
        return path.hasPrefix("/api/") || path.hasPrefix("/runtime/") || path == "/gateway.do" || path == "/metrics"
    }
}
