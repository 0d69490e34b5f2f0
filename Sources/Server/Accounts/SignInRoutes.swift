import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The ways in and out: sign-in, the demonstration's tap, set-up, sign-out, language.
struct SignInRoutes {
    let platform: Platform
    let pages: Pages
    private var entrance: Entrance { Entrance(platform: platform) }

    func add(to routes: Routes) {
        routes.open(.get, Paths.signIn, .sessionStart) { request, context in
            let next = request.query["next"]
            guard context.visitor.person == nil else { return .redirect(to: Paths.local(next)) }
            return try await signInPage(request, context, next: next)
        }
        routes.open(.post, Paths.signIn, .sessionStart) { request, context in
            try await signIn(request, context)
        }
        routes.open(.post, Paths.demoSignIn, .sessionStart) { request, context in
            try await enterDemo(request, context)
        }
        routes.open(.get, Paths.setUp, .installationSetUp) { [platform] request, context in
            // Who kept the address comes in by the door that is there now.
            guard try await platform.isWithoutPeople() else { return .redirect(to: Paths.signIn) }
            return try setUpPage(request, context, FormFields(), nil)
        }
        routes.open(.post, Paths.setUp, .installationSetUp) { request, context in
            try await setUp(request, context)
        }
        routes.signedIn(.post, Paths.signOut, .sessionEnd) { [platform] _, context, person in
            if let session = context.visitor.session {
                try await platform.engine.write { db in
                    try SessionWrites(db: db).end(session)
                    // What this phone confirmed for another browser is not let in any more.
                    try CodeSignInWrites(db: db).refuseAll(of: person.id)
                }
            }
            var response = Response.redirect(to: Paths.signIn)
            response.setCookie(SessionMiddleware.goneCookie(platform.settings))
            return response
        }
        routes.open(.post, Paths.language, .installationRead) { request, context in
            try await chooseLanguage(request, context)
        }
    }

    private func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        do {
            let person = try await SignIn(platform: platform)(
                login: form["login"] ?? "",
                password: form["password"] ?? "",
                from: context.origin(request),
                on: DeviceCookie(request, platform.settings).hashes
            )
            return try await entrance.enter(person, request, context, next: form["next"])
        } catch let refusal as Refusal where !request.wantsJSON {
            return try await signInPage(
                request,
                context,
                next: form["next"],
                login: form["login"] ?? "",
                refusal: refusal
            )
        }
    }

    private func enterDemo(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        var cookie: Cookie?
        if !DemoCode.isKnown(to: request, platform.settings) {
            try platform.limiter.take(.signIns, from: context.address, at: platform.world.now())
            guard DemoCode.isRight(form["code"] ?? "", platform.settings) else {
                return try await signInPage(request, context, next: form["next"], refusal: .wrongDemoCode)
            }
            cookie = DemoCode.cookie(platform.settings)
        }
        let person = try await SignInAsDemoPerson(platform: platform)(login: form["login"] ?? "")
        var response = try await entrance.enter(person, request, context, next: form["next"], isByTap: true)
        if let cookie { response.setCookie(cookie) }
        return response
    }

    private func setUp(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        do {
            let person = try await SetUp(platform: platform)(
                code: form["code"] ?? "",
                name: form["name"] ?? "",
                login: form["login"] ?? "",
                password: form["password"] ?? "",
                from: context.address
            )
            return try await entrance.enter(person, request, context, next: nil)
        } catch let refusal as Refusal where refusal.status != 404 && !request.wantsJSON {
            return try setUpPage(request, context, form, refusal)
        }
    }

    private func chooseLanguage(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        let language = form["language"].flatMap(Language.init(rawValue:))
        if let person = context.visitor.person {
            try await platform.engine.write { try PersonWrites(db: $0).setLanguage(language, of: person.id) }
        }
        var response = Response.redirect(to: Paths.local(form["next"]))
        response.setCookie(
            Cookie(
                name: Request.languageCookie,
                value: language?.rawValue ?? "",
                maxAge: language == nil ? 0 : 365 * 86_400,
                path: "/",
                secure: platform.settings.isSecure,
                httpOnly: true,
                sameSite: .lax
            )
        )
        return response
    }

    private func signInPage(
        _ request: Request,
        _ context: AppContext,
        next: String?,
        login: String = "",
        refusal: Refusal? = nil
    ) async throws -> Response {
        let isDemo = platform.settings.isDemo
        let (people, settings) = try await platform.engine.read { db in
            (isDemo ? try PersonQueries(db).demoPeople() : [], try InstallationQueries(db).settings())
        }
        let needsCode = !DemoCode.isKnown(to: request, platform.settings)
        let model = SignInPage(
            next: next,
            login: login,
            refusal,
            people,
            needsCode: needsCode,
            canRegister: settings.registration == .open,
            context.language
        )
        var response = try pages.render(
            Page(
                "accounts/sign-in",
                title: Words("登录", "Sign in"),
                model: model,
                tab: .none,
                status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok,
                isBare: true
            ),
            request,
            context
        )
        if let seconds = refusal?.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private func setUpPage(
        _ request: Request,
        _ context: AppContext,
        _ form: FormFields,
        _ refusal: Refusal?
    ) throws -> Response {
        try pages.render(
            Page(
                "accounts/set-up",
                title: Words("首次设置", "Set-up"),
                model: SetUpPage(form, refusal, context.language),
                tab: .none,
                status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok,
                isBare: true
            ),
            request,
            context
        )
    }
}

extension AppContext {
    /// Where this request comes from, for the list of devices.
    func origin(_ request: Request) -> SignInOrigin {
        SignInOrigin(address: address, agent: request.headers[.userAgent] ?? "")
    }
}

extension Refusal {
    static let wrongDemoCode: Refusal = {
        let words = Words("演示码不对，请看启动服务的终端。", "Wrong code. It is printed in the terminal that started the server.")
        return Refusal(
            code: "WRONG_DEMO_CODE",
            status: 422,
            words: words,
            fields: [FieldProblem(field: "code", words: words)]
        )
    }()
}
