import Domain
import HTTPTypes
import Hummingbird
import Synchronization

/// Stands before every page: while nobody has an account, all lead to the set-up; in a demonstration that is open to the
/// network, the printed code is taken from the address into a cookie.
struct FrontDoor: RouterMiddleware {
    let platform: Platform
    private let people = PeopleSeen()

    init(platform: Platform) { self.platform = platform }

    /// What needs nobody.
    private static let open = [
        Paths.setUp, Paths.language, "/assets/", "/healthz", "/readyz", "/metrics", "/sw.js", "/manifest.webmanifest",
        "/offline", "/favicon.ico",
    ]

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if !people.isSeen, !Self.open.contains(where: { path.hasPrefix($0) }) {
            guard try await !platform.isWithoutPeople() else {
                if request.wantsJSON { throw Refusal.setUpFirst }
                return .redirect(to: Paths.setUp)
            }
            people.see()
        }
        if request.method == .get, path == Paths.home || path == Paths.signIn, let code = request.query["code"],
            let response = try enter(code, path: path, context)
        {
            return response
        }
        return try await next(request, context)
    }

    /// The same address without the code, which is in a cookie now; nil when there is none to give or it is wrong.
    private func enter(_ code: String, path: String, _ context: AppContext) throws -> Response? {
        let settings = platform.settings
        guard settings.demoCode != nil else { return nil }
        try platform.limiter.take(.signIns, from: context.address, at: platform.world.now())
        guard DemoCode.isRight(code, settings) else { return nil }
        var response = Response.redirect(to: path)
        if let cookie = DemoCode.cookie(settings) { response.setCookie(cookie) }
        return response
    }
}

/// Remembers that somebody has an account: it never becomes untrue again.
private final class PeopleSeen: Sendable {
    private let box = Mutex(false)
    var isSeen: Bool { box.withLock { $0 } }
    func see() { box.withLock { $0 = true } }
}

/// The code of a demonstration that is open to the network: in the printed QR code, then in a cookie.
enum DemoCode {
    private static let name = "steward_demo"

    static func isRight(_ code: String, _ settings: Settings) -> Bool {
        guard let right = settings.demoCode else { return true }
        return normal(code).equalsInConstantTime(normal(right))
    }

    /// Whether the demonstration is open to this request: it needs no code, or brings it.
    static func isKnown(to request: Request, _ settings: Settings) -> Bool {
        guard settings.demoCode != nil else { return true }
        return request.cookies[name].map { isRight($0.value, settings) } ?? false
    }

    static func cookie(_ settings: Settings) -> Cookie? {
        guard let code = settings.demoCode else { return nil }
        return Cookie(
            name: name,
            value: code,
            maxAge: 7 * 86_400,
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    /// People type capitals, spaces and dashes as they like.
    static func normal(_ code: String) -> [UInt8] {
        Array(code.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") })
    }
}

extension Refusal {
    static let setUpFirst = Refusal(
        code: "SET_UP_FIRST",
        status: 503,
        words: Words("还没有完成首次设置，请在浏览器里打开 /set-up。", "Not set up yet. Open /set-up in a browser.")
    )
}
