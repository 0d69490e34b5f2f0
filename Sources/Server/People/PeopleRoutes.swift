import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 人员: the list, and one person with everything that a system administrator looks after.
struct PeopleRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.people, .personRead) { request, context, _ in
            try await list(request, context)
        }
        routes.signedIn(.get, "\(Paths.people)/{login}", .personRead) { request, context, _ in
            try await show(request, context)
        }
        routes.signedIn(.get, "\(Paths.people)/{login}/apps", .personRead) { request, context, _ in
            try await apps(request, context)
        }
        routes.signedIn(.post, "\(Paths.people)/{login}/duties", .personChangeDuties) { request, context, _ in
            try await changeDuties(request, context)
        }
        routes.signedIn(.get, "\(Paths.people)/{login}/disable", .personDisable) { request, context, _ in
            try await disablePage(request, context)
        }
        routes.signedIn(.post, "\(Paths.people)/{login}/disable", .personDisable) { request, context, _ in
            try await disable(request, context)
        }
        routes.signedIn(.post, "\(Paths.people)/{login}/enable", .personDisable) { _, context, _ in
            let login = try MemberRoutes.login(context)
            try await EnablePerson(platform: platform)(login: login, by: context.caller)
            return pages.done(Words("已恢复使用", "May sign in again"), to: Paths.person(login), context)
        }
        routes.signedIn(.post, "\(Paths.people)/{login}/sign-out", .personSignOut) { request, context, _ in
            let (login, device) = (try MemberRoutes.login(context), try await request.form()["device"])
            let session = device.map { ID<Domain.Session>(rawValue: $0) }
            let count = try await SignOutPerson(platform: platform)(
                login: login,
                session: session,
                by: context.caller
            )
            let said = Words("\(count) 台设备已退出", "Devices signed out: \(count)")
            return pages.done(said, to: Paths.person(login), context)
        }
        routes.signedIn(.post, "\(Paths.people)/{login}/tokens/{token_id}/revoke", .personSignOut) {
            _,
            context,
            _ in
            let login = try MemberRoutes.login(context)
            let id = ID<APIToken>(rawValue: try context.parameters.require("token_id"))
            try await RevokePersonToken(platform: platform)(id, login: login, by: context.caller)
            return pages.done(Words("令牌已吊销", "Token revoked"), to: Paths.person(login), context)
        }
    }

    private func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let (query, writer) = (request.query, try ConsoleWriter(platform, context))
        let cursor = query["after"].flatMap(PeopleListQueries.Cursor.init(text:))
        let facts = try await platform.engine.read {
            try PeoplePage.Facts($0, PeoplePlace(query), after: cursor, at: writer.time.now)
        }
        let page = Page(
            "people/list",
            title: Words("人员", "People"),
            model: PeoplePage(facts, writer),
            tab: .none,
            back: Paths.home
        )
        return try pages.render(page, request, context)
    }

    private func show(
        _ request: Request,
        _ context: AppContext,
        _ draft: PersonPage.Draft = .init()
    ) async throws -> Response {
        let (login, place) = (try MemberRoutes.login(context), PeoplePlace(request.query))
        let writer = try ConsoleWriter(platform, context)
        let (facts, people) = try await platform.engine.read { db in
            (
                try PersonFacts(db, login: login, at: writer.time.now),
                try PeoplePage.Facts(db, place, at: writer.time.now)
            )
        }
        let list = PeoplePage(people, current: facts.row.id, writer)
        let model = PersonPage(facts, list, place, draft, for: context.visitor, writer)
        let page = Page(
            "people/person",
            title: Words(facts.row.name, facts.row.name),
            model: model,
            tab: .none,
            back: Paths.people(place),
            status: draft.refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private func changeDuties(_ request: Request, _ context: AppContext) async throws -> Response {
        let (login, form) = (try MemberRoutes.login(context), try await request.form())
        var draft = PersonPage.Draft(form: form)
        do {
            // An empty one says that the form was sent at all.
            let had = form.all("had").filter { !$0.isEmpty }
            let (wanted, shown) = (try Duty.named(form.all("duty")), try Duty.named(had))
            (draft.duties, draft.shown) = (wanted, shown)
            let change = try await ChangeDuties(platform: platform)(
                login: login,
                isSure: form["sure"] != nil,
                by: context.caller,
                code: context.freshCode(form[Refusal.factorField]),
                to: DutyWish(wanted, shown: shown).applied
            )
            // Without the duty, the page they were on is no longer theirs to see.
            let isOwn = change.takesAdministrator && context.visitor.person?.login == login
            let said = change.isEmpty ? Words("职责没有变化", "No duty changed") : Words("职责已保存", "Duties saved")
            return pages.done(said, to: isOwn ? Paths.home : Paths.person(login), context)
        } catch let refusal as Refusal where [409, 422, 429].contains(refusal.status) && !request.wantsJSON {
            draft.refusal = refusal
            return try await show(request, context, draft)
        }
    }

    private func disablePage(
        _ request: Request,
        _ context: AppContext,
        _ form: FormFields? = nil,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let (login, place) = (try MemberRoutes.login(context), PeoplePlace(request.query))
        let now = platform.world.now()
        let (row, summary) = try await platform.engine.read { db in
            guard let row = try PeopleQueries(db).person(login: login) else { throw Refusal.notFound }
            return (row, try MeQueries(db).summary(of: row.id, at: now))
        }
        let page = Page(
            "people/disable",
            title: Words("停用账号", "Disable an account"),
            subtitle: Words(row.name, row.name),
            model: DisablePage(row, summary, place, form, refusal, context.language),
            tab: .none,
            back: Paths.person(row.login, place),
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private func disable(_ request: Request, _ context: AppContext) async throws -> Response {
        let (login, form) = (try MemberRoutes.login(context), try await request.form())
        do {
            guard let reason = form["reason"].flatMap(DisableReason.init(rawValue:)) else {
                throw Refusal.invalid([
                    FieldProblem(field: "reason", words: Words("请选择原因。", "Choose a reason."))
                ])
            }
            try await DisablePerson(platform: platform)(
                login: login,
                reason: reason,
                note: form["note"] ?? "",
                by: context.caller
            )
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
            return try await disablePage(request, context, form, refusal)
        }
        return pages.done(
            Words("账号已停用，所有设备已退出", "Disabled, and signed out everywhere"),
            to: Paths.person(login),
            context
        )
    }

    private func apps(_ request: Request, _ context: AppContext) async throws -> Response {
        let login = try MemberRoutes.login(context)
        let cursor = request.query["after"].flatMap(Self.cursor)
        let (row, found) = try await platform.engine.read { db in
            guard let row = try PeopleQueries(db).person(login: login) else { throw Refusal.notFound }
            let most = PersonAppsPage.size + 1
            return (row, try SwitcherQueries(db).page(of: row.id, after: cursor, limit: most))
        }
        let shown = found.prefix(PersonAppsPage.size)
        let next = shown.last.map { "\($0.joinedAt.milliseconds)-\($0.app)" } ?? ""
        let page = Page(
            "people/apps",
            title: Words("参与的小程序", "Mini programs"),
            subtitle: Words(row.name, row.name),
            model: PersonAppsPage(
                apps: shown.map { PersonPage.App($0, context.language) },
                isEmpty: shown.isEmpty,
                hasMore: found.count > PersonAppsPage.size,
                morePath: "\(Paths.personApps(row.login))?after=\(next)"
            ),
            tab: .none,
            back: Paths.person(row.login)
        )
        return try pages.render(page, request, context)
    }

    /// `1768874400000-2021…`, where a page of mini programs ended.
    static func cursor(_ text: String) -> SwitcherQueries.Cursor? {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let at = Int64(parts[0]) else { return nil }
        return SwitcherQueries.Cursor(joinedAt: Instant(milliseconds: at), app: ID(rawValue: String(parts[1])))
    }
}
