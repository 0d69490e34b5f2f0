package import Domain
package import HTTPTypes
import Hummingbird
import Synchronization

/// The table of routes. A route cannot be added without the action that it is, so none can be without a decision.
///
/// The three ways of adding say what a handler may rely on: `open` (the policy allows the action to anyone), `signedIn`
/// (a person is there), `inApp` (the mini program in the path is loaded, and the caller may do the action in it).
package struct Routes {
    /// One line of the table, for the tests and the documents that walk it.
    package struct Entry: Sendable, Hashable {
        package let method: HTTPRequest.Method
        package let path: String
        package let action: Action
        /// What opens the route as well, where a call stands for two actions; its use cases ask for the one that is meant.
        package let alternative: Action?
    }

    package let platform: Platform
    let pages: Pages
    private let router: Router<AppContext>
    private let log: RouteLog
    private let parameters: QueryParameters

    init(platform: Platform, pages: Pages, router: Router<AppContext>, log: RouteLog) throws {
        (self.platform, self.pages, self.router, self.log) = (platform, pages, router, log)
        parameters = try QueryParameters(pages.assets.asset("openapi.json")?.bytes ?? [])
    }

    /// Every route added so far.
    package var entries: [Entry] { log.entries }

    /// A route for anyone whom the policy allows `action` without regard to a mini program.
    func open(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ action: Action,
        _ handler: @escaping @Sendable (Request, AppContext) async throws -> Response
    ) {
        let known = known(method, path)
        add(method, path, action) { request, context in
            try context.caller.require(action)
            try QueryParameters.check(request, against: known)
            return try await handler(request, context)
        }
    }

    /// A route about the signed-in person themselves, or about nobody in particular.
    func signedIn(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ action: Action,
        _ handler: @escaping @Sendable (Request, AppContext, SignedInPerson) async throws -> Response
    ) {
        let known = known(method, path)
        add(method, path, action) { request, context in
            let person = try context.person()
            try context.caller.require(action, as: nil, .itself)
            try QueryParameters.check(request, against: known)
            return try await handler(request, context, person)
        }
    }

    /// A route in a mini program: the path holds `{app_id}`. Loading it is authorising.
    ///
    /// - Parameter alternative: another action that opens it too, for a call that members and operators make each in their
    ///   own right. Who may do neither gets the refusal of `action`.
    func inApp(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ action: Action,
        or alternative: Action? = nil,
        _ handler: @escaping @Sendable (Request, AppContext, AuthorisedApp) async throws -> Response
    ) {
        let (platform, known) = (platform, known(method, path))
        add(method, path, action, or: alternative) { request, context in
            let app = try await platform.authorise(
                ID(rawValue: context.parameters.require("app_id")),
                for: action,
                or: alternative,
                by: context.caller
            )
            try QueryParameters.check(request, against: known)
            return try await handler(request, context, app)
        }
    }

    /// The parameters that a route takes, where others are refused.
    private func known(_ method: HTTPRequest.Method, _ path: String) -> [String]? {
        method == .get ? parameters.names(of: path) : nil
    }

    private func add(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ action: Action,
        or alternative: Action? = nil,
        _ handler: @escaping @Sendable (Request, AppContext) async throws -> Response
    ) {
        log.add(Entry(method: method, path: path, action: action, alternative: alternative))
        router.on(RouterPath(path), method: method) { request, context in
            let isUpload = request.headers[.contentType]?.hasPrefix("multipart/") ?? false
            return try await TimeLimit.run(isUpload ? TimeLimit.upload : TimeLimit.ordinary) {
                try await handler(request, context)
            }
        }
    }
}

/// Collects the entries while routes are added.
final class RouteLog: Sendable {
    private let box = Mutex<[Routes.Entry]>([])
    var entries: [Routes.Entry] { box.withLock { $0 } }
    func add(_ entry: Routes.Entry) { box.withLock { $0.append(entry) } }

    /// The methods that an address takes, by name; none where there is no such address.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        var methods = Set(entries.filter { Self.fits($0.path.split(separator: "/"), parts) }.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        return methods.sorted { $0.rawValue < $1.rawValue }
    }

    private static func fits(_ pattern: [Substring], _ parts: [Substring]) -> Bool {
        if pattern.last == "**" {
            return parts.count >= pattern.count && fits(pattern.dropLast(), Array(parts.prefix(pattern.count - 1)))
        }
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
