import Domain
import Storage

/// What became of a version's submission: the decision, each reason, what to do next, and what came before.
struct OutcomePage: Sendable {
    /// What the page is made of.
    struct Facts: Sendable {
        let version: VersionRow
        /// The version's submissions, the latest first.
        let own: [PastSubmission]
        let others: [PastSubmission]
        let reasons: [ID<Submission>: [RejectionReason]]
        let licences: [SubmissionDraft.Licence]
        let files: [ID<Picture>: String]

        static func load(
            _ number: VersionNumber,
            of app: AuthorisedApp,
            after cursor: SubmissionHistoryQueries.Cursor?,
            _ db: any Reading
        ) throws -> Facts {
            guard let version = try VersionQueries(db).version(number, of: app.id) else { throw Refusal.notFound }
            let history = SubmissionHistoryQueries(db)
            let own = try history.submissions(of: version.id, limit: OutcomeRoutes.mostOfVersion)
            let others = try history.submissions(
                of: app.id,
                except: version.id,
                after: cursor,
                limit: OutcomeRoutes.mostOfOthers + 1
            )
            let reasons = try history.reasons(of: (own + others).map(\.id))
            let licences = try own.first.map { try history.licences(of: $0.id) } ?? []
            let pictures =
                reasons.values.flatMap { $0 }.flatMap(\.pictures) + (own.first?.screenshots ?? [])
                + licences.flatMap(\.pictures)
            return Facts(
                version: version,
                own: own,
                others: others,
                reasons: reasons,
                licences: licences,
                files: try SubmissionDraftQueries(db).files(of: pictures, in: app.id)
            )
        }
    }

    let number: String
    let versionPath: String
    let submitPath: String
    let canSubmit: Bool
    let face: OutcomeFace
    let submitted: String
    let reasons: [ReasonView]
    let hasReasons: Bool
    let reasonsHeading: String
    let steps: [OutcomeStep]
    let hasSteps: Bool
    let content: SubmissionContentView
    let agreement: String
    let agreementPath: String
    let earlier: [PastLine]
    let hasEarlier: Bool
    let others: [PastLine]
    let hasOthers: Bool
    let morePath: String
    let hasMore: Bool
    /// Pictures of reasons, for the sheets that show them large.
    let pictures: [SubmissionContentView.Shot]

    init(_ facts: Facts, _ catalogue: Catalogue, _ writer: VersionWriter) {
        let (app, language) = (writer.app, writer.language)
        let (version, last) = (facts.version, facts.own.first)
        number = version.number.description
        versionPath = Paths.version(version.number, of: app.id)
        submitPath = Paths.submit(version.number, of: app.id)
        canSubmit = version.status == .development && app.allows(.versionSubmit)
        face = OutcomeFace(version, last, writer)
        submitted =
            last.map {
                let at = writer.time.short($0.submittedAt, language)
                return writer.say("\($0.submitter)\(at)提交", "Submitted by \($0.submitter), \(at)")
            } ?? ""
        let given = last.flatMap { facts.reasons[$0.id] } ?? []
        reasons = given.enumerated().map { ReasonView($1, place: $0 + 1, facts.files, writer) }
        hasReasons = !reasons.isEmpty
        reasonsHeading =
            last?.decision == .approveBase
            ? writer.say("为什么不可营销", "Why it is not promoted")
            : writer.say("驳回原因", "Why it was rejected")
        steps = OutcomeStep.all(version, last, writer)
        hasSteps = !steps.isEmpty
        let isPrivateShown = app.allows(.versionSubmit) || app.allows(.versionReview)
        content = SubmissionContentView(
            last.map { SubmissionContent($0, licences: facts.licences) } ?? .none,
            files: facts.files,
            share: last?.grayShare,
            catalogue: catalogue,
            isPrivateShown: isPrivateShown,
            writer
        )
        agreement = last?.agreement ?? ""
        agreementPath = Paths.agreement(agreement)
        earlier = facts.own.dropFirst().map { PastLine($0, facts.reasons[$0.id] ?? [], writer, isLinked: false) }
        hasEarlier = !earlier.isEmpty
        let page = facts.others.prefix(OutcomeRoutes.mostOfOthers)
        others = page.map { PastLine($0, facts.reasons[$0.id] ?? [], writer, isLinked: $0.hasVersion) }
        hasOthers = !others.isEmpty
        hasMore = facts.others.count > page.count
        morePath =
            page.last.map {
                let cursor = SubmissionHistoryQueries.Cursor(at: $0.submittedAt, id: $0.id)
                return "\(Paths.review(version.number, of: app.id))?before=\(cursor.text)#others"
            } ?? ""
        pictures = reasons.flatMap(\.pictures) + content.pictures
    }
}

extension SubmissionContent {
    /// Of a version that was never submitted.
    fileprivate static let none = SubmissionContent(
        description: "",
        screenshots: [],
        testAccount: "",
        testPassword: "",
        licences: [],
        memo: "",
        isExpress: false,
        grayShare: nil,
        replacesGray: false
    )
}

/// One reason, as a person wants to read it.
struct ReasonView: Sendable {
    let place: Int
    let type: String
    let guidePath: String
    let meaning: String
    let memo: String
    let pictures: [SubmissionContentView.Shot]
    let hasPictures: Bool

    init(_ reason: RejectionReason, place: Int, _ files: [ID<Picture>: String], _ writer: VersionWriter) {
        self.place = place
        type = reason.type.words[writer.language]
        guidePath = Paths.refusal(reason.type)
        meaning = reason.type.guide.meaning[writer.language]
        memo = reason.memo
        pictures = reason.pictures.enumerated().compactMap { index, id in
            files[id].map { hash in
                SubmissionContentView.Shot(
                    anchor: "reason-\(place)-\(index + 1)",
                    source: Paths.picture(hash),
                    label: writer.say("原因 \(place) 的图片 \(index + 1)", "Picture \(index + 1) of reason \(place)")
                )
            }
        }
        hasPictures = !pictures.isEmpty
    }
}

/// An earlier submission in a list.
struct PastLine: Sendable {
    let number: String
    let path: String
    let isLinked: Bool
    let when: String
    let verdict: String
    let kind: String
    let reasons: String
    let hasReasons: Bool

    init(_ past: PastSubmission, _ reasons: [RejectionReason], _ writer: VersionWriter, isLinked: Bool) {
        number = past.number.description
        path = Paths.review(past.number, of: writer.app.id)
        self.isLinked = isLinked
        let at = writer.time.short(past.submittedAt, writer.language)
        when = writer.say("\(past.submitter) · \(at)", "\(past.submitter) · \(at)")
        switch past.decision {
        case let decision?:
            verdict = decision.words[writer.language]
            kind = decision == .reject ? "bad" : decision == .approve ? "good" : "warn"
        case nil:
            verdict = past.closedAt == nil ? writer.say("审核中", "In review") : writer.say("已撤回", "Withdrawn")
            kind = past.closedAt == nil ? "blue" : ""
        }
        self.reasons = reasons.map { $0.type.words[writer.language] }
            .joined(separator: writer.language == .zh ? "、" : ", ")
        hasReasons = !reasons.isEmpty
    }
}
