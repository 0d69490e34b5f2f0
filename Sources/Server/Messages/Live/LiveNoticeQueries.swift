import Domain
import Storage

/// Product notices for open pages. They reach inboxes long after their entry in the journal, and by no entry of their own, so
/// that those which are on their way are asked for by name.
struct LiveNoticeQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Notices that are looked at: the last ones that began.
    private static let most = 20
    /// How long a delivered one counts as just delivered: more than two looks of a node that did not deliver it itself.
    private static let freshSeconds: Int64 = 3 * LiveHub.heartbeatSeconds

    static func fresh(_ now: Instant) -> Instant { now.adding(seconds: -freshSeconds) }

    /// Unread notices in the inboxes of these people, of those that are on their way or arrived everywhere after `since`.
    func mail(for people: Set<ID<Person>>, since: Instant) throws -> [LiveQueries.Mail] {
        guard !people.isEmpty else { return [] }
        let current = try db.rows(
            """
            SELECT sequence FROM (SELECT sequence, state, finished_at FROM notice WHERE sequence IS NOT NULL
                ORDER BY sequence DESC LIMIT \(Self.most)) AS latest
            WHERE state = 'DELIVERING' OR (state = 'DELIVERED' AND finished_at >= \(since))
            """
        ).map { try $0.int64("sequence") }
        guard !current.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT m.person_id, m.sequence, m.last_sequence, m.at, m.category, m.is_urgent, m.count, m.payload,
                n.title_zh, n.title_en
            FROM message m JOIN notice n ON n.id = m.notice
            WHERE \(Query.isIn("m.person_id", people.map(\.rawValue).sorted())) AND \(Query.isIn("m.sequence", current))
                AND m.read_at IS NULL
            ORDER BY m.sequence
            """
        ).map { row in
            let title = NoticeContent.Text(try row.text("title_zh"), try row.optionalText("title_en"))
            return try LiveQueries.Mail(row, who: nil, title: title)
        }
    }
}
