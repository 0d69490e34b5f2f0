import Domain
import Storage

/// One problem with everything that its reporters said.
struct FeedbackIssuePage: Sendable {
    struct Count: Sendable {
        let name: String
        let count: String
        /// Of the largest, of 100.
        let percent: Int
        let path: String
    }

    struct Report: Sendable {
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

    struct Failure: Sendable {
        let message: String
        let page: String
        let hasPage: Bool
        let counts: String
    }

    struct Reply: Sendable {
        let text: String
        let by: String
    }

    struct Version: Sendable {
        let number: String
        let name: String
        let isChosen: Bool
    }

    /// What was typed and refused.
    struct Draft: Sendable {
        var reply = ""
        var number = ""
        var refusal: Refusal?
    }

    struct Facts: Sendable {
        let issue: FeedbackIssueRow
        let reports: [FeedbackRow]
        let pictures: [ID<Feedback>: [String]]
        let versions: [(number: VersionNumber, reports: Int)]
        let days: [Int64: Int]
        let devices: [FeedbackIssueQueries.Counted]
        let failures: [FeedbackIssueQueries.Failure]
        let replies: [FeedbackQueries.Reply]
        let timeline: [ActivityRow]
        let choices: [FeedbackVersionQueries.Choice]

        /// Ten questions, whatever there is. Nil where there is no such problem, or none that members see.
        init?(
            _ db: any Reading,
            _ id: ID<FeedbackIssue>,
            of app: ID<MiniProgram>,
            after last: String?,
            today: Int64
        ) throws {
            let (queries, feedback) = (FeedbackIssueQueries(db), FeedbackQueries(db))
            guard let issue = try queries.issue(id, in: app) else { return nil }
            self.issue = issue
            reports = try queries.reports(of: id, after: last, limit: FeedbackIssuePage.size + 1)
            pictures = try feedback.pictures(of: reports.map(\.id))
            versions = try queries.versions(of: [id])[id] ?? []
            days = try queries.days(of: [id], from: today - FeedbackTrend.days + 1)[id] ?? [:]
            devices = try queries.devices(of: id, limit: 5)
            failures = try queries.failures(of: issue, limit: 5)
            replies = try feedback.replies(of: id, limit: HandleFeedback.mostReplies)
            timeline = try queries.timeline(of: id, limit: 30)
            choices = try FeedbackVersionQueries(db).versions(of: app)
        }
    }

    static let size = 20

    let path: String
    let icon: String
    let tint: String
    let kind: String
    let text: String
    let page: String
    let hasPage: Bool
    let face: FeedbackFace
    let reportCount: String
    let userCount: String
    let first: String
    let last: String
    let trend: FeedbackTrend
    let hasTrendTable: Bool
    let versions: [Count]
    let hasVersions: Bool
    let devices: [Count]
    let hasDevices: Bool
    let failures: [Failure]
    let hasFailures: Bool
    let reports: [Report]
    let hasMore: Bool
    let morePath: String
    let viewers: [CasePage.PictureRow]
    let replies: [Reply]
    let hasReplies: Bool
    let timeline: [ActivityLine]
    let canProcess: Bool
    let canResolve: Bool
    let hasActions: Bool
    let choices: [Version]
    let hasChoices: Bool
    let reply: String
    let mostReply: Int
    let replyNote: FieldNote
    let versionNote: FieldNote
    let general: FieldNote

