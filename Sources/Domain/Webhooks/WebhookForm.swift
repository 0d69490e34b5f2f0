/// The form in which a webhook is told what happened. The words are stored and part of the JSON API.
package enum WebhookForm: String, CaseIterable, Sendable, Codable {
    /// Signed JSON for a program of one's own.
    case json
    /// A robot in a group of the chat that has this name.
    case dingtalk, feishu, wecom

    package var words: Words {
        switch self {
        case .json: Words("签名 JSON", "Signed JSON")
        case .dingtalk: Words("钉钉机器人", "DingTalk robot")
        case .feishu: Words("飞书机器人", "Feishu robot")
        case .wecom: Words("企业微信机器人", "WeCom robot")
        }
    }

    /// Whose secret signs.
    package enum SecretSource: Sendable { case ours, theirs, none }

    package var secretSource: SecretSource {
        switch self {
        case .json: .ours
        case .dingtalk, .feishu: .theirs
        case .wecom: .none
        }
    }
}

/// Why nothing is sent to a webhook.
package enum WebhookPause: String, CaseIterable, Sendable, Codable {
    /// Somebody paused it.
    case person
    /// The receiver answered 410: it is gone for good.
    case receiver
}
