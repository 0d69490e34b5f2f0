import Domain

/// What DingTalk's robots take: a card that leads to a page. Plain text, so that no name becomes markup.
///
/// Source: DingTalk's documentation of custom robots, message type `link`.
struct DingTalkMessage: Encodable, Sendable {
    struct Link: Encodable, Sendable {
        let title: String
        let text: String
        let messageUrl: String
    }

    let msgtype = "link"
    let link: Link

    init(_ message: WebhookMessage, _ language: Language) {
        link = Link(title: message.heading, text: message.text[language], messageUrl: message.url)
    }

    private enum CodingKeys: CodingKey { case msgtype, link }
}

/// What Feishu's robots take: rich text of one line and a link, in tags that hold plain text.
///
/// Source: Feishu's documentation of custom robots, message type `post`, signature in the body.
struct FeishuMessage: Encodable, Sendable {
    struct Tag: Encodable, Sendable {
        let tag: String
        let text: String
        let href: String?
    }

    struct Post: Encodable, Sendable {
        let title: String
        let content: [[Tag]]
    }

    struct Content: Encodable, Sendable {
        /// By language: `zh_cn` or `en_us`.
        let post: [String: Post]
    }

    let timestamp: String?
    let sign: String?
    let type = "post"
    let content: Content

    init(_ message: WebhookMessage, _ language: Language, timestamp: String?, sign: String?) {
        (self.timestamp, self.sign) = (timestamp, sign)
        let lines = [
            [Tag(tag: "text", text: message.text[language], href: nil)],
            [Tag(tag: "a", text: Words("打开开发者助手", "Open Steward")[language], href: message.url)],
        ]
        let post = Post(title: message.heading, content: lines)
        content = Content(post: [language == .zh ? "zh_cn" : "en_us": post])
    }

    private enum CodingKeys: String, CodingKey {
        case timestamp, sign, content
        case type = "msg_type"
    }
}

/// What WeCom's robots take: an article of a title, a text and a link. The key is in the address.
///
/// Source: WeCom's documentation of group robots, message type `news`: title up to 128 bytes, description up to 512.
struct WeComMessage: Encodable, Sendable {
    struct Article: Encodable, Sendable {
        let title: String
        let description: String
        let url: String
    }

    struct News: Encodable, Sendable { let articles: [Article] }

    let msgtype = "news"
    let news: News

    init(_ message: WebhookMessage, _ language: Language) {
        let article = Article(
            title: Self.cut(message.heading, 128),
            description: Self.cut(message.text[language], 512),
            url: message.url
        )
        news = News(articles: [article])
    }

    private enum CodingKeys: CodingKey { case msgtype, news }

    /// The beginning that fits, with an ellipsis where something was left out.
    static func cut(_ text: String, _ bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var kept = ""
        for character in text {
            guard kept.utf8.count + String(character).utf8.count <= bytes - 3 else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
