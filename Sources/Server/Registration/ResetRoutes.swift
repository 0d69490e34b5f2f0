import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Links to a new password: an operator makes one, whoever holds it uses it.
struct ResetRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        // The link is shown in the answer itself, which is never stored: there is no address to come back to it.
        routes.signedIn(.get, Paths.makeReset("{login}"), .personSetPassword) { request, context, _ in
            try await ask(nil, request, context)
        }
        routes.signedIn(.post, Paths.makeReset("{login}"), .personSetPassword) { request, context, _ in
            let login = try context.parameters.require("login")
            let made: MakeResetLink.Made
            do {
                let code = context.freshCode(try await request.form()[Refusal.factorField])
                made = try await MakeResetLink(platform: platform)(login: login, by: context.caller, code: code)
            } catch let refusal as Refusal where [422, 429].contains(refusal.status) && !request.wantsJSON {
                return try await ask(refusal, request, context)
            }
            let address = platform.settings.publicURL + Paths.reset(made.secret)
            let page = Page(
                "registration/reset-made",
                title: Words("重设链接已生成", "The link is made"),
                model: MadeResetPage(
                    name: made.name,
                    login: made.login,
                    link: address,
                    picture: try CodePicture(link: address).source(),
                    until: PageTime(platform).short(made.expiresAt, context.language)
                ),
                tab: .none,
                back: Paths.person(login)
            )
            return try pages.render(page, request, context)
        }
        routes.open(.get, "/reset/{code}", .passwordReset) { request, context in
            try await show(nil, request, context)
        }
        routes.open(.post, "/reset/{code}", .passwordReset) { request, context in
            let form = try await request.form()
            do {
                try await ResetPassword(platform: platform)(
                    secret: try context.parameters.require("code"),
                    password: form["password"] ?? "",
                    from: context.address
                )
            } catch let refusal as Refusal where !request.wantsJSON && refusal.status != 404 {
                return try await show(refusal, request, context)
            }
            return pages.done(
                Words("密码已重设，访问令牌已吊销，请用新密码登录", "The password is set, and access tokens are revoked. Sign in"),
                to: Paths.signIn,
                context
            )
        }
    }

    /// The sheet that asks before a link is made as a page, for whoever is asked for a code.
    private func ask(_ refusal: Refusal?, _ request: Request, _ context: AppContext) async throws -> Response {
        let login = try context.parameters.require("login")
        guard let person = try await platform.engine.read({ try PersonQueries($0).named(login) }) else {
            throw Refusal.personUnknown
        }
        let model = AskResetPage(
            path: Paths.makeReset(person.login),
            back: Paths.person(person.login),
            name: person.name,
            login: person.login,
            factor: FactorField(context.visitor.person, refusal, context.language),
            general: refusal.general(context.language)
        )
        let page = Page(
            "registration/reset-ask",
            title: Words("重设密码的链接", "A link to a new password"),
            model: model,
            tab: .none,
            back: model.back,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private func show(_ refusal: Refusal?, _ request: Request, _ context: AppContext) async throws -> Response {
        let row = try await platform.resetLink(try context.parameters.require("code"), from: context.address)
        let over = row.state(at: platform.world.now()).refusal
        let page = Page(
            "registration/reset",
            title: Words("设置新密码", "Set a new password"),
            model: ResetPage(
                row,
                action: request.uri.path,
                over,
                refusal,
                PageTime(platform),
                context.language
            ),
            tab: .none,
            status: (over ?? refusal).map { HTTPResponse.Status(code: $0.status) } ?? .ok,
            isBare: true
        )
        var response = try pages.render(page, request, context)
        if let seconds = refusal?.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}

/// Asks before a link to a new password is made.
struct AskResetPage: Sendable {
    let path: String
    let back: String
    let name: String
    let login: String
    let factor: FactorField
    let general: FieldNote
}

/// The only page that ever shows a link to a new password.
struct MadeResetPage: Sendable {
    let name: String
    let login: String
    let link: String
    let picture: String
    let until: String
}

/// Where somebody sets a new password by a link.
struct ResetPage: Sendable {
    let tile: Tile
    let name: String
    let login: String
    let maker: String
    let hasMaker: Bool
    let until: String
    let action: String
    let isOpen: Bool
    let outcome: String
    let passwordNote: FieldNote
    let general: FieldNote
    let least: String

    init(
        _ row: ResetLinkRow,
        action: String,
        _ over: Refusal?,
        _ refusal: Refusal?,
        _ time: PageTime,
        _ language: Language
    ) {
        tile = Tile(name: row.name, picture: row.picture)
        (name, login, maker, hasMaker) = (row.name, row.login, row.makerName ?? "", row.makerName != nil)
        until = time.short(row.expiresAt, language)
        self.action = action
        isOpen = over == nil
        outcome = over?.words[language] ?? ""
        passwordNote = refusal.note("password", language)
        general = refusal.general(language)
        least = String(PasswordRule.lengths.lowerBound)
    }
}
