import Domain
import Hummingbird
import Storage

/// The page of one delivery, and sending it again.
struct DeliveryRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        let delivery = "/apps/{app_id}/webhooks/{webhook_id}/deliveries/{delivery_id}"
        routes.inApp(.get, delivery, .webhookManage) { request, context, app in
            let webhook = try await platform.webhook(context, app)
            let id = try context.parameters.require("delivery_id")
            guard let row = try await platform.engine.read({ try DeliveryQueries($0).delivery(id, of: webhook.id) })
            else { throw Refusal.notFound }
            let page = Page(
                "webhooks/delivery",
                title: Words("发送记录", "Delivery"),
                subtitle: Words(webhook.shownName, webhook.shownName),
                app: app,
                model: DeliveryPage(row, of: webhook, app, PageTime(platform), context.language),
                back: Paths.webhook(webhook.id, of: app.id)
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.post, "\(delivery)/again", .webhookManage) { _, context, app in
            let (webhook, id) = (try context.webhookID(), try context.parameters.require("delivery_id"))
            try await SendAgain(platform: platform)(id, of: webhook, in: app)
            let path = Paths.delivery(id, of: webhook, app.id)
            return pages.done(Words("马上重新发送", "It is sent again now"), to: path, context)
        }
    }
}
