import Domain
import HTTPTypes
import Hummingbird

/// Keeps other sites from acting in a person's name (CSRF): a request that changes something and rides on a cookie must come
/// from this origin, as the browser itself says.
///
/// Browsers send `Sec-Fetch-Site` on trustworthy origins and `Origin` on every POST; a page of a mini program in its
/// sandboxed frame sends `Origin: null`. A request with a token instead of a cookie needs neither.
struct SameOrigin: RouterMiddleware {
    private static let safe: Set<HTTPRequest.Method> = [.get, .head, .options]

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        // Known by a token, not merely sending the header: a link with a name and a password in it sends one too.
        let usesToken = context.caller.scopes != nil
        // A stranger's call of the API rides on nothing: its route asks for the token that is missing. Nor does a host app's.
        let path = request.uri.path
        let isStranger = (path.hasPrefix("/api/") || path.hasPrefix("/runtime/")) && context.visitor.person == nil
        guard Self.safe.contains(request.method) || usesToken || isStranger || comesFromHere(request) else {
            throw Refusal(
                code: "FOREIGN_ORIGIN",
                status: 403,
                words: Words(
                    "这个操作不是从本站页面发出的，已拒绝。请在本站页面上重试。",
                    "This did not come from a page of this site, so it was refused. Try again from our page."
                )
            )
        }
        return try await next(request, context)
    }

    private func comesFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin], let authority = request.head.authority else { return false }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }
}
