import Domain
import HTTPTypes
import Hummingbird

/// The same routes for a mini program's webhooks and for one's own.
struct WebhookFamily {
    typealias Handler = @Sendable (Request, AppContext, WebhookPlace) async throws -> Response

    private let add: (HTTPRequest.Method, String, @escaping Handler) -> Void

    init(inApp list: String, _ routes: Routes) {
        add = { method, path, handler in
            routes.inApp(method, list + path, .webhookManage) { request, context, app in
                try await handler(request, context, WebhookPlace(app))
            }
        }
    }

    /// Addresses of robots are keys: reading the list takes the right to change it.
    init(own list: String, _ routes: Routes) {
        add = { method, path, handler in
            routes.signedIn(method, list + path, .messageManage) { request, context, _ in
                try await handler(request, context, WebhookPlace(context.caller))
            }
        }
    }

    /// Adds a route; its path goes on where the list's ends.
    func route(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        add(method, path, handler)
    }
}
