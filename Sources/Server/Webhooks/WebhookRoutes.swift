import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The pages of a mini program's webhooks.
struct WebhookRoutes {
    let platform: Platform
    let pages: Pages

    private static let title = Words("Webhook", "Webhooks")

    func add(to routes: Routes) {
        let list = "/apps/{app_id}/webhooks"
        routes.inApp(.get, list, .webhookManage) { try await self.list($0, $1, $2) }
        routes.inApp(.get, "\(list)/new", .webhookManage) { try edit(nil, nil, nil, $0, $1, $2) }
        routes.inApp(.post, list, .webhookManage) { try await make($0, $1, $2) }
        routes.inApp(.get, "\(list)/{webhook_id}", .webhookManage) { try await detail($0, $1, $2) }
        routes.inApp(.get, "\(list)/{webhook_id}/edit", .webhookManage) { request, context, app in
            try edit(try await platform.webhook(context, app), nil, nil, request, context, app)
        }
        routes.inApp(.post, "\(list)/{webhook_id}/edit", .webhookManage) { try await change($0, $1, $2) }
        routes.inApp(.post, "\(list)/{webhook_id}/pause", .webhookManage) { request, context, app in
            let isPaused = try await request.form().isOn("paused")
            let id = try context.webhookID()
            var wish = WebhookWish()
            wish.isPaused = isPaused
            try await ChangeWebhook(platform: platform)(id, wish, in: app)
            let said = isPaused ? Words("已暂停", "Paused") : Words("已恢复发送", "It goes on")
            return pages.done(said, to: Paths.webhook(id, of: app.id), context)
        }
        routes.inApp(.post, "\(list)/{webhook_id}/test", .webhookManage) { _, context, app in
            let id = try context.webhookID()
            let delivery = try await TestWebhook(platform: platform)(id, in: app)
            return .redirect(to: Paths.delivery(delivery, of: id, app.id))
        }
        routes.inApp(.post, "\(list)/{webhook_id}/secret", .webhookManage) { request, context, app in
            let row = try await platform.webhook(context, app)
            do {
                let code = try await request.form()[Refusal.factorField]
                let secret = try await RotateWebhookSecret(platform: platform)(row.id, in: app, code: code)
                return try show(secret, of: row.id, row.shownName, isNew: false, request, context, app)
            } catch let refusal as Refusal where refusal.isAboutFactor || refusal.status == 429 {
                return try rotation(row, refusal, request, context, app)
            }
        }
        routes.inApp(.get, "\(list)/{webhook_id}/remove", .webhookManage) { try await askToRemove($0, $1, $2) }
        routes.inApp(.post, "\(list)/{webhook_id}/remove", .webhookManage) { _, context, app in
            try await RemoveWebhook(platform: platform)(try context.webhookID(), in: app)
            return pages.done(Words("Webhook 已删除", "Webhook removed"), to: Paths.webhooks(app.id), context)
        }
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (rows, waiting) = try await platform.engine.read { db in
            (try WebhookQueries(db).all(of: .app(app.id)), try DeliveryQueries(db).waiting(of: .app(app.id)))
        }
        let model = WebhookListPage(rows, waiting, of: app, PageTime(platform), context.language)
        let page = Page("webhooks/list", title: Self.title, app: app, model: model, back: Paths.app(app.id))
        return try pages.render(page, request, context)
    }

    private func make(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let form = try await request.form()
        do {
            let made = try await MakeWebhook(platform: platform)(form.webhookWish, in: app)
            guard let secret = made.secret else {
                let path = Paths.webhook(made.id, of: app.id)
                return pages.done(Words("已添加，发一条测试看看", "Added. Try it with a test"), to: path, context)
            }
            let row = try await platform.engine.read { try WebhookQueries($0).webhook(made.id, of: .app(app.id)) }
            return try show(secret, of: made.id, row?.shownName ?? "", isNew: true, request, context, app)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) {
            return try edit(nil, form, refusal, request, context, app)
        }
    }

    private func change(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let (form, row) = (try await request.form(), try await platform.webhook(context, app))
        do {
            let secret = try await ChangeWebhook(platform: platform)(row.id, form.webhookWish, in: app)
            guard let secret else {
                return pages.done(Words("已保存", "Saved"), to: Paths.webhook(row.id, of: app.id), context)
            }
            return try show(secret, of: row.id, row.shownName, isNew: false, request, context, app)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) {
            return try edit(row, form, refusal, request, context, app)
        }
    }

    private func edit(
        _ row: WebhookRow?,
        _ typed: FormFields?,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp
    ) throws -> Response {
        let model = WebhookFormPage(row, typed: typed, refusal, of: app, context.language)
        let page = Page(
            "webhooks/form",
            title: row == nil ? Words("添加 Webhook", "Add a webhook") : Words("修改 Webhook", "Change the webhook"),
            app: app,
            model: model,
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
        _ app: AuthorisedApp
    ) throws -> Response {
        let path = Paths.webhook(row.id, of: app.id)
        let model = WebhookRotationPage(
            path: path,
            name: row.shownName,
            factor: FactorField(context.visitor.person, refusal, context.language),
            general: Refusal?.some(refusal).general(context.language)
        )
        let page = Page(
            "webhooks/rotate",
            title: Words("更换签名密钥", "Change the secret"),
            app: app,
            model: model,
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
        _ app: AuthorisedApp
    ) throws -> Response {
        let path = Paths.webhook(id, of: app.id)
        let model = WebhookSecretPage(name: name, secret: secret, isNew: isNew, back: path)
        let title = Words("签名密钥", "Signing secret")
        return try pages.render(
            Page("webhooks/secret", title: title, app: app, model: model, back: path),
            request,
            context
        )
    }

    private func detail(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let id = try context.webhookID()
        let cursor = request.query["after"].flatMap(DeliveryQueries.Cursor.init(text:))
        let (row, log, waiting) = try await platform.engine.read { db in
            let queries = DeliveryQueries(db)
            return (
                try WebhookQueries(db).webhook(id, of: .app(app.id)),
                try queries.log(of: id, after: cursor, limit: WebhookPage.length + 1),
                try queries.waiting(of: .app(app.id))
            )
        }
        guard let row else { throw Refusal.notFound }
        let model = WebhookPage(
            row,
            log,
            waiting: waiting[id] ?? 0,
            isContinued: cursor != nil,
            factor: FactorField(context.visitor.person, nil, context.language),
            of: app,
            PageTime(platform),
            context.language
        )
        let page = Page(
            "webhooks/detail",
            title: Self.title,
            app: app,
            model: model,
            back: cursor == nil ? Paths.webhooks(app.id) : Paths.webhook(id, of: app.id)
        )
        return try pages.render(page, request, context)
    }

    private func askToRemove(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let row = try await platform.webhook(context, app)
        let model = RemoveWebhookPage(name: row.shownName, path: Paths.webhook(row.id, of: app.id))
        let title = Words("删除 Webhook", "Remove the webhook")
        return try pages.render(
            Page("webhooks/remove", title: title, app: app, model: model, back: model.path),
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
    func webhook(_ context: AppContext, _ app: AuthorisedApp) async throws -> WebhookRow {
        let id = try context.webhookID()
        guard let row = try await engine.read({ try WebhookQueries($0).webhook(id, of: .app(app.id)) }) else {
            throw Refusal.notFound
        }
        return row
    }
}
