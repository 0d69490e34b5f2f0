import Domain
import Storage

/// 用户反馈: what users reported, as problems.
struct FeedbackListPage: Sendable {
    struct Chip: Sendable {
        let name: String
        let path: String
        let isCurrent: Bool
    }

    struct Choice: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    struct Row: Sendable {
        let path: String
        let icon: String
        let tint: String
        let kind: String
        let text: String
        let page: String
        let hasPage: Bool
        let users: String
        let versions: String
        let hasVersions: Bool
        let when: String
        let moment: String
        let face: FeedbackFace
        let trend: FeedbackTrend
    }

    /// What the page is drawn from; six questions, whatever there is.
    struct Facts: Sendable {
        let filter: FeedbackIssueQueries.Filter
        let rows: [FeedbackIssueRow]
        let versions: [ID<FeedbackIssue>: [(number: VersionNumber, reports: Int)]]
        let days: [ID<FeedbackIssue>: [Int64: Int]]
        let runs: FeedbackRunTimes

        init(
            _ db: any Reading,
            of app: ID<MiniProgram>,
            _ filter: FeedbackIssueQueries.Filter,
            after cursor: FeedbackCursor?,
            at now: Instant,
            _ settings: Settings
        ) throws {
            let queries = FeedbackIssueQueries(db)
            self.filter = filter
            rows = try queries.page(in: app, filter, after: cursor, limit: FeedbackListPage.size + 1)
            let ids = rows.map(\.id)
            versions = try queries.versions(of: ids)
            days = try queries.days(of: ids, from: settings.day(of: now) - FeedbackTrend.days + 1)
            runs = try FeedbackRunTimes(db, at: now, settings)
        }
    }

    static let size = 20

    let chips: [Chip]
    let kinds: [Choice]
    let show: String
    let words: String
    let number: String
    let hasNumber: Bool
    let isNarrowed: Bool
    let searchPath: String
    let clearPath: String
    let rows: [Row]
    let isEmpty: Bool
    let emptyTitle: String
    let emptyWords: String
    let hasMore: Bool
    let morePath: String
    let runs: String
    let filePath: String
    let reportPath: String
    let reportAddress: String

    init(_ facts: Facts, _ app: AuthorisedApp, _ time: PageTime, _ settings: Settings, _ language: Language) {
        let filter = facts.filter
        chips = FeedbackShow.allCases.map { each in
            var other = filter
            other.show = each
            return Chip(
                name: each.words[language],
                path: Paths.feedback(app.id, other),
                isCurrent: each == filter.show
            )
        }
        kinds = FeedbackKind.allCases.map {
            Choice(value: $0.rawValue, name: $0.words[language], isChosen: $0 == filter.kind)
        }
        show = filter.show.rawValue
        words = filter.words
        number = filter.number?.description ?? ""
        hasNumber = filter.number != nil
        isNarrowed = filter.kind != nil || filter.number != nil || !filter.words.isEmpty
        searchPath = Paths.feedback(app.id)
        var whole = FeedbackIssueQueries.Filter()
        whole.show = filter.show
        clearPath = Paths.feedback(app.id, whole)
        let today = settings.day(of: time.now)
        let shown = facts.rows.prefix(Self.size)
        rows = shown.map { row in
            let numbers = facts.versions[row.id]?.map(\.number.description) ?? []
            return Row(
                path: Paths.feedbackIssue(row.id, of: app.id),
                icon: row.kind.icon,
                tint: row.kind.tint,
                kind: row.kind.words[language],
                text: row.text,
                page: row.page ?? "",
                hasPage: row.page != nil,
                users: FeedbackListPage.users(row, language),
                versions: numbers.prefix(2).joined(separator: Words("、", ", ")[language])
                    + (numbers.count > 2 ? Words(" 等", " …")[language] : ""),
                hasVersions: !numbers.isEmpty,
                when: time.short(row.lastAt, language),
                moment: row.lastAt.rfc3339,
                face: FeedbackFace(row, time, language),
                trend: FeedbackTrend(facts.days[row.id] ?? [:], today: today, language)
            )
        }
        isEmpty = rows.isEmpty
        (emptyTitle, emptyWords) = Self.empty(filter, isNarrowed: isNarrowed, language)
        hasMore = facts.rows.count > Self.size
        morePath =
            shown.last.map {
                Paths.feedback(app.id, filter, after: FeedbackIssueQueries.cursor(after: $0, filter.show))
            } ?? ""
        runs = facts.runs.words(time)[language]
        filePath = Paths.feedbackFile(app.id)
        reportPath = Paths.report(app.id)
        reportAddress = settings.publicURL + Paths.report(app.id)
    }

    /// `26 位用户`, or that it came from members alone.
    static func users(_ row: FeedbackIssueRow, _ language: Language) -> String {
        row.users == 0
            ? Words("成员反馈", "by members")[language]
            : Words("\(row.users) 位用户", row.users == 1 ? "1 user" : "\(row.users) users")[language]
    }

    private static func empty(
        _ filter: FeedbackIssueQueries.Filter,
        isNarrowed: Bool,
        _ language: Language
    ) -> (String, String) {
        if isNarrowed {
            return (
                Words("没有符合的反馈", "Nothing fits")[language],
                Words("换个词，或者看全部。", "Try another word, or see all of them.")[language]
            )
        }
        return switch filter.show {
        case .open:
            (
                Words("没有待处理的反馈", "Nothing to handle")[language],
                Words(
                    "用户的反馈由平台评估，确认后每天转来一次。可以把反馈页放进小程序。",
                    "The platform assesses what users report and passes it on once a day. Link the page below in your mini program."
                )[language]
            )
        case .resolved:
            (
                Words("还没有解决的反馈", "Nothing resolved yet")[language],
                Words("标为已解决的问题会列在这里。", "What you set resolved stands here.")[language]
            )
        case .all:
            (
                Words("还没有反馈", "No feedback yet")[language],
                Words("可以把反馈页放进小程序，方便用户反馈。", "Link the page below in your mini program.")[language]
            )
        }
    }
}

extension Paths {
    /// A page of the list.
    static func feedback(
        _ app: ID<MiniProgram>,
        _ filter: FeedbackIssueQueries.Filter,
        after cursor: FeedbackCursor? = nil
    ) -> String {
        let fields = [
            filter.show == .open ? nil : "show=\(filter.show.rawValue)",
            filter.kind.map { "kind=\($0.rawValue)" },
            filter.number.map { "version=\($0)" },
            filter.words.isEmpty ? nil : "q=\(filter.words.addingPercentEncoding())",
            cursor.map { "after=\($0.text)" },
        ].compactMap(\.self)
        return feedback(app) + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }
}
