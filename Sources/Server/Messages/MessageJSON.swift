import Domain

/// A message as programs read it.
struct MessageJSON: Encodable {
    let id: String
    let category: MessageCategory
    /// What happened; stable, for programs.
    let kind: String
    let title: String
    let appID: Nullable<String>
    let at: String
    let read: Bool
    let archived: Bool
    let important: Bool
    /// How many alike within an hour it stands for.
    let count: Int
    /// What can be done with it now: calls below it.
    let actions: [String]
    /// Where the next step is done in a browser.
    let link: Nullable<String>

    init(_ row: MessageRow, _ writer: MessageWriter, publicURL: String) {
        id = String(row.sequence)
        category = row.category
        kind = row.kind.rawValue
        title = writer.title(row)
        appID = Nullable(row.app?.id.rawValue)
        at = row.at.rfc3339
        read = !row.isUnread
        archived = row.archivedAt != nil
        important = row.isUrgent
        count = row.count
        var (actions, link): ([String], String?) = ([], nil)
        switch MessageStep.of(row, for: writer.caller, writer.answers) {
        case .link(_, let path)?: link = publicURL + path
        case .invitation?, .joinRequest?, .handOver?: actions = ["accept", "decline"]
        case .said?, nil: break
        }
        if row.isUnread { actions.append("read") }
        actions.append(row.archivedAt == nil ? "archive" : "restore")
        (self.actions, self.link) = (actions, Nullable(link))
    }

    private enum CodingKeys: String, CodingKey {
        case id, category, kind, title, at, read, archived, important, count, actions, link
        case appID = "app_id"
    }
}

/// What to mark as read: everything, or one category, up to what was seen.
struct ReadJSON: Decodable {
    var category: MessageCategory?
    /// The newest journal sequence that was seen; all so far when left out.
    var through: String?
}

struct MarkedJSON: Encodable { let read: Int }

/// What somebody who asked to join becomes; an experience member when left out.
struct AcceptJSON: Decodable {
    var role: MemberRole?
}

struct UnreadJSON: Encodable {
    let total: Int
    let categories: [String: Int]

    init(_ counts: [MessageCategory: Int]) {
        total = counts.values.reduce(0, +)
        categories = Dictionary(
            uniqueKeysWithValues: MessageCategory.allCases.map { ($0.rawValue, counts[$0] ?? 0) }
        )
    }
}
