import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 扫码登录 on the desk: the code, how far it is, and the way in.
struct SignInCodeRoutes {
    let platform: Platform
    let pages: Pages

    private struct StateJSON: Encodable { let state: String }

    func add(to routes: Routes) {
        routes.open(.get, Paths.signInCode, .sessionStart) { request, context in
            if context.visitor.person != nil { return .redirect(to: Paths.local(request.query["next"])) }
            return try await page(request, context)
        }
        routes.open(.post, Paths.signInCode, .sessionStart) { [platform] request, context in
            let next = Paths.local(try await request.form()["next"])
            let secrets = try await ShowSignInCode(platform: platform)(next: next, from: context.origin(request))
            var response = Response.redirect(to: Paths.signInCode)
            response.setCookie(CodeSecrets.cookie(secrets.browser, platform.settings))
            return response
        }
        routes.open(.get, Paths.signInCode + "/state", .sessionStart) { [platform] request, _ in
            let found = try await row(request)
            let look = SignInCodePage.Look(found?.codeSignIn, at: platform.world.now())
            var response = try Response.json(StateJSON(state: look.rawValue))
            response.headers[.cacheControl] = "no-store"
            return response
        }
        routes.open(.post, Paths.signInCode + "/claim", .sessionStart) { request, context in
            try await claim(request, context)
        }
    }

    private func secret(_ request: Request) -> String? {
        request.cookies[CodeSecrets.cookieName(platform.settings)]?.value
    }

    private func row(_ request: Request) async throws -> CodeSignInRow? {
        guard let secret = secret(request) else { return nil }
        let hash = Secret.hash(secret)
        return try await platform.engine.read { try CodeSignInQueries($0).row(browser: hash) }
    }

    private func claim(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            guard let secret = secret(request) else { throw Refusal.signInCodeUnknown }
            let devices = DeviceCookie(request, platform.settings)
            let (session, next) = try await ClaimSignIn(platform: platform)(
                browser: secret,
                from: context.origin(request),
                on: devices.hashes,
                replacing: context.visitor.session
            )
            var response = Entrance(platform: platform).welcome(session, devices, to: next)
            response.setCookie(CodeSecrets.cookie("", platform.settings))
            return response
        } catch let refusal as Refusal where !request.wantsJSON && refusal.status < 429 {
            return try await page(request, context, refusal)
        }
    }

    private func page(_ request: Request, _ context: AppContext, _ refusal: Refusal? = nil) async throws -> Response {
        let found = try await row(request)
        let look = SignInCodePage.Look(found?.codeSignIn, at: platform.world.now())
        let code = found == nil ? nil : secret(request).map { CodeSecrets(browser: $0).code }
        let link = code.map { platform.settings.publicURL + Paths.scan($0) }
        let next = found?.next ?? Paths.local(request.query["next"])
        let picture = try link.map { try CodePicture(link: $0).source() }
        let model = CodeDoorPage(
            door: SignInCodePage(look, picture: picture, next: next, problem: refusal?.words[context.language]),
            nextQuery: next.addingPercentEncoding()
        )
        let page = Page(
            "accounts/code",
            title: Words("扫码登录", "Sign in by QR code"),
            model: model,
            tab: .none,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok,
            isBare: true
        )
        return try pages.render(page, request, context)
    }
}

/// The code on a page of its own.
struct CodeDoorPage: Sendable {
    let door: SignInCodePage
    let nextQuery: String
}

struct SignInCodePage: Sendable {
    /// What the page shows: the stored state, or what the clock has made of it.
    enum Look: String, Sendable {
        case none = "NONE"
        case shown = "SHOWN"
        case scanned = "SCANNED"
        case confirmed = "CONFIRMED"
        case refused = "REFUSED"
        case claimed = "CLAIMED"
        case expired = "EXPIRED"

        init(_ codeSignIn: CodeSignIn?, at now: Instant) {
            guard let codeSignIn else {
                self = .none
                return
            }
            self = codeSignIn.isExpired(at: now) ? .expired : Look(rawValue: codeSignIn.state.rawValue) ?? .none
        }
    }

    let state: String
    let next: String
    let picture: String
    let hasPicture: Bool
    let isNew: Bool
    let isShown: Bool
    let isScanned: Bool
    let isConfirmed: Bool
    let isRefused: Bool
    let isExpired: Bool
    /// Whether a browser without a script looks again by itself.
    let isWaiting: Bool
    /// Whether a new code is the way on.
    let isOver: Bool
    let problem: String
    let hasProblem: Bool

    init(_ look: Look, picture: String?, next: String, problem: String? = nil) {
        state = look.rawValue
        self.next = next
        self.picture = picture ?? ""
        hasPicture = picture != nil && look != .none
        isNew = look == .none || look == .claimed
        isShown = look == .shown
        isScanned = look == .scanned
        isConfirmed = look == .confirmed
        isRefused = look == .refused
        isExpired = look == .expired
        isWaiting = isShown || isScanned
        isOver = isRefused || isExpired
        self.problem = problem ?? ""
        // What the code itself shows is not said twice.
        hasProblem = problem != nil && isNew
    }
}
