import Domain
import Storage

/// What the page of one submission is drawn from.
struct CaseFacts: Sendable {
    let queue: QueuePage.Facts
    let version: VersionRow
    let report: InspectionReport
    let submission: ReviewCaseQueries.Case
    let licences: [SubmissionDraft.Licence]
    let information: BaseInformation
    let categories: [Words]
    let provinces: [Words]
    /// Against the version that users have now, or had last; nil when nothing but this one was ever released.
    let comparison: ComparePackages.Comparison?
    /// Whether that version is online now.
    let isAgainstOnline: Bool
    let decisions: [ReviewCaseQueries.Decided]
    let takedowns: [ReviewCaseQueries.Takedown]
    let timeline: [ActivityRow]
    let templates: [ReplyTemplateRow]
    let pictures: [ID<Picture>: String]
    let publicURL: String

    /// No decision was made about this mini program before this submission's own.
    var isFirst: Bool { !decisions.contains { $0.id != submission.id } }

    /// Earlier decisions that stand on the page.
    private static let mostDecisions = 10
    private static let mostTakedowns = 5
    private static let mostEvents = 60

    /// The same number of questions whatever there is.
    ///
    /// Throws `NOT_FOUND` when the version was never submitted.
    static func load(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        _ filter: ReviewQueueFilter,
        draft: DecisionForm?,
        _ platform: Platform,
        _ catalogue: Catalogue
    ) async throws -> CaseFacts {
        let (id, person, now) = (app.id, try app.person(), platform.world.now())
        let today = platform.settings.dayBegin(now)
        let typed = draft?.reasons.flatMap(\.kept) ?? []
        let found = try await platform.engine.read { db -> Found? in
            let (versions, cases) = (VersionQueries(db), ReviewCaseQueries(db))
            guard let version = try versions.version(number, of: id),
                let submission = try cases.newest(of: version.id),
                let report = try versions.report(of: version.id),
                let information = try InformationQueries(db).information(of: id)
            else { return nil }
            let released = try cases.lastReleased(of: id, except: version.id)
            let licences = try cases.licences(of: submission.id)
            let decisions = try cases.decisions(of: id, limit: mostDecisions)
            let reasons = decisions.flatMap(\.reasons).flatMap(\.pictures)
            let wanted = submission.screenshots + licences.flatMap(\.pictures) + reasons + typed
            return Found(
                queue: try QueuePage.Facts(db, filter, for: person, at: now, today: today, after: .first),
                version: version,
                report: report,
                submission: submission,
                licences: licences,
                information: information,
                released: released,
                releasedReport: try versions.report(of: released?.id ?? ID(rawValue: "")),
                decisions: decisions,
                takedowns: try cases.takedowns(of: id, limit: mostTakedowns),
                timeline: try ReleaseHistoryQueries(db).timeline(of: version.id, limit: mostEvents),
                templates: try ReplyTemplateQueries(db).all(),
                pictures: try cases.pictures(wanted, of: id)
            )
        }
        guard let found else { throw Refusal.notFound }
        return try await CaseFacts(found, catalogue, platform)
    }

    private struct Found: Sendable {
        let queue: QueuePage.Facts
        let version: VersionRow
        let report: String
        let submission: ReviewCaseQueries.Case
        let licences: [SubmissionDraft.Licence]
        let information: BaseInformation
        let released: VersionRow?
        let releasedReport: String?
        let decisions: [ReviewCaseQueries.Decided]
        let takedowns: [ReviewCaseQueries.Takedown]
        let timeline: [ActivityRow]
        let templates: [ReplyTemplateRow]
        let pictures: [ID<Picture>: String]
    }

    private init(_ found: Found, _ catalogue: Catalogue, _ platform: Platform) async throws {
        report = try InspectionReport(stored: found.report)
        var comparison: ComparePackages.Comparison?
        if let released = found.released, let stored = found.releasedReport {
            let side = ComparePackages.Side(released, try InspectionReport(stored: stored))
            comparison = try await ComparePackages(platform: platform)(side, .init(found.version, report))
        }
        self.comparison = comparison
        isAgainstOnline = found.released?.status == .released
        (queue, version, submission, licences) = (found.queue, found.version, found.submission, found.licences)
        (information, decisions, takedowns) = (found.information, found.decisions, found.takedowns)
        (timeline, templates, pictures) = (found.timeline, found.templates, found.pictures)
        categories = found.information.categories.compactMap { catalogue.categories.path(of: $0) }
        provinces = catalogue.provinces.ordered(found.information.provinces).map(\.name)
        publicURL = platform.settings.publicURL
    }
}

/// What was typed on the page, and why it is shown again.
struct CaseDraft: Sendable {
    var filter = ReviewQueueFilter.all
    var form: DecisionForm?
    /// Why the decision was not made.
    var refusal: Refusal?
    /// What else went wrong: somebody else was first.
    var problem: Words?
}
