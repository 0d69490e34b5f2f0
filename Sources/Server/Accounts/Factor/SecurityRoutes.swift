import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 我的 → 安全: the second factor, set up and turned off, and its recovery codes.
struct SecurityRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.security, .profileRead) { request, context, person in
            try await security(request, context, person)
        }
        routes.signedIn(.post, Paths.factor, .factorManage) { [platform] _, _, person in
            _ = try await BeginFactor(platform: platform)(of: person.id)
            return .redirect(to: Paths.factor)
        }
        routes.signedIn(.get, Paths.factor, .factorManage) { request, context, person in
            try await setUp(request, context, person, nil)
        }
        routes.signedIn(.post, Paths.factor + "/confirm", .factorManage) { request, context, person in
            try await confirm(request, context, person)
        }
        routes.signedIn(.get, Paths.factor + "/off", .factorManage) { request, context, person in
            try await ask(.off, request, context, person, nil)
        }
        routes.signedIn(.post, Paths.factor + "/off", .factorManage) { request, context, person in
            try await turnOff(request, context, person)
        }
        routes.signedIn(.get, Paths.recoveryCodes, .factorManage) { request, context, person in
            try await ask(.codes, request, context, person, nil)
        }
        routes.signedIn(.post, Paths.recoveryCodes, .factorManage) { request, context, person in
            try await makeCodes(request, context, person)
        }
    }

    private func security(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response
    {
        let (me, summary) = try await platform.meList(person, at: .security, context)
        let (factor, left) = try await platform.engine.read { db in
            let queries = FactorQueries(db)
            return (try queries.factor(of: person.id), try queries.recoveryCodesLeft(of: person.id))
        }
        let model = SecurityPage(
            me,
            factor,
            left: left,
            devices: summary.sessions,
            isRequired: !person.withheldDuties.isEmpty,
            PageTime(platform),
            context.language
        )
        let page = Page("accounts/security", title: Words("安全", "Security"), model: model, tab: .me, back: Paths.me)
        return try pages.render(page, request, context)
    }

    private func setUp(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ refusal: Refusal?
    ) async throws -> Response {
        let (factor, password) = try await platform.engine.read { db in
            (try FactorQueries(db).factor(of: person.id), try PersonQueries(db).password(of: person.id))
        }
        // Nothing is begun, or all is done: the page before says which.
        guard let factor, factor.confirmedAt == nil else { return .redirect(to: Paths.security) }
        let (me, _) = try await platform.meList(person, at: .security, context)
        let address = factor.totp.address(login: person.login, host: platform.settings.hostName)
        let page = Page(
            "accounts/factor",
            title: Words("开启两步验证", "Turn the second factor on"),
            model: FactorSetUpPage(
                me,
                picture: try CodePicture(link: address).source(),
                address: address,
                secret: Base32.text(factor.totp.secret),
                hasPassword: password != PasswordHash.none,
                refusal,
                context.language
            ),
            tab: .me,
            back: Paths.security,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private func confirm(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response {
        let form = try await request.form()
        do {
            let codes = try await ConfirmFactor(platform: platform)(
                of: person.id,
                code: context.freshCode(form[Refusal.factorField]),
                password: form["password"] ?? "",
                keeping: context.visitor.session
            )
            return try await show(codes, isNew: true, request, context, person)
        } catch let refusal as Refusal where [422, 429].contains(refusal.status) && !request.wantsJSON {
            return try await setUp(request, context, person, refusal)
        } catch let refusal as Refusal where refusal == .factorNotBegun && !request.wantsJSON {
            return pages.done(refusal.words, to: Paths.security, context)
        }
    }

    private func turnOff(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response {
        let form = try await request.form()
        do {
            try await TurnFactorOff(platform: platform)(
                of: person.id,
                password: form["password"] ?? "",
                code: context.freshCode(form[Refusal.factorField])
            )
            return pages.done(Words("两步验证已停用", "The second factor is off"), to: Paths.security, context)
        } catch let refusal as Refusal where [422, 429].contains(refusal.status) && !request.wantsJSON {
            return try await ask(.off, request, context, person, refusal)
        }
    }

    private func makeCodes(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response
    {
        let form = try await request.form()
        do {
            let code = context.freshCode(form[Refusal.factorField])
            let codes = try await MakeRecoveryCodes(platform: platform)(of: person.id, code: code)
            return try await show(codes, isNew: false, request, context, person)
        } catch let refusal as Refusal where [422, 429].contains(refusal.status) && !request.wantsJSON {
            return try await ask(.codes, request, context, person, refusal)
        }
    }

    /// The codes stand in the answer itself, which is never stored: there is no address to come back to them.
    private func show(
        _ codes: [String],
        isNew: Bool,
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        var (me, _) = try await platform.meList(person, at: .security, context)
        me.hasFactor = true
        let host = platform.settings.hostName
        let page = Page(
            "accounts/recovery-codes",
            title: Words("恢复码", "Recovery codes"),
            model: RecoveryCodesPage(me, codes, isNew: isNew, login: person.login, host: host),
            tab: .me,
            back: Paths.security
        )
        return try pages.render(page, request, context)
    }

    private func ask(
        _ what: FactorQuestion,
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ refusal: Refusal?
    ) async throws -> Response {
        guard person.hasFactor else { return .redirect(to: Paths.security) }
        let (me, _) = try await platform.meList(person, at: .security, context)
        let password = try await platform.engine.read { try PersonQueries($0).password(of: person.id) }
        let page = Page(
            "accounts/factor-ask",
            title: what.title,
            model: FactorAskPage(
                me,
                what,
                FactorField(person, refusal, context.language),
                hasPassword: password != PasswordHash.none,
                isOperator: !person.duties.isEmpty,
                refusal,
                context.language
            ),
            tab: .me,
            back: Paths.security,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}

extension Settings {
    /// The name that people know the installation by: the host of its address.
    var hostName: String {
        let rest = publicURL.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first ?? ""
        return String(rest)
    }
}
