/// The shelves of the inbox. The words are stored and part of the JSON API.
package enum MessageCategory: String, CaseIterable, Sendable, Codable {
    case product, system, review, interaction, answer

    package var words: Words {
        switch self {
        case .product: Words("产品通知", "Product notices")
        case .system: Words("系统消息", "System")
        case .review: Words("审核消息", "Review")
        case .interaction: Words("互动消息", "Interaction")
        case .answer: Words("邀请回答", "Invitations to answer")
        }
    }
}
