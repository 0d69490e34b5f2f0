import Domain
import Storage

/// How a version's last submission stands, with what it brought along and what was said about it.
struct ReviewJSON: Encodable, Sendable {
    struct Picture: Encodable {
        let id: String
        let url: String
    }

    struct Reason: Encodable {
        let type: RejectionType
        let typeText: String
        let memo: String
        let pictures: [Picture]

        private enum CodingKeys: String, CodingKey {
            case type, memo, pictures
            case typeText = "type_text"
        }
    }

    struct Licence: Encodable {
        let kind: String
        let number: String
        let name: String
        let validUntil: String
        let pictures: [Picture]

        private enum CodingKeys: String, CodingKey {
            case kind, number, name, pictures
            case validUntil = "valid_until"
        }
    }

    struct Content: Encodable {
        let description: String
        let screenshots: [Picture]
        /// Left out for those who neither submit nor review.
        let testAccount: String?
        let testPassword: String?
        let memo: String
        let agreement: String
        let licences: [Licence]
        let submittedBy: NamedPerson
        let submittedAt: String
        let express: Bool
        let grayPercent: Nullable<Double>

        private enum CodingKeys: String, CodingKey {
            case description, screenshots, memo, agreement, licences, express
            case testAccount = "test_account"
            case testPassword = "test_password"
            case submittedBy = "submitted_by"
            case submittedAt = "submitted_at"
            case grayPercent = "gray_percent"
        }
    }

    let appID: String
    let version: String
    /// The version's status, in the reference's words.
    let status: String
    let state: ReviewState
    let decision: Nullable<ReviewDecision>
    let decisionText: Nullable<String>
    /// For reviewers only: members never learn who decided.
    let decidedBy: Nullable<NamedPerson>
    let closedAt: Nullable<String>
    let reasons: [Reason]
    /// Who has it in their hands, for reviewers only; a claim runs out by itself.
    let claimedBy: Nullable<NamedPerson>
    let claimedAt: Nullable<String>
    let submission: Nullable<Content>

    private enum CodingKeys: String, CodingKey {
        case version, status, state, decision, reasons, submission
        case appID = "app_id"
        case decisionText = "decision_text"
        case decidedBy = "decided_by"
        case closedAt = "closed_at"
        case claimedBy = "claimed_by"
        case claimedAt = "claimed_at"
    }
}

extension ReviewJSON {
    /// Loads it in a fixed number of questions. Throws `NOT_FOUND` when there is no version with this number.
    static func load(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        _ platform: Platform,
        _ language: Language
    ) async throws -> ReviewJSON {
        let now = platform.world.now()
        let urlStart = platform.settings.publicURL
        return try await platform.engine.read { db in
            guard let version = try VersionQueries(db).version(number, of: app.id) else { throw Refusal.notFound }
            let record = try ReviewRecordQueries(db).latest(of: [version.id])[version.id]
            let history = SubmissionHistoryQueries(db)
            let made = try history.submissions(of: version.id, limit: 1).first
            let licences = try made.map { try history.licences(of: $0.id) } ?? []
            let reasons = try made.flatMap { try history.reasons(of: [$0.id])[$0.id] } ?? []
            let named = (made?.screenshots ?? []) + licences.flatMap(\.pictures) + reasons.flatMap(\.pictures)
            let hashes = try ReviewCaseQueries(db).pictures(named, of: app.id)
            func pictures(_ ids: [ID<Domain.Picture>]) -> [Picture] {
                ids.compactMap { id in
                    hashes[id].map { Picture(id: id.rawValue, url: urlStart + Paths.picture($0)) }
                }
            }
            let seesReviewers = app.allows(.versionReview)
            let isClaimed = record?.isClaimed(at: now) ?? false
            return ReviewJSON(
                appID: app.id.rawValue,
                version: number.description,
                status: version.status.rawValue,
                state: ReviewState(record),
                decision: Nullable(record?.decision),
                decisionText: Nullable(record?.decision?.words[language]),
                decidedBy: Nullable(seesReviewers ? record?.decidedBy : nil),
                closedAt: Nullable(record?.closedAt?.rfc3339),
                reasons: reasons.map { reason in
                    Reason(
                        type: reason.type,
                        typeText: reason.type.words[language],
                        memo: reason.memo,
                        pictures: pictures(reason.pictures)
                    )
                },
                claimedBy: Nullable(isClaimed && seesReviewers ? record?.claimedBy : nil),
                claimedAt: Nullable(isClaimed ? record?.claimedAt?.rfc3339 : nil),
                submission: Nullable(
                    made.flatMap { made in
                        record.map { Content(made, licences, $0, showsAccount: app.seesTestAccounts, pictures) }
                    }
                )
            )
        }
    }
}

extension ReviewJSON.Content {
    fileprivate init(
        _ made: PastSubmission,
        _ licences: [SubmissionDraft.Licence],
        _ record: ReviewRecord,
        showsAccount: Bool,
        _ pictures: ([ID<Domain.Picture>]) -> [ReviewJSON.Picture]
    ) {
        self.init(
            description: made.description,
            screenshots: pictures(made.screenshots),
            testAccount: showsAccount ? made.testAccount : nil,
            testPassword: showsAccount ? made.testPassword : nil,
            memo: made.memo,
            agreement: made.agreement,
            licences: licences.map { licence in
                ReviewJSON.Licence(
                    kind: licence.kind,
                    number: licence.number,
                    name: licence.name,
                    validUntil: licence.validUntil,
                    pictures: pictures(licence.pictures)
                )
            },
            submittedBy: record.submittedBy,
            submittedAt: record.submittedAt.rfc3339,
            express: record.isExpress,
            grayPercent: Nullable(record.grayShare?.percent)
        )
    }
}

extension ReviewRecord {
    /// Whether a reviewer has it in their hands still.
    func isClaimed(at now: Instant) -> Bool {
        guard closedAt == nil, claimedBy != nil, let claimedAt else { return false }
        return now.seconds(since: claimedAt) < ClaimReview.lastsSeconds
    }
}

extension AuthorisedApp {
    /// Passwords of test accounts are for those who work with them.
    fileprivate var seesTestAccounts: Bool { allows(.versionSubmit) || allows(.versionReview) }
}
