import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Webhooks under `/api/v1`.
struct WebhookAPI {
    let platform: Platform

    private static let pageLength = 50

    func add(to routes: Routes) {
        let list = "/api/v1/apps/{app_id}/webhooks"
        let one = "\(list)/{webhook_id}"
        routes.inApp(.get, list, .webhookManage) { _, _, app in
            let rows = try await platform.engine.read { try WebhookQueries($0).all(of: .app(app.id)) }
            return try .json(ListJSON(items: rows.map { WebhookAnswer($0) }, next: nil))
        }
        routes.inApp(.post, list, .webhookManage) { request, _, app in
            let made = try await MakeWebhook(platform: platform)(try await request.json(WebhookBody.self).wish, in: app)
            var response = try await answer(made.id, app, secret: made.secret, status: .created)
            response.headers[.location] = "/api/v1\(Paths.webhook(made.id, of: app.id))"
            return response
        }
        routes.inApp(.get, one, .webhookManage) { _, context, app in
            try await answer(try context.webhookID(), app)
        }
        routes.inApp(.patch, one, .webhookManage) { request, context, app in
            let (id, wish) = (try context.webhookID(), try await request.json(WebhookBody.self).wish)
            let secret = try await ChangeWebhook(platform: platform)(id, wish, in: app)
            return try await answer(id, app, secret: secret)
        }
        routes.inApp(.delete, one, .webhookManage) { _, context, app in
            try await RemoveWebhook(platform: platform)(try context.webhookID(), in: app)
            return .empty
        }
        routes.inApp(.post, "\(one)/secret", .webhookManage) { request, context, app in
            let id = try context.webhookID()
            let code = request.factorCode(try await request.optionalJSON(FactorCodeJSON.self)?.factorCode)
            let secret = try await RotateWebhookSecret(platform: platform)(id, in: app, code: code)
            return try await answer(id, app, secret: secret)
        }
        routes.inApp(.post, "\(one)/test", .webhookManage) { _, context, app in
            let id = try context.webhookID()
            return try await delivery(try await TestWebhook(platform: platform)(id, in: app), of: id)
        }
        routes.inApp(.get, "\(one)/deliveries", .webhookManage) { try await deliveries($0, $1, $2) }
        routes.inApp(.post, "\(one)/deliveries/{delivery_id}/redeliver", .webhookManage) { _, context, app in
            let (id, name) = (try context.webhookID(), try context.parameters.require("delivery_id"))
            try await SendAgain(platform: platform)(name, of: id, in: app)
            return try await delivery(name, of: id, status: .accepted)
        }
    }

    private func answer(
        _ id: ID<Webhook>,
        _ app: AuthorisedApp,
        secret: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let row = try await platform.engine.read({ try WebhookQueries($0).webhook(id, of: .app(app.id)) }) else {
            throw Refusal.notFound
        }
        return try .json(WebhookAnswer(row, secret: secret), status: status)
    }

    private func delivery(_ id: String, of webhook: ID<Webhook>, status: HTTPResponse.Status = .ok) async throws
        -> Response
    {
        guard let row = try await platform.engine.read({ try DeliveryQueries($0).delivery(id, of: webhook) }) else {
            throw Refusal.notFound
        }
        return try .json(DeliveryAnswer(row), status: status)
    }

    private func deliveries(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let cursor = try request.cursor(DeliveryQueries.Cursor.init(text:))
        let webhook = try await platform.webhook(context, app)
        let found = try await platform.engine.read {
            try DeliveryQueries($0).log(of: webhook.id, after: cursor, limit: Self.pageLength + 1)
        }
        let shown = found.prefix(Self.pageLength)
        let next = found.count > Self.pageLength ? shown.last.map { DeliveryQueries.Cursor($0).text } : nil
        return try .json(ListJSON(items: shown.map(DeliveryAnswer.init), next: next))
    }
}
