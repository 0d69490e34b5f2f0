import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The pages of webhooks: of a mini program, and those of one's own messages.
struct WebhookRoutes {
    let platform: Platform
    let pages: Pages

    private static let title = Words("Webhook", "Webhooks")

    func add(to routes: Routes) {
        add(WebhookFamily(inApp: "/apps/{app_id}/webhooks", routes))
        add(WebhookFamily(own: Paths.ownWebhooks, routes))
    }

    private func add(_ family: WebhookFamily) {
        family.route(.get, "") { try await list($0, $1, $2) }
        family.route(.get, "/new") { try edit(nil, nil, nil, $0, $1, $2) }
        family.route(.post, "") { try await make($0, $1, $2) }
        family.route(.get, "/{webhook_id}") { try await detail($0, $1, $2) }
        family.route(.get, "/{webhook_id}/edit") { request, context, place in
            try edit(try await platform.webhook(context, place), nil, nil, request, context, place)
        }
        family.route(.post, "/{webhook_id}/edit") { try await change($0, $1, $2) }
        family.route(.post, "/{webhook_id}/pause") { request, context, place in
            let isPaused = try await request.form().isOn("paused")
            let id = try context.webhookID()
            var wish = WebhookWish()
            wish.isPaused = isPaused
            try await ChangeWebhook(platform: platform)(id, wish, in: place)
            let said = isPaused ? Words("已暂停", "Paused") : Words("已恢复发送", "It goes on")
            return pages.done(said, to: place.path(id), context)
        }
        family.route(.post, "/{webhook_id}/test") { _, context, place in
            let id = try context.webhookID()
            let delivery = try await TestWebhook(platform: platform)(id, in: place)
            return .redirect(to: place.path(delivery, of: id))
        }
        family.route(.post, "/{webhook_id}/secret") { request, context, place in
            let row = try await platform.webhook(context, place)
            do {
                let code = context.freshCode(try await request.form()[Refusal.factorField])
                let secret = try await RotateWebhookSecret(platform: platform)(row.id, in: place, code: code)
                return try show(secret, of: row.id, row.shownName, isNew: false, request, context, place)
            } catch let refusal as Refusal where refusal.isAboutFactor || refusal.status == 429 {
                return try rotation(row, refusal, request, context, place)
            }
        }
        family.route(.get, "/{webhook_id}/remove") { try await askToRemove($0, $1, $2) }
        family.route(.post, "/{webhook_id}/remove") { _, context, place in
            try await RemoveWebhook(platform: platform)(try context.webhookID(), in: place)
            return pages.done(Words("Webhook 已删除", "Webhook removed"), to: place.list, context)
        }
    }

    private func list(_ request: Request, _ context: AppContext, _ place: WebhookPlace) async throws -> Response {
        let (rows, waiting) = try await platform.engine.read { db in
            (try WebhookQueries(db).all(of: place.owner), try DeliveryQueries(db).waiting(of: place.owner))
        }
        let model = WebhookListPage(rows, waiting, at: place, PageTime(platform), context.language)
        let page = Page(
            "webhooks/list",
            title: place.app == nil ? Words("自己的 Webhook", "Your webhooks") : Self.title,
            app: place.app,
            model: model,
            tab: place.tab,
            back: place.back
        )
        return try pages.render(page, request, context)
    }

    private func make(_ request: Request, _ context: AppContext, _ place: WebhookPlace) async throws -> Response {
        let form = try await request.form()
        do {
            let made = try await MakeWebhook(platform: platform)(form.webhookWish, in: place)
            guard let secret = made.secret else {
                let path = place.path(made.id)
                return pages.done(Words("已添加，发一条测试看看", "Added. Try it with a test"), to: path, context)
            }
            let row = try await platform.engine.read { try WebhookQueries($0).webhook(made.id, of: place.owner) }
            return try show(secret, of: made.id, row?.shownName ?? "", isNew: true, request, context, place)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) {
            return try edit(nil, form, refusal, request, context, place)
        }
    }

    private func change(_ request: Request, _ context: AppContext, _ place: WebhookPlace) async throws -> Response {
        let (form, row) = (try await request.form(), try await platform.webhook(context, place))
        do {
            let code = context.freshCode(form[Refusal.factorField])
            let secret = try await ChangeWebhook(platform: platform)(row.id, form.webhookWish, in: place, code: code)
            guard let secret else {
                return pages.done(Words("已保存", "Saved"), to: place.path(row.id), context)
            }
            return try show(secret, of: row.id, row.shownName, isNew: false, request, context, place)
        } catch let refusal as Refusal where [409, 422, 429].contains(refusal.status) {
            return try edit(row, form, refusal, request, context, place)
        }
    }

