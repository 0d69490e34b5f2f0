import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Inviting: by login, a pasted list, or a link; and deciding on those who ask.
struct InviteRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/invite", .memberView) { request, context, app in
            let way = InvitePage.Way(rawValue: request.query["way"] ?? "") ?? .one
            return try await form(way, request, context, app, typed: request.query)
        }
        routes.inApp(.post, "/apps/{app_id}/invite", .memberView) { try await one($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/invite/many", .memberView) { try await many($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/invitation-links", .memberView) { try await makeLink($0, $1, $2) }
        routes.inApp(.get, "/apps/{app_id}/invitation-links/{link_id}", .memberView) { try await showLink($0, $1, $2) }
        routes.inApp(.get, "/apps/{app_id}/invitation-links/{link_id}/code.png", .memberView) { _, context, app in
            let link = try await link(context, app)
            return try await CodePicture(link: platform.settings.publicURL + Paths.join(link.code)).file(
                .png,
                named: Words("\(app.name) 邀请", "\(app.name) invitation")[context.language],
                logo: try await platform.logo(of: app),
                platform.studio
            )
        }
        routes.inApp(.post, "/apps/{app_id}/invitation-links/{link_id}/revoke", .memberView) { _, context, app in
            let id = ID<InvitationLink>(rawValue: try context.parameters.require("link_id"))
            try await RevokeInvitationLink(platform: platform)(id, in: app)
            return pages.done(Words("链接已停用", "The link leads nowhere now"), to: Paths.members(app.id), context)
        }
        routes.inApp(.post, "/apps/{app_id}/join-requests/{request_id}", .memberAdmit) { request, context, app in
            let id = ID<JoinRequest>(rawValue: try context.parameters.require("request_id"))
            let role = MemberRole(rawValue: try await request.form()["role"] ?? "")
            try await decide(id, as: role, app, context)
            let said = role.map { Words("已加为\($0.words.zh)", "Admitted: \($0.words.en.lowercased())") }
            return pages.done(said ?? Words("已拒绝申请", "Declined"), to: Paths.members(app.id), context)
        }
    }

    private func decide(
        _ id: ID<JoinRequest>,
        as role: MemberRole?,
        _ app: AuthorisedApp,
        _ context: AppContext
    ) async throws {
        let found = try await platform.engine.read { try JoinRequestQueries($0).request(id) }
        guard found?.app == app.id else { throw Refusal.notFound }
        try await DecideJoinRequest(platform: platform)(id, as: role, by: context.caller)
    }

    private func form(
        _ way: InvitePage.Way,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: FormFields? = nil,
        refusal: Refusal? = nil,
        outcomes: [InviteMany.Outcome] = []
    ) async throws -> Response {
        let counts = try await platform.engine.read { try MemberListQueries($0).counts(in: app.id) }
        let page = Page(
            "members/invite",
            title: Words("邀请成员", "Invite"),
            app: app,
            model: InvitePage(way, counts, app, form: typed, refusal, outcomes: outcomes, context.language),
            back: Paths.members(app.id),
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }

    private static func role(_ fields: FormFields) throws -> MemberRole {
        guard let role = MemberRole(rawValue: fields["role"] ?? "") else {
            throw Refusal.invalid([
                FieldProblem(field: "role", words: Words("请选择一个角色。", "Choose a role."))
            ])
        }
        return role
    }

    private func one(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let fields = try await request.form()
        do {
            let login = fields["login"] ?? ""
            try await InviteMember(platform: platform)(
                login: login,
                as: try Self.role(fields),
                nickname: fields["nickname"] ?? "",
                to: app
            )
            let said = Words("已邀请 \(PlainText.line(login))，等对方确认", "\(PlainText.line(login)) is invited")
            return pages.done(said, to: Paths.members(app.id), context)
        } catch let refusal as Refusal where [403, 409, 422, 429].contains(refusal.status) {
            return try await form(.one, request, context, app, typed: fields, refusal: refusal)
        }
    }

    private func many(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let fields = try await request.form()
        do {
            let outcomes = try await InviteMany(platform: platform)(
                logins: fields["logins"] ?? "",
                as: try Self.role(fields),
                to: app
            )
            return try await form(.many, request, context, app, typed: fields, outcomes: outcomes)
        } catch let refusal as Refusal where [403, 422].contains(refusal.status) {
            return try await form(.many, request, context, app, typed: fields, refusal: refusal)
        }
    }

    private func makeLink(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let fields = try await request.form()
        do {
            let made = try await MakeInvitationLink(platform: platform)(
                try Self.role(fields),
                uses: Int(PlainText.line(fields["uses"] ?? "")),
                hours: Int(fields["hours"] ?? ""),
                in: app
            )
            return pages.done(
                Words("邀请链接已生成", "The link is made"),
                to: Paths.invitationLink(made.id, of: app.id),
                context
            )
        } catch let refusal as Refusal where [403, 409, 422].contains(refusal.status) {
            return try await form(.link, request, context, app, typed: fields, refusal: refusal)
        }
    }

    /// A link that the caller may give to others: one that invites to a role that they may invite to themselves.
    private func link(_ context: AppContext, _ app: AuthorisedApp) async throws -> LinkRow {
        let id = ID<InvitationLink>(rawValue: try context.parameters.require("link_id"))
        guard let link = try await platform.engine.read({ try LinkQueries($0).link(id, of: app.id) }) else {
            throw Refusal.notFound
        }
        if let action = InvitationRules.action(inviting: link.role) { try app.require(action) }
        return link
    }

    private func showLink(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (link, time, language) = (try await link(context, app), PageTime(platform), context.language)
        let address = platform.settings.publicURL + Paths.join(link.code)
        let works = link.works(at: time.now)
        let canRevoke = InvitationRules.action(managing: link.role).map {
            app.allows($0, link.madeBy == app.caller.person ? .invitedByMe : .other)
        }
        let model = InvitationLinkPage(
            makesAccounts: RegistrationGate.makesAccounts(link.makerRole),
            tile: Tile(name: app.name, picture: app.logo),
            name: app.name,
            role: link.role.words[language],
            link: address,
            picture: try CodePicture(link: address).source(),
            uses: Words("已用 \(link.used) 次，共 \(link.uses) 次", "Used \(link.used) of \(link.uses)")[language],
            percent: link.uses == 0 ? 0 : link.used * 100 / link.uses,
            remaining: Words(
                "还有 \(time.remaining(until: link.expiresAt, .zh))",
                "\(time.remaining(until: link.expiresAt, .en)) left"
            )[language],
            maker: link.makerName,
            works: works,
            ended: works ? "" : link.ended(at: time.now)[language],
            again: "\(Paths.invite(app.id))?way=link",
            hasAgain: InvitationRules.action(inviting: link.role).map { app.allows($0) } ?? false,
            revokePath: "\(Paths.invitationLink(link.id, of: app.id))/revoke",
            canRevoke: works && (canRevoke ?? false),
            back: Paths.members(app.id)
        )
        let page = Page(
            "members/link",
            title: Words("邀请链接", "Invitation link"),
            app: app,
            model: model,
            back: Paths.members(app.id)
        )
        return try pages.render(page, request, context)
    }
}
