import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Coming in without an account: by an operator's link, by a member's link, or where anybody may.
struct RegisterRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.open(.get, Paths.register, .personRegister) { request, context in
            let next = Paths.local(request.query["next"])
            guard context.visitor.person == nil else { return .redirect(to: next) }
            return try await show(.open, next: next, request, context)
        }
        routes.open(.post, Paths.register, .personRegister) { try await register(.open, $0, $1) }
        routes.open(.get, "/join/{code}", .personRegister) { request, context in
            guard context.visitor.person == nil else { return here(context) }
            return try await show(.accountLink(code: try Self.code(context)), next: Paths.home, request, context)
        }
        routes.open(.post, "/join/{code}", .personRegister) { request, context in
            try await register(.accountLink(code: try Self.code(context)), request, context)
        }
        routes.open(.post, "/i/{code}/register", .personRegister) { request, context in
            try await register(.memberLink(code: try Self.code(context)), request, context)
        }
    }

    private static func code(_ context: AppContext) throws -> String { try context.parameters.require("code") }

    /// Whoever is signed in needs no account.
    private func here(_ context: AppContext) -> Response {
        pages.done(Words("你已经有账号，不需要这个链接", "You have an account: the link is not for you"), to: Paths.home, context)
    }

    private func register(_ way: RegistrationWay, _ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        let next = Paths.local(form["next"])
        if context.visitor.person != nil {
            // Sent twice, perhaps: the first made the account.
            if case .memberLink(let code) = way { return .redirect(to: Paths.join(code)) }
            return here(context)
        }
        let typed = RegisterPage.Typed(name: form["name"] ?? "", login: form["login"] ?? "")
        let devices = DeviceCookie(request, platform.settings)
        do {
            let done = try await Register(platform: platform)(
                way,
                name: typed.name,
                login: typed.login,
                password: form["password"] ?? "",
                from: context.origin(request),
                on: devices.hashes,
                replacing: context.visitor.session
            )
            let said =
                done.app == nil
                ? Words("账号已建立，欢迎", "Your account is made. Welcome")
                : Words("账号已建立，你已加入", "Your account is made, and you have joined")
            var response = pages.done(said, to: done.app.map { Paths.app($0) } ?? next, context)
            response.setCookie(SessionMiddleware.cookie(done.secret, platform.settings))
            if let device = done.device { response.setCookie(devices.cookie(adding: device, platform.settings)) }
            return response
        } catch let refusal as Refusal where !request.wantsJSON && refusal.status != 404 {
            return try await show(way, next: next, request, context, typed: typed, refusal: refusal)
        }
    }

    /// The page of a way, also after what was typed was refused.
    func show(
        _ way: RegistrationWay,
        next: String,
        _ request: Request,
        _ context: AppContext,
        typed: RegisterPage.Typed = RegisterPage.Typed(),
        refusal: Refusal? = nil
    ) async throws -> Response {
        let gate = try await platform.gate(way, from: context.address, at: platform.world.now())
        var shown: InvitationQueries.Shown?
        if case .intoApp(let link) = gate.leads {
            shown = try await platform.engine.read { try InvitationQueries($0).shown(link.app, by: link.madeBy) }
            guard shown != nil else { throw Refusal.linkUnknown }
        }
        let (action, after): (String, String) =
            switch way {
            case .open: (Paths.register, next)
            case .accountLink(let code): (Paths.comeIn(code), Paths.home)
            case .memberLink(let code): ("\(Paths.join(code))/register", Paths.join(code))
            }
        let model = RegisterPage(
            RegisterPage.Subject(gate: gate, shown: shown, action: action, next: after),
            typed: typed,
            refusal,
            PageTime(platform),
            context.language
        )
        // A link that has accounts in only is no refusal to whoever reads it: they may have one.
        let over = model.canSignIn && way != .open ? nil : gate.refusal
        var response = try pages.render(
            Page(
                "registration/register",
                title: model.canRegister ? Words("注册", "Make an account") : Words("邀请", "Invitation"),
                model: model,
                tab: .none,
                status: (refusal ?? over).map { HTTPResponse.Status(code: $0.status) } ?? .ok,
                isBare: true
            ),
            request,
            context
        )
        if let seconds = refusal?.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}
