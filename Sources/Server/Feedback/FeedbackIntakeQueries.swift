import Domain
import Storage

/// What is written when a report arrives, and the groups that it may belong to.
struct FeedbackIntakeQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Groups that may say the same, those that share most first.
    func candidates(
        of app: ID<MiniProgram>,
        _ kind: FeedbackKind,
        page: String?,
        bands: [Int64],
        limit: Int
    ) throws -> [FeedbackGroupRow] {
        try db.rows(
            """
            SELECT \(FeedbackGroupRow.columns) FROM (
                SELECT b.group_id, count(*) AS shared FROM feedback_band b
                WHERE b.app_id = \(app) AND b.kind = \(kind) AND b.page = \(page ?? "")
                    AND \(Query.isIn("b.band", bands))
                GROUP BY b.group_id ORDER BY count(*) DESC, b.group_id LIMIT \(limit)) c
                JOIN feedback_group g ON g.id = c.group_id
            ORDER BY c.shared DESC, g.id
            """
        ).map(FeedbackGroupRow.init)
    }
}

/// A report as it is about to be stored.
struct NewFeedback: Sendable {
    let id: ID<Feedback>
    let app: ID<MiniProgram>
    let kind: FeedbackKind
    let text: String
    let page: String?
    let receipt: RuntimeReceipt?
    let isMember: Bool
    let counts: Bool
    let codeHash: String
    let device: String?
    let system: String?
    let baseLibrary: String?
    let pictures: [(hash: String, width: Int, height: Int)]
}

struct FeedbackIntakeWrites {
    let db: any Writing

    /// A group of its own, found again by `bands`.
    func add(_ group: ID<FeedbackGroup>, for report: NewFeedback, bands: [Int64], at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO feedback_group (id, app_id, kind, page, text, waiting, queue_key, waiting_since, last_at)
            VALUES (\(group), \(report.app), \(report.kind), \(report.page), \(report.text), 0, 0, \(now), \(now))
            """
        )
        let rows = Set(bands).sorted().map { band -> Query in
            "(\(report.app), \(report.kind), \(report.page ?? ""), \(band), \(group))"
        }
        try db.execute(
            """
            INSERT INTO feedback_band (app_id, kind, page, band, group_id) VALUES \(Query.joined(rows))
            """
        )
    }

    func add(_ report: NewFeedback, to group: ID<FeedbackGroup>, at now: Instant) throws {
        let receipt = report.receipt
        try db.execute(
            """
            INSERT INTO feedback (id, app_id, kind, status, number, stage, pseudonym, page, text, received_at, group_id,
                is_member, counts, code_hash, device, system, base_library)
            VALUES (\(report.id), \(report.app), \(report.kind), \(FeedbackStatus.received),
                \(receipt?.number.description), \(receipt?.stage), \(receipt?.pseudonym), \(report.page), \(report.text),
                \(now), \(group), \(report.isMember), \(report.counts), \(report.codeHash), \(report.device),
                \(report.system), \(report.baseLibrary))
            """
        )
        try db.execute(
            """
            UPDATE feedback_group SET waiting_since = CASE WHEN waiting = 0 THEN \(now) ELSE waiting_since END,
                waiting = waiting + 1, queue_key = queue_key - 1, last_at = \(now)
            WHERE id = \(group)
            """
        )
        guard !report.pictures.isEmpty else { return }
        let rows = report.pictures.enumerated().map { position, picture -> Query in
            "(\(report.id), \(position), \(picture.hash), \(picture.width), \(picture.height))"
        }
        try db.execute(
            "INSERT INTO feedback_picture (feedback_id, position, hash, width, height) VALUES \(Query.joined(rows))"
        )
    }

    /// False when there is nothing to add to: the code leads nowhere, or something was added before.
    func add(_ text: String, toReport hash: String, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE feedback SET added_text = \(text), added_at = \(now)
            WHERE code_hash = \(hash) AND added_at IS NULL AND forgotten_at IS NULL
            """
        ) == 1
    }
}
