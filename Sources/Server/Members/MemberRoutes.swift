import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 成员管理: the lists, one member, and what is done to them.
struct MemberRoutes {
    let platform: Platform
    let pages: Pages

    private let member = "/apps/{app_id}/members/{login}"

    init(platform: Platform, pages: Pages) { (self.platform, self.pages) = (platform, pages) }

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/members", .memberView) { try await list($0, $1, $2) }
        routes.inApp(.get, "/apps/{app_id}/past-invitations", .memberView) { try await past($0, $1, $2) }
        routes.inApp(.get, "/apps/{app_id}/members.csv", .memberView) { _, context, app in
            try await MemberFile(platform: platform).response(app, context.language)
        }
        routes.inApp(.get, member, .memberView) { try await show($0, $1, $2) }
        routes.inApp(.post, "\(member)/nickname", .memberView) { request, context, app in
            let (login, typed) = (try Self.login(context), try await request.form()["nickname"] ?? "")
            do {
                try await SetNickname(platform: platform)(typed, of: login, in: app)
                return pages.done(Words("备注名已保存", "Nickname saved"), to: Paths.member(login, of: app.id), context)
            } catch let refusal as Refusal where refusal.status == 422 {
                return try await show(request, context, app, typed: typed, refusal: refusal)
            }
        }
        routes.inApp(.post, "\(member)/role", .memberView) { request, context, app in
            let login = try Self.login(context)
            do {
                guard let role = MemberRole(rawValue: try await request.form()["role"] ?? "") else {
                    throw Refusal.notInvitedToOwn
                }
                try await ChangeMemberRole(platform: platform)(login: login, to: role, in: app)
                let said = Words("角色已改为\(role.words.zh)", "Now: \(role.words.en.lowercased())")
                return pages.done(said, to: Paths.member(login, of: app.id), context)
            } catch let refusal as Refusal where [409, 422].contains(refusal.status) {
                return try await show(request, context, app, refusal: refusal)
            }
        }
        routes.inApp(.get, "\(member)/remove", .memberView) { request, context, app in
            let row = try await row(context, app)
            let model = RemovalPages.removal(of: row, from: app, context.language)
            return try confirm(
                model,
                Words("移除成员", "Remove a member"),
                Paths.member(row.login, of: app.id),
                app,
                request,
                context
            )
        }
        routes.inApp(.post, "\(member)/remove", .memberView) { _, context, app in
            let row = try await row(context, app)
            try await RemoveMember(platform: platform)(login: row.login, from: app)
            let said =
                row.state == .unconfirmed
                ? Words("邀请已撤回", "The invitation was withdrawn")
                : Words("已移除\(row.name)", "Removed: \(row.name)")
            let back = row.state.takesPlace ? Paths.members(app.id) : Paths.formerInvitations(app.id)
            return pages.done(said, to: back, context)
        }
        routes.inApp(.get, "/apps/{app_id}/leave", .memberLeave) { request, context, app in
            let model = RemovalPages.leaving(app, context.language)
            return try confirm(model, Words("退出小程序", "Leave"), Paths.home, app, request, context)
        }
        routes.inApp(.post, "/apps/{app_id}/leave", .memberLeave) { _, context, app in
            try await LeaveMiniProgram(platform: platform)(app)
            return pages.done(Words("你已退出\(app.name)", "You left \(app.name)"), to: Paths.home, context)
        }
    }

    static func login(_ context: AppContext) throws -> String {
        let text = try context.parameters.require("login")
        return text.removingURLPercentEncoding() ?? text
    }

    private func row(_ context: AppContext, _ app: AuthorisedApp) async throws -> MemberRow {
        let login = try Self.login(context)
        guard let row = try await platform.engine.read({ try MemberListQueries($0).member(login, in: app.id) }) else {
            throw Refusal.notFound
        }
        return row
    }

    private func confirm(
        _ model: ConfirmationPage,
        _ title: Words,
        _ back: String,
        _ app: AuthorisedApp,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        try pages.render(Page("releases/confirm", title: title, app: app, model: model, back: back), request, context)
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let role = request.query["role"].flatMap(MemberRole.init(rawValue:))
        let cursor = request.query["after"].flatMap(MemberListQueries.Cursor.init(text:))
        let (now, canAdmit, invitable) = (platform.world.now(), app.allows(.memberAdmit), app.invitableRoles)
        let facts = try await platform.engine.read { db in
            let queries = MemberListQueries(db)
            let roles = role.map { [$0] } ?? [.owner, .administrator, .developer, .experiencer]
            let limit = (role == nil ? MembersPage.inEach : MembersPage.size) + 1
            return MembersPage.Facts(
                counts: try queries.counts(in: app.id),
                groups: try roles.map { ($0, try queries.now($0, in: app.id, after: cursor, limit: limit)) },
                requests: canAdmit && role == nil
                    ? try JoinRequestQueries(db).waiting(in: app.id, limit: InvitationRules.mostRequests) : [],
                links: role == nil
                    ? try LinkQueries(db).working(in: app.id, at: now, limit: InvitationRules.mostLinks)
                        .filter { invitable.contains($0.role) } : [],
                handOver: role == nil
                    ? try HandOverQueries(db).open(in: app.id).flatMap { $0.expiresAt > now ? $0 : nil } : nil
            )
        }
        let page = Page(
            "members/list",
            title: Words("成员管理", "Members"),
            app: app,
            model: MembersPage(facts, only: role, app, PageTime(platform), context.language),
            back: role == nil ? Paths.app(app.id) : Paths.members(app.id)
        )
        return try pages.render(page, request, context)
    }

    private func past(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let cursor = request.query["before"].flatMap(MemberListQueries.Cursor.init(text:))
        let rows = try await platform.engine.read {
            try MemberListQueries($0).past(in: app.id, before: cursor, limit: MembersPage.size + 1)
        }
        let (shown, time) = (rows.prefix(MembersPage.size), PageTime(platform))
        let model = PastInvitationsPage(
            people: shown.map { MembersPage.Person($0, app, time, context.language) },
            isEmpty: shown.isEmpty,
            hasMore: rows.count > MembersPage.size,
            morePath: "\(Paths.formerInvitations(app.id))?before=\(shown.last?.cursor.text ?? "")",
            back: Paths.members(app.id)
        )
        let page = Page(
            "members/past",
            title: Words("未加入的邀请", "Invitations that led to nothing"),
            app: app,
            model: model,
            back: Paths.members(app.id)
        )
        return try pages.render(page, request, context)
    }

    private func show(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: String? = nil,
        refusal: Refusal? = nil
    ) async throws -> Response {
        let login = try Self.login(context)
        let before = request.query["before"].flatMap { Int64($0) } ?? .max
        let found = try await platform.engine.read { db -> (MemberRow, [ActivityRow], InvitationRow?)? in
            let queries = MemberListQueries(db)
            guard let row = try queries.member(login, in: app.id) else { return nil }
            return (
                row,
                try queries.activity(of: row.person, in: app.id, before: before, limit: MemberPage.lines + 1),
                row.state == .unconfirmed ? try InvitationQueries(db).open(of: row.person, in: app.id) : nil
            )
        }
        guard let (row, activity, invitation) = found else { throw Refusal.notFound }
        let model = MemberPage(
            row,
            activity,
            invitation,
            app,
            PageTime(platform),
            typed: typed,
            refusal,
            context.language
        )
        let page = Page(
            "members/member",
            title: Words(row.name, row.name),
            app: app,
            model: model,
            back: row.state.takesPlace ? Paths.members(app.id) : Paths.formerInvitations(app.id),
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}
