import Domain

extension Paths {
    static func webhooks(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/webhooks" }
    static func newWebhook(_ app: ID<MiniProgram>) -> String { "\(webhooks(app))/new" }
    static func webhook(_ id: ID<Webhook>, of app: ID<MiniProgram>) -> String { "\(webhooks(app))/\(id)" }
    static func delivery(_ delivery: String, of id: ID<Webhook>, _ app: ID<MiniProgram>) -> String {
        "\(webhook(id, of: app))/deliveries/\(delivery)"
    }
}
