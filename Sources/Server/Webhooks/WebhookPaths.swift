import Domain

extension Paths {
    static func webhooks(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/webhooks" }
    /// Those of one's own messages.
    static let ownWebhooks = "\(messages)/webhooks"
}