    init(
        _ facts: Facts,
        _ app: AuthorisedApp,
        _ draft: Draft,
        _ time: PageTime,
        _ settings: Settings,
        _ language: Language
    ) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let issue = facts.issue
        path = Paths.feedbackIssue(issue.id, of: app.id)
        (icon, tint, kind) = (issue.kind.icon, issue.kind.tint, issue.kind.words[language])
        (text, page, hasPage) = (issue.text, issue.page ?? "", issue.page != nil)
        face = FeedbackFace(issue, time, language)
        (reportCount, userCount) = ("\(issue.reports)", issue.users == 0 ? "–" : "\(issue.users)")
        (first, last) = (time.short(issue.firstAt, language), time.short(issue.lastAt, language))
        trend = FeedbackTrend(facts.days, today: settings.day(of: time.now), language)
        hasTrendTable = !trend.table.isEmpty
        let most = facts.versions.map(\.reports).max() ?? 1
        versions = facts.versions.prefix(6).map { version in
            Count(
                name: version.number.description,
                count: "\(version.reports)",
                percent: version.reports * 100 / max(1, most),
                path: Paths.version(version.number, of: app.id)
            )
        }
        hasVersions = !versions.isEmpty
        let top = facts.devices.map(\.count).max() ?? 1
        devices = facts.devices.map {
            Count(name: $0.name, count: "\($0.count)", percent: $0.count * 100 / max(1, top), path: "")
        }
        hasDevices = !devices.isEmpty
        failures = facts.failures.map { failure in
            Failure(
                message: failure.message,
                page: failure.page ?? "",
                hasPage: failure.page != nil,
                counts: say(
                    "\(failure.users) 位反馈人，\(failure.count) 次",
                    "\(failure.users) of the reporters, \(failure.count) times"
                )
            )
        }
        hasFailures = !failures.isEmpty
        let shown = facts.reports.prefix(Self.size)
        var viewers: [CasePage.PictureRow] = []
        reports = shown.map { row in
            Report(row, facts.pictures[row.id] ?? [], &viewers, time, language)
        }
        self.viewers = viewers
        hasMore = facts.reports.count > Self.size
        morePath = "\(path)?after=\(shown.last?.id.rawValue ?? "")#reports"
        replies = facts.replies.map { Reply(text: $0.text, by: "\($0.writer) · \(time.short($0.at, language))") }
        hasReplies = !replies.isEmpty
        timeline = facts.timeline.map { ActivityLine($0, time, language) }
        let may = app.allows(.feedbackHandle)
        let actions = issue.status.possibleActions.filter { $0.permission.map(app.allows) ?? false }
        canProcess = actions.contains(.process)
        canResolve = actions.contains(.resolve)
        hasActions = may
        choices = facts.choices.map { choice in
            Version(
                number: choice.number.description,
                name: "\(choice.number) · \(choice.status.words[language])",
                isChosen: choice.number.description == draft.number
            )
        }
        hasChoices = !choices.isEmpty
        (reply, mostReply) = (draft.reply, FeedbackLimits.reply)
        replyNote = draft.refusal.note("text", language)
        versionNote = draft.refusal.note("version", language)
        general = draft.refusal.general(language)
    }
}

extension FeedbackIssuePage.Report {
    init(
        _ row: FeedbackRow,
        _ hashes: [String],
        _ viewers: inout [CasePage.PictureRow],
        _ time: PageTime,
        _ language: Language
    ) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        text = row.text
        let stage =
            row.stage == .gray ? say("（灰度）", " (gray)") : row.stage == .experience ? say("（体验版）", " (experience)") : ""
        let version = row.number.map { "\($0)\(stage)" } ?? say("版本未知", "version unknown")
        facts = ([version] + [row.device, row.system, row.baseLibrary].compactMap(\.self)).joined(separator: " · ")
        when = time.short(row.receivedAt, language)
        moment = row.receivedAt.rfc3339
        isMember = row.isMember
        added = row.addedText ?? ""
        hasAdded = row.addedText != nil
        var pictures: [CasePage.PictureRow] = []
        for (index, hash) in hashes.enumerated() {
            let label = hashes.count > 1 ? say("图片 \(index + 1)", "Picture \(index + 1)") : say("图片", "Picture")
            pictures.append(
                CasePage.PictureRow(
                    id: "picture-\(viewers.count + pictures.count)",
                    path: Paths.picture(hash),
                    label: label
                )
            )
        }
        viewers += pictures
        self.pictures = pictures
        hasPictures = !pictures.isEmpty
    }
}
