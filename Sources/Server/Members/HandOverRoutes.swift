import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 转让小程序: the owner chooses a member and types the name; the other side confirms.
struct HandOverRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/hand-over", .memberHandOver) { try await form($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/hand-over", .memberHandOver) { request, context, app in
            let fields = try await request.form()
            do {
                try await OfferHandOver(platform: platform)(
                    to: fields["login"] ?? "",
                    of: app,
                    typedName: fields["name"] ?? "",
                    code: context.freshCode(fields[Refusal.factorField])
                )
                return pages.done(
                    Words("已发起转让，等对方确认", "Offered; they have not answered yet"),
                    to: Paths.members(app.id),
                    context
                )
            } catch let refusal as Refusal where [409, 422, 429].contains(refusal.status) {
                return try await form(request, context, app, typed: fields, refusal)
            }
        }
        routes.inApp(.post, "/apps/{app_id}/hand-over/withdraw", .memberHandOver) { _, context, app in
            try await WithdrawHandOver(platform: platform)(of: app)
            return pages.done(Words("转让已撤回", "The hand-over is withdrawn"), to: Paths.members(app.id), context)
        }
    }

    private static let most = 100

    private func form(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: FormFields? = nil,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let now = platform.world.now()
        let (people, open) = try await platform.engine.read { db in
            let queries = MemberListQueries(db)
            let people = try [MemberRole.administrator, .developer, .experiencer].flatMap {
                try queries.now($0, in: app.id, limit: Self.most)
            }
            let open = try HandOverQueries(db).open(in: app.id)
            return (
                people.filter { $0.state == .valid && !$0.isDisabled }, open.flatMap { $0.expiresAt > now ? $0 : nil }
            )
        }
        let (time, language) = (PageTime(platform), context.language)
        let model = HandOverPage(
            action: Paths.handOver(app.id),
            withdrawAction: "\(Paths.handOver(app.id))/withdraw",
            offer: open.map {
                MembersPage.Offer(
                    name: $0.toName,
                    until: time.short($0.expiresAt, language),
                    canWithdraw: true,
                    path: Paths.handOver(app.id)
                )
            },
            isOpen: open == nil,
            people: people.map { row in
                HandOverPage.Choice(
                    login: row.login,
                    tile: Tile(name: row.name, picture: row.picture),
                    name: row.nickname.isEmpty ? row.name : row.nickname,
                    role: row.role.words[language],
                    isChosen: row.login == typed?["login"]
                )
            },
            isEmpty: people.isEmpty,
            expected: app.name,
            typed: typed?["name"] ?? "",
            loginNote: refusal.note("login", language),
            nameNote: refusal.note("name", language),
            factor: FactorField(context.visitor.person, refusal, language),
            general: refusal.general(language),
            back: Paths.members(app.id),
            invitePath: Paths.invite(app.id)
        )
        let page = Page(
            "members/hand-over",
            title: Words("转让小程序", "Hand over"),
            app: app,
            model: model,
            back: Paths.members(app.id),
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}

struct HandOverPage: Sendable {
    struct Choice: Sendable {
        let login: String
        let tile: Tile
        let name: String
        let role: String
        let isChosen: Bool
    }

    let action: String
    let withdrawAction: String
    let offer: MembersPage.Offer?
    let isOpen: Bool
    let people: [Choice]
    let isEmpty: Bool
    let expected: String
    let typed: String
    let loginNote: FieldNote
    let nameNote: FieldNote
    let factor: FactorField
    let general: FieldNote
    let back: String
    let invitePath: String
}