    private func edit(
        _ row: WebhookRow?,
        _ typed: FormFields?,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext,
        _ place: WebhookPlace
    ) throws -> Response {
        let model = WebhookFormPage(row, typed: typed, refusal, at: place, context.language)
        let page = Page(
            "webhooks/form",
            title: row == nil ? Words("添加 Webhook", "Add a webhook") : Words("修改 Webhook", "Change the webhook"),
            app: place.app,
            model: model,
            tab: place.tab,
            back: model.back,
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    /// The sheet that asks for a new secret as a page, with what was wrong in it.
    private func rotation(
        _ row: WebhookRow,
        _ refusal: Refusal,
        _ request: Request,
        _ context: AppContext,
        _ place: WebhookPlace
    ) throws -> Response {
        let path = place.path(row.id)
        let model = WebhookRotationPage(
            path: path,
            name: row.shownName,
            factor: FactorField(context.visitor.person, refusal, context.language),
            general: Refusal?.some(refusal).general(context.language)
        )
        let page = Page(
            "webhooks/rotate",
            title: Words("更换签名密钥", "Change the secret"),
            app: place.app,
            model: model,
            tab: place.tab,
            back: path,
            status: HTTPResponse.Status(code: refusal.status)
        )
        return try pages.render(page, request, context)
    }

    /// The secret stands in the answer itself, which is never stored: there is no address to come back to it.
    private func show(
        _ secret: String,
        of id: ID<Webhook>,
        _ name: String,
        isNew: Bool,
        _ request: Request,
        _ context: AppContext,
        _ place: WebhookPlace
    ) throws -> Response {
        let path = place.path(id)
        let model = WebhookSecretPage(name: name, secret: secret, isNew: isNew, back: path)
        let title = Words("签名密钥", "Signing secret")
        return try pages.render(
            Page("webhooks/secret", title: title, app: place.app, model: model, tab: place.tab, back: path),
            request,
            context
        )
    }

    private func detail(_ request: Request, _ context: AppContext, _ place: WebhookPlace) async throws -> Response {
        let id = try context.webhookID()
        let cursor = request.query["after"].flatMap(DeliveryQueries.Cursor.init(text:))
        let (row, log, waiting) = try await platform.engine.read { db in
            let queries = DeliveryQueries(db)
            return (
                try WebhookQueries(db).webhook(id, of: place.owner),
                try queries.log(of: id, after: cursor, limit: WebhookPage.length + 1),
                try queries.waiting(of: place.owner)
            )
        }
        guard let row else { throw Refusal.notFound }
        let model = WebhookPage(
            row,
            log,
            waiting: waiting[id] ?? 0,
            isContinued: cursor != nil,
            factor: FactorField(context.visitor.person, nil, context.language),
            at: place,
            PageTime(platform),
            context.language
        )
        let page = Page(
            "webhooks/detail",
            title: Self.title,
            app: place.app,
            model: model,
            tab: place.tab,
            back: cursor == nil ? place.list : place.path(id)
        )
        return try pages.render(page, request, context)
    }

    private func askToRemove(_ request: Request, _ context: AppContext, _ place: WebhookPlace) async throws -> Response
    {
        let row = try await platform.webhook(context, place)
        let model = RemoveWebhookPage(name: row.shownName, path: place.path(row.id))
        let title = Words("删除 Webhook", "Remove the webhook")
        return try pages.render(
            Page("webhooks/remove", title: title, app: place.app, model: model, tab: place.tab, back: model.path),
            request,
            context
        )
    }
}

/// The page that asks before a webhook goes.
struct RemoveWebhookPage: Sendable {
    let name: String
    let path: String
}

extension AppContext {
    func webhookID() throws -> ID<Webhook> { ID(rawValue: try parameters.require("webhook_id")) }
}

extension Platform {
    /// The webhook in the path; another mini program's does not exist.
    func webhook(_ context: AppContext, _ place: WebhookPlace) async throws -> WebhookRow {
        let id = try context.webhookID()
        guard let row = try await engine.read({ try WebhookQueries($0).webhook(id, of: place.owner) }) else {
            throw Refusal.notFound
        }
        return row
    }
}
