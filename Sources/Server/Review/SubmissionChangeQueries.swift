import Domain
import Storage

/// Changes of submissions.
struct SubmissionWrites {
    let db: any Writing

    /// What a submission belongs to.
    struct Frame: Sendable {
        let id: ID<Submission>
        let app: ID<MiniProgram>
        let version: ID<Version>
        let number: VersionNumber
        let person: ID<Person>
        let agreement: Agreement
        /// The gray release that it shall take over.
        let replaces: ID<GrayRelease>?
    }

    /// Writes it with its papers and the acceptance of the agreement; the version's draft goes.
    func add(_ content: SubmissionContent, _ frame: Frame, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO submission (id, app_id, version_id, number, submitted_by, submitted_at, description, screenshots,
                test_account, test_password, memo, queue_rank, gray_share, replaces_gray, agreement)
            VALUES (\(frame.id), \(frame.app), \(frame.version), \(frame.number.description), \(frame.person), \(now),
                \(content.description), \(Self.list(content.screenshots)), \(content.testAccount),
                \(content.testPassword), \(content.memo), \(content.isExpress ? 0 : 1), \(content.grayShare?.ppm),
                \(frame.replaces), \(frame.agreement.version))
            """
        )
        for (position, licence) in content.licences.enumerated() {
            try db.execute(
                """
                INSERT INTO submission_licence (submission_id, position, kind, number, name, valid_until, pictures)
                VALUES (\(frame.id), \(position), \(licence.kind), \(licence.number), \(licence.name),
                    \(licence.validUntil), \(Self.list(licence.pictures)))
                """
            )
        }
        try db.execute(
            """
            INSERT INTO agreement_acceptance (submission_id, app_id, person_id, agreement, text_hash, accepted_at)
            VALUES (\(frame.id), \(frame.app), \(frame.person), \(frame.agreement.version),
                \(frame.agreement.fingerprint), \(now))
            """
        )
        try db.execute("DELETE FROM submission_draft WHERE version_id = \(frame.version)")
    }

    /// Closes the waiting submission of a version without a decision.
    func withdraw(_ version: ID<Version>, at now: Instant) throws {
        try db.execute(
            "UPDATE submission SET closed_at = \(now) WHERE version_id = \(version) AND closed_at IS NULL"
        )
    }

    /// The same for a whole mini program: it is closed, and nobody shall review it any more.
    func withdrawAll(of app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute("UPDATE submission SET closed_at = \(now) WHERE app_id = \(app) AND closed_at IS NULL")
    }

    func claim(_ submission: ID<Submission>, by person: ID<Person>?, at now: Instant?) throws {
        try db.execute(
            """
            UPDATE submission SET claimed_by = \(person), claimed_at = \(now)
            WHERE id = \(submission) AND closed_at IS NULL
            """
        )
    }

    /// Closes it with a decision and its reasons. Throws when it was closed in the meantime.
    func decide(
        _ submission: ID<Submission>,
        _ decision: ReviewDecision,
        _ reasons: [RejectionReason],
        by person: ID<Person>,
        at now: Instant
    ) throws {
        let closed = try db.execute(
            """
            UPDATE submission SET closed_at = \(now), decision = \(decision), decided_by = \(person)
            WHERE id = \(submission) AND closed_at IS NULL
            """
        )
        guard closed == 1 else { throw Refusal.somebodyWasFirst }
        for (position, reason) in reasons.enumerated() {
            try db.execute(
                """
                INSERT INTO rejection_reason (submission_id, position, type, memo, pictures)
                VALUES (\(submission), \(position), \(reason.type), \(reason.memo), \(Self.list(reason.pictures)))
                """
            )
        }
    }

    private static func list(_ pictures: [ID<Picture>]) -> String {
        pictures.map(\.rawValue).joined(separator: " ")
    }
}
