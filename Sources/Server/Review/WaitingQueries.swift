package import Domain
package import Storage

/// A submission that waits for its decision, in the reviewers' queue.
package struct WaitingSubmission: Sendable {
    package let record: ReviewRecord
    package let app: ID<MiniProgram>
    package let appName: String
    package let number: VersionNumber
    /// Whether it shall take over a gray release.
    package let isReplacement: Bool
    /// Whether the one who looks belongs to the mini program, and so may not decide.
    package let isOwn: Bool
}

/// The queue of submissions that wait.
package struct WaitingQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// Where a page ends: the next one begins after it.
    package struct Cursor: Sendable, Equatable {
        let rank: Int
        let submittedAt: Instant
        let submission: ID<Submission>

        /// Before everything that waits.
        package static let beginning = Cursor(
            rank: -1,
            submittedAt: Instant(milliseconds: 0),
            submission: ID(rawValue: "")
        )

        private init(rank: Int, submittedAt: Instant, submission: ID<Submission>) {
            (self.rank, self.submittedAt, self.submission) = (rank, submittedAt, submission)
        }

        init(_ waiting: WaitingSubmission) {
            (rank, submittedAt) = (waiting.record.isExpress ? 0 : 1, waiting.record.submittedAt)
            submission = waiting.record.id
        }

        /// `1-1768874400000-01kfd…`; nil for anything else.
        package init?(text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, let rank = Int(parts[0]), let at = Int64(parts[1]), !parts[2].isEmpty else {
                return nil
            }
            (self.rank, submittedAt) = (rank, Instant(milliseconds: at))
            submission = ID(rawValue: String(parts[2]))
        }

        package var text: String { "\(rank)-\(submittedAt.milliseconds)-\(submission)" }
    }

    /// What waits, express ones first, then the longest waiting.
    package func page(for person: ID<Person>, after cursor: Cursor, limit: Int) throws -> [WaitingSubmission] {
        try db.rows(
            """
            SELECT \(ReviewRecord.columns), s.app_id, s.number, s.replaces_gray, m.name AS app_name,
                CASE WHEN EXISTS (SELECT 1 FROM member x WHERE x.app_id = s.app_id AND x.person_id = \(person)
                    AND x.state = 'VALID') THEN 1 ELSE 0 END AS is_own
            FROM \(ReviewRecord.tables) JOIN mini_program m ON m.id = s.app_id
            WHERE s.closed_at IS NULL AND m.closed_at IS NULL
                AND (s.queue_rank, s.submitted_at, s.id) > (\(cursor.rank), \(cursor.submittedAt), \(cursor.submission))
            ORDER BY s.queue_rank, s.submitted_at, s.id LIMIT \(limit)
            """
        ).map { row in
            WaitingSubmission(
                record: try ReviewRecord(row),
                app: try row.id("app_id"),
                appName: try row.text("app_name"),
                number: try row.number("number"),
                isReplacement: try row.optionalText("replaces_gray") != nil,
                isOwn: try row.bool("is_own")
            )
        }
    }
}
