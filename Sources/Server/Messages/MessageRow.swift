import Domain
import Storage

/// One message, and what it is about as that is now.
struct MessageRow: Sendable {
    /// The mini program, as its members see it.
    struct App: Sendable {
        let id: ID<MiniProgram>
        let name: String
        let logo: String?
        let isClosed: Bool
        /// What the recipient is in it now; nil when they do not belong to it.
        let role: MemberRole?
        /// The address of its experience version, while there is one.
        let experienceCode: String?
    }

    let sequence: Int64
    let lastSequence: Int64
    let firstAt: Instant
    let at: Instant
    let category: MessageCategory
    let isUrgent: Bool
    let kind: MessageKind
    let app: App?
    let who: ID<Person>?
    /// The version's status now; nil when it was deleted or none is meant.
    let status: VersionStatus?
    let event: JournalEvent
    let count: Int
    let notice: ID<Notice>?
    /// What a product notice says in a list.
    let announcement: Announcement?
    /// Neither opened nor read with all before it.
    let isUnread: Bool
    let archivedAt: Instant?

    var cursor: MessageCursor { MessageCursor(at: at, sequence: sequence) }

    init(_ row: Row) throws {
        sequence = try row.int64("sequence")
        lastSequence = try row.int64("last_sequence")
        firstAt = try row.instant("first_at")
        at = try row.instant("at")
        category = try row.word("category")
        isUrgent = try row.bool("is_urgent")
        kind = try row.word("kind")
        app = try row.optionalID("app_id", of: MiniProgram.self).map { id in
            let hasExperience = try row.optionalText("version_id") != nil
            return App(
                id: id,
                name: try row.optionalText("app_name") ?? id.rawValue,
                logo: try row.optionalText("logo"),
                isClosed: try row.optionalInstant("closed_at") != nil,
                role: try row.optionalText("role").flatMap(MemberRole.init(rawValue:)),
                experienceCode: hasExperience ? try row.optionalText("code") : nil
            )
        }
        who = try row.optionalID("who")
        status = try row.optionalWord("status")
        event = try JournalPayload(stored: row.text("payload")).event
        count = try row.int("count")
        notice = try row.optionalID("notice")
        announcement = try Announcement(row)
        isUnread = try row.optionalInstant("read_at") == nil && lastSequence > row.int64("read_through")
        archivedAt = try row.optionalInstant("archived_at")
    }
}
