package import Domain
package import Storage

/// A submission that waits for a decision, as far as deciding needs it.
package struct OpenSubmission: Sendable {
    package let id: ID<Submission>
    package let version: ID<Version>
    package let grayShare: GrayShare?
    package let claimedBy: ID<Person>?
    package let claimerName: String?
    package let claimedAt: Instant?
}

/// What is asked about submissions.
package struct SubmissionQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// The submission of a version that waits for a decision.
    package func open(of version: ID<Version>) throws -> OpenSubmission? {
        try db.first(
            """
            SELECT s.id, s.version_id, s.gray_share, s.claimed_by, s.claimed_at, p.name
            FROM submission s LEFT JOIN person p ON p.id = s.claimed_by
            WHERE s.version_id = \(version) AND s.closed_at IS NULL ORDER BY s.submitted_at DESC LIMIT 1
            """
        ).map { row in
            OpenSubmission(
                id: try row.id("id"),
                version: try row.id("version_id"),
                grayShare: try row.optionalInt("gray_share").flatMap { GrayShare(ppm: $0) },
                claimedBy: try row.optionalID("claimed_by"),
                claimerName: try row.optionalText("name"),
                claimedAt: try row.optionalInstant("claimed_at")
            )
        }
    }

    /// Throws at the first of these fields with a picture that was not uploaded for the mini program.
    func checkPictures(of fields: [(name: String, pictures: [ID<Picture>])], in app: ID<MiniProgram>) throws {
        let files = try SubmissionDraftQueries(db).files(of: fields.flatMap(\.pictures), in: app)
        for field in fields where !field.pictures.allSatisfy({ files[$0] != nil }) {
            throw Refusal.pictureMissing(at: field.name)
        }
    }

    /// How many express reviews a person has left in the calendar month of the installation.
    package func expressReviewsLeft(of person: ID<Person>, at now: Instant, offsetSeconds: Int) throws -> Int {
        let date = CivilDate(now, offsetSeconds: offsetSeconds)
        let first = CivilDate.dayNumber(year: date.year, month: date.month, day: 1) ?? 0
        let begin = Instant(milliseconds: first * 86_400_000).adding(seconds: -Int64(offsetSeconds))
        let used = try db.first(
            """
            SELECT count(*) AS n FROM submission
            WHERE submitted_by = \(person) AND queue_rank = 0 AND submitted_at >= \(begin)
            """
        )?.int("n")
        // Everybody stands at the first level until developer value is counted.
        return max(0, Level.v1.expressReviewsAMonth - (used ?? 0))
    }
}
