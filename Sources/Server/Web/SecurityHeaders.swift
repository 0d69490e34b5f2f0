import HTTPTypes
import Hummingbird

/// Puts the security headers on every answer, errors too: it stands outside of the error responder. A handler that needs
/// another content security policy (a mini program's own files) sets it, and keeps it.
struct SecurityHeaders: RouterMiddleware {
    let isSecure: Bool

    /// Own scripts and styles only; `style=""` attributes carry the widths of bars and the colours of logos.
    static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:", "connect-src 'self'", "font-src 'self'", "frame-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        var fields: [(HTTPField.Name?, String)] = [
            (.contentSecurityPolicy, Self.contentSecurityPolicy),
            (.xContentTypeOptions, "nosniff"),
            (.init("referrer-policy"), "same-origin"),
            (.init("cross-origin-opener-policy"), "same-origin"),
            (.init("cross-origin-resource-policy"), "same-origin"),
            (.init("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
            (.init("x-frame-options"), "DENY"),
            (.cacheControl, "no-store"),
        ]
        if isSecure { fields.append((.strictTransportSecurity, "max-age=31536000")) }
        for case (let name?, let value) in fields where response.headers[name] == nil {
            response.headers[name] = value
        }
        return response
    }
}
