import Domain

/// A notice as its recipients read it, in one language.
struct NoticeReading: Sendable {
    let title: String
    let from: String
    let urgentWord: String
    let isUrgent: Bool
    let isUnread: Bool
    let icon: String
    let tone: String
    let body: Markdown
    let hasLink: Bool
    let linkPath: String
    let link: String
    let when: String
    let moment: String

    init(_ content: NoticeContent, at moment: Instant, when: String, _ language: Language) {
        title = content.title[language]
        from = MessageCategory.product.words[language]
        urgentWord = Words("重要", "Important")[language]
        (isUrgent, isUnread) = (content.isUrgent, true)
        (icon, tone) = ("notice", "blue")
        body = Markdown(content.body[language])
        hasLink = content.link != nil
        linkPath = content.link?.path ?? ""
        link = content.link?.words[language] ?? ""
        self.when = when
        self.moment = moment.rfc3339
    }
}
