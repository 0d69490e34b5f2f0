import Domain
import Storage

/// Reports that say the same, with what an assessor can decide.
struct FeedbackGroupPage: Sendable {
    struct Report: Sendable {
        let id: String
        let isChosen: Bool
        let text: String
        let facts: String
        let when: String
        let moment: String
        let isMember: Bool
        let added: String
        let hasAdded: Bool
        let pictures: [CasePage.PictureRow]
        let hasPictures: Bool
    }

    struct Issue: Sendable {
        let id: String
        let text: String
        let facts: String
        let likeness: String
        let isLike: Bool
        let isChosen: Bool
    }

    struct Choice: Sendable {
        let value: String
        let name: String
        let explanation: String
        let isChosen: Bool
    }

    /// What is drawn: eight questions and the queue's.
    struct Facts: Sendable {
        let queue: FeedbackQueuePage.Facts
        let group: FeedbackGroupRow
        let reports: [FeedbackRow]
        let pictures: [ID<Feedback>: [String]]
        let issues: [FeedbackIssueRow]
        let earlier: [FeedbackQueueQueries.Earlier]

        /// Nil where there is no such group.
        init?(
            _ db: any Reading,
            _ id: ID<FeedbackGroup>,
            of app: ID<MiniProgram>,
            for person: ID<Person>,
            at now: Instant,
            _ settings: Settings
        ) throws {
            let queries = FeedbackQueueQueries(db)
            guard let group = try FeedbackQueries(db).group(id, in: app) else { return nil }
            self.group = group
            queue = try FeedbackQueuePage.Facts(db, for: person, after: nil, at: now, settings)
            reports = try queries.waiting(in: id, after: nil, limit: FeedbackGroupPage.size)
            pictures = try FeedbackQueries(db).pictures(of: reports.map(\.id))
            issues = try queries.issues(of: app, group.kind, limit: 60)
            earlier = try queries.earlier(in: id, limit: 5)
        }
    }

    /// Reports that are shown; all of the group can be decided about at once.
    static let size = 30
    /// Problems that are offered.
    private static let mostIssues = 8

    let queue: FeedbackQueuePage
    let action: String
    let name: String
    let tile: Tile
    let kind: String
    let tint: String
    let icon: String
    let page: String
    let hasPage: Bool
    let waiting: String
    let isOpen: Bool
    let reports: [Report]
    let viewers: [CasePage.PictureRow]
    /// There are more than stand here.
    let hasRest: Bool
    let rest: String
    let wantsAll: Bool
    /// The newest that waits, and how many do: what "all" means.
    let through: String
    let count: Int
    let issues: [Issue]
    let hasIssues: Bool
    let earlier: [String]
    let hasEarlier: Bool
    let isConfirm: Bool
    let isJoin: Bool
    let isDismiss: Bool
    let isUrgent: Bool
    let reasons: [Choice]
    let note: String
    let mostNote: Int
    let noteNote: FieldNote
    let reasonNote: FieldNote
    let issueNote: FieldNote
    let reportsNote: FieldNote
    let general: FieldNote
    let runs: String

    init(_ facts: Facts, _ app: AuthorisedApp, _ draft: AssessForm, _ writer: ConsoleWriter) {
        let (group, language) = (facts.group, writer.language)
        queue = FeedbackQueuePage(facts.queue, writer, current: group.id)
        action = Paths.feedbackGroup(group.id, of: app.id)
        (name, tile) = (app.name, Tile(name: app.name, picture: app.logo))
        (kind, tint, icon) = (group.kind.words[language], group.kind.tint, group.kind.icon)
        (page, hasPage) = (group.page ?? "", group.page != nil)
        waiting = writer.say("\(group.waiting) 条待评估", "\(group.waiting) to assess")
        isOpen = group.waiting > 0
        var viewers: [CasePage.PictureRow] = []
        let chosen = Set(draft.reports)
        reports = facts.reports.map { row in
            let shown = FeedbackIssuePage.Report(row, facts.pictures[row.id] ?? [], &viewers, writer.time, language)
            return Report(
                id: row.id.rawValue,
                isChosen: !draft.isTyped || chosen.contains(row.id),
                text: shown.text,
                facts: shown.facts,
                when: shown.when,
                moment: shown.moment,
                isMember: shown.isMember,
                added: shown.added,
                hasAdded: shown.hasAdded,
                pictures: shown.pictures,
                hasPictures: shown.hasPictures
            )
        }
        self.viewers = viewers
        hasRest = group.waiting > reports.count
        rest = writer.say(
            "全部 \(group.waiting) 条一起处理，包括没有显示的",
            "Decide about all \(group.waiting), also those not shown"
        )
        wantsAll = draft.wantsAll
        through = facts.reports.first?.id.rawValue ?? ""
        count = group.waiting
        issues = Self.issues(facts, draft, writer)
        hasIssues = !issues.isEmpty
        earlier = facts.earlier.map { one in
            let what = one.dismissal.map { $0.words[language] } ?? one.status.words[language]
            return "\(writer.time.short(one.at, language)) · \(one.by) · \(what)"
        }
        hasEarlier = !earlier.isEmpty
        let act = draft.act ?? (issues.first?.isLike ?? false ? .markDuplicate : .confirm)
        (isConfirm, isJoin, isDismiss) = (act == .confirm, act == .markDuplicate, act == .dismiss)
        isUrgent = draft.isUrgent
        reasons = FeedbackDismissal.allCases.map { reason in
            Choice(
                value: reason.rawValue,
                name: reason.words[language],
                explanation: reason.explanation[language],
                isChosen: draft.reason == reason
            )
        }
        (note, mostNote) = (draft.note, FeedbackLimits.note)
        noteNote = draft.refusal.note("note", language)
        reasonNote = draft.refusal.note("reason", language)
        issueNote = draft.refusal.note("issue", language)
        reportsNote = draft.refusal.note("reports", language)
        general = draft.refusal.general(language)
        runs = facts.queue.runs.words(writer.time)[language]
    }

    /// Known problems, the likest first: what this group led to before, then by likeness, then by the newest report.
    private static func issues(_ facts: Facts, _ draft: AssessForm, _ writer: ConsoleWriter) -> [Issue] {
        let likeness = FeedbackLikeness(facts.group.text)
        let ranked = facts.issues.enumerated().map { place, issue in
            let isSame = issue.id == facts.group.issue
            let score = isSame ? 1 : FeedbackLikeness(issue.text).likeness(to: likeness)
            return (issue: issue, score: score, place: place)
        }
        .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
        .prefix(mostIssues)
        return ranked.enumerated().map { index, entry in
            let issue = entry.issue
            let isLike = entry.score >= FeedbackLikeness.near
            return Issue(
                id: issue.id.rawValue,
                text: issue.text,
                facts: [
                    issue.status.words[writer.language],
                    writer.say("\(issue.reports) 条", "\(issue.reports) reports"),
                    issue.page,
                ].compactMap(\.self).joined(separator: " · "),
                likeness: writer.say("相似", "Alike"),
                isLike: isLike,
                isChosen: draft.issue.map { $0 == issue.id } ?? (index == 0 && isLike)
            )
        }
    }
}
