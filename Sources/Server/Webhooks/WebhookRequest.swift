import Crypto
import Domain
import Foundation

/// A message in the form that a webhook takes, signed.
struct WebhookRequest: Sendable {
    let request: OutboundRequest
    /// The body as text, for the log. It holds no secret.
    let body: String

    init(_ message: WebhookMessage, to webhook: WebhookRow, at now: Instant) throws {
        var address = try OutboundAddress(webhook.address)
        var headers: [(name: String, value: String)] = [("content-type", "application/json; charset=utf-8")]
        let seconds = "\(now.milliseconds / 1000)"
        let body: any Encodable & Sendable
        switch webhook.form {
        case .json: body = WebhookJSON(message, webhook.language)
        case .dingtalk:
            body = DingTalkMessage(message, webhook.language)
            if !webhook.secret.isEmpty {
                let stamp = "\(now.milliseconds)"
                let sign = Self.base64("\(stamp)\n\(webhook.secret)", key: webhook.secret)
                address = try address.adding("timestamp", stamp).adding("sign", sign.addingPercentEncoding())
            }
        case .feishu:
            // Their way: the text is the key, and what is signed is empty.
            let sign = webhook.secret.isEmpty ? nil : Self.base64("", key: "\(seconds)\n\(webhook.secret)")
            body = FeishuMessage(message, webhook.language, timestamp: sign == nil ? nil : seconds, sign: sign)
        case .wecom: body = WeComMessage(message, webhook.language)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(body))
        if webhook.form == .json {
            let signed = Array("\(seconds).".utf8) + bytes
            let code = HMAC<SHA256>.authenticationCode(
                for: signed,
                using: SymmetricKey(data: Array(webhook.secret.utf8))
            )
            headers += [
                ("steward-event", message.event), ("steward-delivery", message.delivery),
                ("steward-timestamp", seconds), ("steward-signature", "sha256=\(Hex.text(code))"),
            ]
        }
        request = OutboundRequest(.post, address, headers: headers, body: bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        self.body = text
    }

    private static func base64(_ text: String, key: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8),
            using: SymmetricKey(data: Array(key.utf8))
        )
        return Data(code).base64EncodedString()
    }
}

/// The signed JSON.
struct WebhookJSON: Encodable, Sendable {
    struct App: Encodable, Sendable {
        let id: String
        let name: String

        private enum CodingKeys: String, CodingKey {
            case id = "app_id"
            case name
        }
    }

    let delivery: String
    let event: String
    let sequence: Nullable<Int64>
    let at: String
    let app: Nullable<App>
    let actor: Nullable<WebhookPerson>
    let text: String
    let url: String
    let data: Nullable<WebhookData>
    /// Only in one's own messages.
    let category: MessageCategory?
    let important: Bool?

    init(_ message: WebhookMessage, _ language: Language) {
        delivery = message.delivery
        event = message.event
        sequence = Nullable(message.sequence)
        at = message.at.rfc3339
        app = Nullable(message.app.map { App(id: $0.rawValue, name: message.heading) })
        actor = Nullable(message.actor)
        text = message.text[language]
        url = message.url
        data = Nullable(message.data)
        (category, important) = (message.own?.category, message.own?.isUrgent)
    }
}
