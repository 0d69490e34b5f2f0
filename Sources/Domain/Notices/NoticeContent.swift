/// What a notice says and to whom, as it was checked.
package struct NoticeContent: Sendable, Equatable {
    /// Chinese always, English where it was written.
    package struct Text: Sendable, Equatable {
        package let zh: String
        package let en: String?

        package init(_ zh: String, _ en: String?) { (self.zh, self.en) = (zh, en) }

        package subscript(_ language: Language) -> String { language == .en ? en ?? zh : zh }
    }

    /// The one thing to do next: a page of this site.
    package struct Link: Sendable, Equatable {
        package let path: String
        package let words: Text

        package init(path: String, words: Text) { (self.path, self.words) = (path, words) }
    }

    package let title: Text
    /// Markdown.
    package let body: Text
    package let isUrgent: Bool
    package let link: Link?
    package let audience: NoticeAudience

    package init(title: Text, body: Text, isUrgent: Bool, link: Link?, audience: NoticeAudience) {
        (self.title, self.body, self.isUrgent) = (title, body, isUrgent)
        (self.link, self.audience) = (link, audience)
    }

    package static let longestTitle = 80
    package static let longestBody = 20_000
    package static let longestLinkWords = 24
    package static let longestPath = 500
}

/// When a notice may be delivered.
package enum NoticeSchedule {
    package static let furthestDays: Int64 = 365

    /// The moment at which delivery begins; now when none is said.
    package static func due(_ wish: Instant?, now: Instant) throws(Refusal) -> Instant {
        guard let wish else { return now }
        if wish <= now {
            throw .invalid([
                FieldProblem(
                    field: "at",
                    words: Words(
                        "这个时间已经过去，请选将来的时间，或者立即发布。",
                        "That time has passed. Choose a later one, or publish now."
                    )
                )
            ])
        }
        if wish.seconds(since: now) > furthestDays * 86_400 {
            throw .invalid([
                FieldProblem(
                    field: "at",
                    words: Words("最多提前 \(furthestDays) 天安排。", "At most \(furthestDays) days ahead.")
                )
            ])
        }
        return wish
    }
}
