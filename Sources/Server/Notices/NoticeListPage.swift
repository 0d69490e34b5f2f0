import Domain

/// 产品通知: what operators have written, the newest first.
struct NoticeListPage: Sendable {
    struct Row: Sendable {
        let path: String
        let title: String
        let isUrgent: Bool
        let audience: String
        let progress: String
        let badge: String
        let badgeKind: String
        let isAtWork: Bool
        let percent: String
    }

    static let size = 30

    let rows: [Row]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String

    /// One more than a page says that there is another page.
    init(_ found: [NoticeRow], _ words: NoticeWords) {
        let shown = found.prefix(Self.size)
        rows = shown.map { row in
            let badge = words.badge(row.state)
            return Row(
                path: Paths.notice(row.id),
                title: row.content.title[words.language],
                isUrgent: row.content.isUrgent,
                audience: words.audience(row),
                progress: words.progress(row),
                badge: badge.word,
                badgeKind: badge.kind,
                isAtWork: row.state.isAtWork,
                percent: "\(words.percent(row))"
            )
        }
        isEmpty = shown.isEmpty
        hasMore = found.count > Self.size
        morePath = shown.last.map { Paths.notices(after: $0.cursor) } ?? Paths.notices
    }
}
