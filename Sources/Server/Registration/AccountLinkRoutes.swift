import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 邀请链接 for operators: the list, a new one, one with its QR code.
struct AccountLinkRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.accountLinks, .personInvite) { request, context, _ in
            let cursor = request.query["after"].flatMap(AccountLinkCursor.init(text:)) ?? .newest
            let rows = try await platform.engine.read {
                try AccountLinkQueries($0).page(after: cursor, limit: AccountLinksPage.size + 1)
            }
            let page = Page(
                "registration/links",
                title: Words("邀请链接", "Invitation links"),
                model: AccountLinksPage(rows, PageTime(platform), context.language),
                tab: .none,
                back: Paths.settings
            )
            return try pages.render(page, request, context)
        }
        routes.signedIn(.get, Paths.newAccountLink, .personInvite) { request, context, _ in
            try form(nil, nil, request, context)
        }
        routes.signedIn(.post, Paths.accountLinks, .personInvite) { request, context, _ in
            try await make(request, context)
        }
        routes.signedIn(.get, "/account-links/{link_id}", .personInvite) { request, context, _ in
            let row = try await row(context)
            let arrivals = try await platform.engine.read { try AccountLinkQueries($0).arrivals(by: row.id) }
            let address = platform.settings.publicURL + Paths.comeIn(row.code)
            let page = Page(
                "registration/link",
                title: Words("邀请链接", "Invitation link"),
                model: AccountLinkPage(
                    row,
                    arrivals,
                    address: address,
                    picture: try CodePicture(link: address).source(),
                    PageTime(platform),
                    context.language
                ),
                tab: .none,
                back: Paths.accountLinks
            )
            return try pages.render(page, request, context)
        }
        for format in [CodePicture.Format.png, .svg] {
            routes.signedIn(.get, "/account-links/{link_id}/code.\(format)", .personInvite) { _, context, _ in
                let row = try await row(context)
                return try await CodePicture(link: platform.settings.publicURL + Paths.comeIn(row.code)).file(
                    format,
                    named: Words("开发者助手 邀请", "Steward invitation")[context.language],
                    logo: nil,
                    platform.studio
                )
            }
        }
        routes.signedIn(.post, "/account-links/{link_id}/revoke", .personInvite) { _, context, _ in
            let row = try await row(context)
            try await RevokeAccountLink(platform: platform)(row.id, by: context.caller)
            return pages.done(Words("链接已停用", "The link leads nowhere now"), to: Paths.accountLinks, context)
        }
    }

    private func row(_ context: AppContext) async throws -> AccountLinkRow {
        let id = ID<AccountLink>(rawValue: try context.parameters.require("link_id"))
        guard let row = try await platform.engine.read({ try AccountLinkQueries($0).link(id) }) else {
            throw Refusal.notFound
        }
        return row
    }

    private func make(_ request: Request, _ context: AppContext) async throws -> Response {
        let fields = try await request.form()
        do {
            let made = try await MakeAccountLink(platform: platform)(
                uses: Int(PlainText.line(fields["uses"] ?? "")),
                hours: Int(fields["hours"] ?? ""),
                note: fields["note"] ?? "",
                by: context.caller
            )
            return pages.done(Words("邀请链接已生成", "The link is made"), to: Paths.accountLink(made.id), context)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
            return try form(fields, refusal, request, context)
        }
    }

    private func form(
        _ fields: FormFields?,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let page = Page(
            "registration/new-link",
            title: Words("邀请新人", "Invite somebody new"),
            model: NewAccountLinkPage(fields, refusal, context.language),
            tab: .none,
            back: Paths.accountLinks,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}
