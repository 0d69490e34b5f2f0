import Domain
import Hummingbird
import Storage

/// The page of one delivery, and sending it again.
struct DeliveryRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        add(WebhookFamily(inApp: "/apps/{app_id}/webhooks", routes))
        add(WebhookFamily(own: Paths.ownWebhooks, routes))
    }

    private func add(_ family: WebhookFamily) {
        let delivery = "/{webhook_id}/deliveries/{delivery_id}"
        family.route(.get, delivery) { request, context, place in
            let webhook = try await platform.webhook(context, place)
            let id = try context.parameters.require("delivery_id")
            guard let row = try await platform.engine.read({ try DeliveryQueries($0).delivery(id, of: webhook.id) })
            else { throw Refusal.notFound }
            let page = Page(
                "webhooks/delivery",
                title: Words("发送记录", "Delivery"),
                subtitle: Words(webhook.shownName, webhook.shownName),
                app: place.app,
                model: DeliveryPage(row, of: webhook, at: place, PageTime(platform), context.language),
                tab: place.tab,
                back: place.path(webhook.id)
            )
            return try pages.render(page, request, context)
        }
        family.route(.post, "\(delivery)/again") { _, context, place in
            let (webhook, id) = (try context.webhookID(), try context.parameters.require("delivery_id"))
            try await SendAgain(platform: platform)(id, of: webhook, in: place)
            let path = place.path(id, of: webhook)
            return pages.done(Words("马上重新发送", "It is sent again now"), to: path, context)
        }
    }
}
