import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 访问令牌: the list, a new one, taking one away.
struct TokenRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.tokens, .tokenManage) { [platform, pages] request, context, person in
            let (me, _) = try await platform.meList(person, at: .tokens, context)
            let tokens = try await platform.engine.read { try TokenQueries($0).tokens(of: person.id) }
            let page = Page(
                "accounts/tokens",
                title: Words("访问令牌", "Access tokens"),
                model: TokensPage(me, tokens, PageTime(platform), context.language),
                tab: .me,
                back: Paths.me
            )
            return try pages.render(page, request, context)
        }
        routes.signedIn(.get, Paths.newToken, .tokenManage) { request, context, person in
            try await newPage(request, context, person, nil, nil)
        }
        routes.signedIn(.post, Paths.tokens, .tokenManage) { request, context, person in
            try await make(request, context, person)
        }
        routes.signedIn(.post, Paths.tokens + "/{token_id}/revoke", .tokenManage) {
            [platform, pages] _, context, person in
            let id = ID<APIToken>(rawValue: try context.parameters.require("token_id"))
            try await RevokeToken(platform: platform)(id, of: person.id, by: context.caller)
            return pages.done(Words("令牌已吊销，立即失效", "Revoked: the token no longer works"), to: Paths.tokens, context)
        }
    }

    /// The token is shown in the answer itself, which is never stored: there is no address to come back to it.
    private func make(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response {
        let form = try await request.form()
        let groups = form.all("groups").compactMap(ScopeGroup.init(rawValue:))
        do {
            let made = try await MakeToken(platform: platform)(
                for: person.id,
                name: form["name"] ?? "",
                scopes: groups.reduce(into: Set<Action>()) { $0.formUnion($1.actions) },
                days: form["days"].flatMap { Int($0) } ?? 0,
                by: context.caller,
                code: context.freshCode(form[Refusal.factorField])
            )
            let (me, _) = try await platform.meList(person, at: .tokens, context)
            let page = Page(
                "accounts/token-made",
                title: Words("令牌已创建", "Token made"),
                model: MadeTokenPage(
                    me: me,
                    name: PlainText.line(form["name"] ?? ""),
                    until: PageTime(platform).short(made.expiresAt, context.language),
                    secret: made.secret,
                    server: platform.settings.publicURL
                ),
                tab: .me,
                back: Paths.tokens
            )
            return try pages.render(page, request, context)
        } catch let refusal as Refusal {
            return try await newPage(request, context, person, form, refusal)
        }
    }

    private func newPage(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ form: FormFields?,
        _ refusal: Refusal?
    ) async throws -> Response {
        let (me, _) = try await platform.meList(person, at: .tokens, context)
        let page = Page(
            "accounts/token-new",
            title: Words("新建令牌", "New token"),
            model: NewTokenPage(me, form, person, refusal, context.language),
            tab: .me,
            back: Paths.tokens,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}
