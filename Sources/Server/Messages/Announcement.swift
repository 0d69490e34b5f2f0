import Domain
import Storage

/// A product notice in somebody's inbox: what a list shows of it.
struct Announcement: Sendable {
    let title: NoticeContent.Text
    let link: NoticeContent.Link?
    /// It was taken back and is about to leave the inbox.
    let isWithdrawn: Bool

    /// Nil for every other message.
    init?(_ row: Row) throws {
        guard let title = try row.optionalText("title_zh") else { return nil }
        let state: NoticeState? = try row.optionalWord("notice_state")
        isWithdrawn = state == .withdrawing || state == .withdrawn
        self.title = .init(title, try row.optionalText("title_en"))
        let (zh, en) = (try row.optionalText("link_zh") ?? "", try row.optionalText("link_en"))
        link = try row.optionalText("link_path").map { NoticeContent.Link(path: $0, words: .init(zh, en)) }
    }

    /// The one thing to do next.
    var step: MessageStep? {
        guard let link, !isWithdrawn else { return nil }
        return .link(Words(link.words.zh, link.words[.en]), link.path)
    }
}
