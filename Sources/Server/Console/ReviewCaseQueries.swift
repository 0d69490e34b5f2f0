import Domain
import Storage

/// Everything about one submission that its reviewer reads.
struct ReviewCaseQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Case: Sendable {
        let id: ID<Submission>
        let submitter: String
        let submittedAt: Instant
        let description: String
        let screenshots: [ID<Picture>]
        let testAccount: String
        let testPassword: String
        let memo: String
        let isExpress: Bool
        let grayShare: GrayShare?
        let replacesGray: Bool
        let claimedBy: ID<Person>?
        let claimer: String?
        let claimedAt: Instant?
        /// When it was decided or withdrawn; nil while it waits.
        let closedAt: Instant?
        let decision: ReviewDecision?
        let decider: String?

        /// Who has it now; a claim that nothing came of counts no longer.
        func holder(at now: Instant) -> ID<Person>? {
            guard closedAt == nil, let claimedAt, now.seconds(since: claimedAt) < ClaimReview.lastsSeconds
            else { return nil }
            return claimedBy
        }
    }

    /// The version that users have now, or had last where none is online; not this one.
    func lastReleased(of app: ID<MiniProgram>, except version: ID<Version>) throws -> VersionRow? {
        try db.first(
            """
            SELECT \(VersionQueries.columns) FROM \(VersionQueries.tables) WHERE v.id = coalesce(
                (SELECT r.id FROM version r WHERE r.app_id = \(app) AND r.status = \(VersionStatus.released)
                    AND r.id <> \(version) LIMIT 1),
                (SELECT o.version_id FROM release_period o WHERE o.app_id = \(app) AND o.stage = 'release'
                    AND o.version_id <> \(version) ORDER BY o.sequence DESC LIMIT 1))
            """
        ).map(VersionRow.init)
    }

    /// The newest submission of a version.
    func newest(of version: ID<Version>) throws -> Case? {
        try db.first(
            """
            SELECT s.id, p.name AS submitter, s.submitted_at, s.description, s.screenshots, s.test_account,
                s.test_password, s.memo, s.queue_rank, s.gray_share, s.replaces_gray, s.claimed_by, s.claimed_at,
                c.name AS claimer, s.closed_at, s.decision, d.name AS decider
            FROM submission s JOIN person p ON p.id = s.submitted_by
                LEFT JOIN person c ON c.id = s.claimed_by LEFT JOIN person d ON d.id = s.decided_by
            WHERE s.version_id = \(version) ORDER BY s.submitted_at DESC, s.id DESC LIMIT 1
            """
        ).map { row in
            Case(
                id: try row.id("id"),
                submitter: try row.text("submitter"),
                submittedAt: try row.instant("submitted_at"),
                description: try row.text("description"),
                screenshots: try row.pictures("screenshots"),
                testAccount: try row.text("test_account"),
                testPassword: try row.text("test_password"),
                memo: try row.text("memo"),
                isExpress: try row.int("queue_rank") == 0,
                grayShare: try row.optionalInt("gray_share").flatMap { GrayShare(ppm: $0) },
                replacesGray: try row.optionalText("replaces_gray") != nil,
                claimedBy: try row.optionalID("claimed_by"),
                claimer: try row.optionalText("claimer"),
                claimedAt: try row.optionalInstant("claimed_at"),
                closedAt: try row.optionalInstant("closed_at"),
                decision: try row.optionalWord("decision"),
                decider: try row.optionalText("decider")
            )
        }
    }

    /// The papers of a submission, in the order in which the categories ask for them.
    func licences(of submission: ID<Submission>) throws -> [SubmissionDraft.Licence] {
        try db.rows(
            """
            SELECT kind, number, name, valid_until, pictures FROM submission_licence
            WHERE submission_id = \(submission) ORDER BY position
            """
        ).map { row in
            SubmissionDraft.Licence(
                kind: try row.text("kind"),
                number: try row.text("number"),
                name: try row.text("name"),
                validUntil: try row.text("valid_until"),
                pictures: try row.pictures("pictures")
            )
        }
    }

    /// A decision that was made about the mini program.
    struct Decided: Sendable {
        let id: ID<Submission>
        let number: VersionNumber
        let decision: ReviewDecision
        let decider: String
        let at: Instant
        var reasons: [RejectionReason] = []
    }

    /// The newest decisions about a mini program with their reasons: two questions.
    func decisions(of app: ID<MiniProgram>, limit: Int) throws -> [Decided] {
        var decisions = try db.rows(
            """
            SELECT s.id, s.number, s.decision, s.closed_at, p.name
            FROM submission s LEFT JOIN person p ON p.id = s.decided_by
            WHERE s.app_id = \(app) AND s.decision IS NOT NULL ORDER BY s.submitted_at DESC LIMIT \(limit)
            """
        ).map { row in
            Decided(
                id: try row.id("id"),
                number: try row.number("number"),
                decision: try row.word("decision"),
                decider: try row.optionalText("name") ?? "",
                at: try row.instant("closed_at")
            )
        }
        let places = Dictionary(uniqueKeysWithValues: decisions.enumerated().map { ($1.id, $0) })
        for row in try db.rows(
            """
            SELECT submission_id, type, memo, pictures FROM rejection_reason
            WHERE \(Query.isIn("submission_id", decisions.map(\.id.rawValue))) ORDER BY submission_id, position
            """
        ) {
            guard let place = places[try row.id("submission_id")] else { continue }
            decisions[place].reasons.append(
                RejectionReason(
                    type: try row.word("type"),
                    memo: try row.text("memo"),
                    pictures: try row.pictures("pictures")
                )
            )
        }
        return decisions
    }

    /// A version that an operator took down by force.
    struct Takedown: Sendable {
        let number: VersionNumber
        let reason: String
        let by: String
        let at: Instant
    }

    func takedowns(of app: ID<MiniProgram>, limit: Int) throws -> [Takedown] {
        try db.rows(
            """
            SELECT v.number, t.reason, t.at, p.name
            FROM version v JOIN takedown t ON t.version_id = v.id JOIN person p ON p.id = t.by_person
            WHERE v.app_id = \(app) AND v.status = \(VersionStatus.takenDown)
            ORDER BY v.number_key DESC LIMIT \(limit)
            """
        ).map { row in
            Takedown(
                number: try row.number("number"),
                reason: try row.text("reason"),
                by: try row.text("name"),
                at: try row.instant("at")
            )
        }
    }

    /// The content hashes of pictures that were sent for a mini program.
    func pictures(_ ids: [ID<Picture>], of app: ID<MiniProgram>) throws -> [ID<Picture>: String] {
        let rows = try db.rows(
            """
            SELECT id, hash FROM picture
            WHERE app_id = \(app) AND \(Query.isIn("id", Set(ids.map(\.rawValue)).sorted()))
            """
        )
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.id("id"), try $0.text("hash")) })
    }
}
