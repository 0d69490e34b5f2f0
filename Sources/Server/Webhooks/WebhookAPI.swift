import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Webhooks under `/api/v1`.
struct WebhookAPI {
    let platform: Platform

    private static let pageLength = 50

    func add(to routes: Routes) {
        add(WebhookFamily(inApp: "/api/v1/apps/{app_id}/webhooks", routes))
        add(WebhookFamily(own: "/api/v1\(Paths.ownWebhooks)", routes))
    }

    private func add(_ family: WebhookFamily) {
        let one = "/{webhook_id}"
        family.route(.get, "") { _, _, place in
            let rows = try await platform.engine.read { try WebhookQueries($0).all(of: place.owner) }
            return try .json(ListJSON(items: rows.map { WebhookAnswer($0) }, next: nil))
        }
        family.route(.post, "") { request, _, place in
            let made = try await MakeWebhook(platform: platform)(
                try await request.json(WebhookBody.self).wish,
                in: place
            )
            var response = try await answer(made.id, place, secret: made.secret, status: .created)
            response.headers[.location] = "/api/v1\(place.path(made.id))"
            return response
        }
        family.route(.get, one) { _, context, place in
            try await answer(try context.webhookID(), place)
        }
        family.route(.patch, one) { request, context, place in
            let (id, body) = (try context.webhookID(), try await request.json(WebhookBody.self))
            let code = context.freshCode(request.factorCode(body.factorCode))
            let secret = try await ChangeWebhook(platform: platform)(id, body.wish, in: place, code: code)
            return try await answer(id, place, secret: secret)
        }
        family.route(.delete, one) { _, context, place in
            try await RemoveWebhook(platform: platform)(try context.webhookID(), in: place)
            return .empty
        }
        family.route(.post, "\(one)/secret") { request, context, place in
            let id = try context.webhookID()
            let code = try await context.freshCode(request)
            let secret = try await RotateWebhookSecret(platform: platform)(id, in: place, code: code)
            return try await answer(id, place, secret: secret)
        }
        family.route(.post, "\(one)/test") { _, context, place in
            let id = try context.webhookID()
            return try await delivery(try await TestWebhook(platform: platform)(id, in: place), of: id)
        }
        family.route(.get, "\(one)/deliveries") { try await deliveries($0, $1, $2) }
        family.route(.post, "\(one)/deliveries/{delivery_id}/redeliver") { _, context, place in
            let (id, name) = (try context.webhookID(), try context.parameters.require("delivery_id"))
            try await SendAgain(platform: platform)(name, of: id, in: place)
            return try await delivery(name, of: id, status: .accepted)
        }
    }

    private func answer(
        _ id: ID<Webhook>,
        _ place: WebhookPlace,
        secret: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let row = try await platform.engine.read({ try WebhookQueries($0).webhook(id, of: place.owner) }) else {
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

    private func deliveries(_ request: Request, _ context: AppContext, _ place: WebhookPlace) async throws -> Response {
        let cursor = try request.cursor(DeliveryQueries.Cursor.init(text:))
        let webhook = try await platform.webhook(context, place)
        let found = try await platform.engine.read {
            try DeliveryQueries($0).log(of: webhook.id, after: cursor, limit: Self.pageLength + 1)
        }
        let shown = found.prefix(Self.pageLength)
        let next = found.count > Self.pageLength ? shown.last.map { DeliveryQueries.Cursor($0).text } : nil
        return try .json(ListJSON(items: shown.map(DeliveryAnswer.init), next: next))
    }
}
