import Domain
import Storage

/// Which problems members look at.
enum FeedbackShow: String, CaseIterable, Sendable {
    /// What they have to do something about, by its deadline.
    case open
    case resolved
    case all

    var words: Words {
        switch self {
        case .open: Words("待处理", "Open")
        case .resolved: Words("已解决", "Resolved")
        case .all: Words("全部", "All")
        }
    }
}

/// What members read.
struct FeedbackIssueQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Filter: Sendable, Equatable {
        var show = FeedbackShow.open
        var kind: FeedbackKind?
        var number: VersionNumber?
        var words = ""
    }

    /// A page of problems: open ones by their deadline, the others by the last report.
    func page(in app: ID<MiniProgram>, _ filter: Filter, after cursor: FeedbackCursor?, limit: Int) throws
        -> [FeedbackIssueRow]
    {
        var conditions: [Query] = ["i.app_id = \(app)"]
        if let kind = filter.kind { conditions.append("i.kind = \(kind)") }
        if let number = filter.number {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM feedback_issue_version v
                    WHERE v.issue_id = i.id AND v.number = \(number.description))
                """
            )
        }
        for word in filter.words.split(separator: " ").prefix(5) {
            let pattern = SwitcherQueries.pattern(finding: String(word))
            conditions.append(
                #"(lower(i.text) LIKE lower(\#(pattern)) ESCAPE '\' OR lower(i.page) LIKE lower(\#(pattern)) ESCAPE '\')"#
            )
        }
        let order: Query
        switch filter.show {
        case .open:
            // The words of the partial index, so that it is used.
            conditions.append("i.status IN ('passed', 'processing', 'reopened')")
            if let cursor { conditions.append("(i.due_at, i.id) > (\(cursor.key), \(cursor.id))") }
            order = "i.due_at, i.id"
        case .resolved:
            conditions.append("i.status = 'resolved'")
            if let cursor { conditions.append("(i.last_at, i.id) < (\(cursor.key), \(cursor.id))") }
            order = "i.last_at DESC, i.id DESC"
        case .all:
            conditions.append("i.passed_at IS NOT NULL")
            if let cursor { conditions.append("(i.last_at, i.id) < (\(cursor.key), \(cursor.id))") }
            order = "i.last_at DESC, i.id DESC"
        }
        return try db.rows(
            """
            SELECT \(FeedbackIssueRow.columns) FROM feedback_issue i
            WHERE \(Query.joined(conditions, separator: " AND ")) ORDER BY \(order) LIMIT \(limit)
            """
        ).map(FeedbackIssueRow.init)
    }

    /// The key of the next page of a list.
    static func cursor(after row: FeedbackIssueRow, _ show: FeedbackShow) -> FeedbackCursor {
        let key = show == .open ? row.clock?.due : row.lastAt
        return FeedbackCursor(key: key?.milliseconds ?? 0, id: row.id.rawValue)
    }

    /// What members see; nil for what was not passed on yet.
    func issue(_ id: ID<FeedbackIssue>, in app: ID<MiniProgram>) throws -> FeedbackIssueRow? {
        try FeedbackQueries(db).issue(id, in: app).flatMap { $0.passedAt == nil ? nil : $0 }
    }

    /// The versions of problems with the number of their reports, the highest first.
    func versions(of issues: [ID<FeedbackIssue>]) throws -> [ID<FeedbackIssue>: [(number: VersionNumber, reports: Int)]]
    {
        let rows = try db.rows(
            """
            SELECT issue_id, number, reports FROM feedback_issue_version
            WHERE \(Query.isIn("issue_id", issues.map(\.rawValue)))
            """
        )
        var versions: [ID<FeedbackIssue>: [(number: VersionNumber, reports: Int)]] = [:]
        for row in rows {
            guard let number = VersionNumber(try row.text("number")) else { continue }
            versions[try row.id("issue_id"), default: []].append((number, try row.int("reports")))
        }
        return versions.mapValues { $0.sorted { $0.number > $1.number } }
    }

    /// The reports of problems by day, from a day on.
    func days(of issues: [ID<FeedbackIssue>], from day: Int64) throws -> [ID<FeedbackIssue>: [Int64: Int]] {
        let rows = try db.rows(
            """
            SELECT issue_id, day, reports FROM feedback_issue_day
            WHERE \(Query.isIn("issue_id", issues.map(\.rawValue))) AND day >= \(day)
            """
        )
        var days: [ID<FeedbackIssue>: [Int64: Int]] = [:]
        for row in rows { days[try row.id("issue_id"), default: [:]][try row.int64("day")] = try row.int("reports") }
        return days
    }

    /// How many problems are open, up to a limit, and the first deadline.
    func open(in app: ID<MiniProgram>, upTo limit: Int) throws -> (count: Int, first: FeedbackIssueRow?) {
        let first = try page(in: app, Filter(), after: nil, limit: 1).first
        guard first != nil else { return (0, nil) }
        let row = try db.first(
            """
            SELECT count(*) AS n FROM (SELECT i.id FROM feedback_issue i
                WHERE i.app_id = \(app) AND i.status IN ('passed', 'processing', 'reopened') LIMIT \(limit)) AS open
            """
        )
        return (try row?.int("n") ?? 0, first)
    }

    /// The reports that members see of a problem, newest first.
    func reports(of issue: ID<FeedbackIssue>, after last: String?, limit: Int) throws -> [FeedbackRow] {
        let rest: Query = last.map { "AND f.id < \($0)" } ?? .empty
        return try db.rows(
            """
            SELECT \(FeedbackRow.columns) FROM feedback f
            WHERE f.issue_id = \(issue) AND f.passed_at IS NOT NULL \(rest) ORDER BY f.id DESC LIMIT \(limit)
            """
        ).map(FeedbackRow.init)
    }

    struct Counted: Sendable {
        let name: String
        let count: Int
    }

    /// The devices and systems of the newest reports.
    func devices(of issue: ID<FeedbackIssue>, limit: Int) throws -> [Counted] {
        try db.rows(
            """
            SELECT device, system, count(*) AS n FROM (
                SELECT device, system FROM feedback WHERE issue_id = \(issue) AND passed_at IS NOT NULL
                ORDER BY id DESC LIMIT 1000) AS newest
            WHERE device IS NOT NULL OR system IS NOT NULL
            GROUP BY device, system ORDER BY count(*) DESC, device, system LIMIT \(limit)
            """
        ).map { row in
            let parts = [try row.optionalText("device"), try row.optionalText("system")].compactMap(\.self)
            return Counted(name: parts.joined(separator: " · "), count: try row.int("n"))
        }
    }

    struct Failure: Sendable {
        let message: String
        let page: String?
        let count: Int
        let users: Int
        let last: Instant
    }

    /// The JavaScript errors that the same users had around the time of their reports.
    func failures(of issue: FeedbackIssueRow, limit: Int) throws -> [Failure] {
        try db.rows(
            """
            SELECT e.message, e.page, count(*) AS n, count(DISTINCT e.pseudonym) AS users, max(e.at) AS last_at
            FROM (SELECT DISTINCT pseudonym FROM (
                    SELECT pseudonym FROM feedback WHERE issue_id = \(issue.id) AND passed_at IS NOT NULL
                    ORDER BY id DESC LIMIT 300) AS newest WHERE pseudonym IS NOT NULL) u
                JOIN event_failure e ON e.app_id = \(issue.app) AND e.pseudonym = u.pseudonym
            WHERE e.at >= \(issue.firstAt.adding(seconds: -86_400)) AND e.at <= \(issue.lastAt.adding(seconds: 3600))
                AND e.kind = \(RuntimeEvent.Kind.scriptError) AND e.message IS NOT NULL
            GROUP BY e.message, e.page ORDER BY count(*) DESC, e.message LIMIT \(limit)
            """
        ).map { row in
            Failure(
                message: try row.text("message"),
                page: try row.optionalText("page"),
                count: try row.int("n"),
                users: try row.int("users"),
                last: try row.instant("last_at")
            )
        }
    }

    /// What happened to a problem, oldest first.
    func timeline(of issue: ID<FeedbackIssue>, limit: Int) throws -> [ActivityRow] {
        try db.rows(
            """
            SELECT e.sequence, e.at, e.payload, p.name
            FROM feedback_event e LEFT JOIN person p ON p.id = e.actor
            WHERE e.issue_id = \(issue) ORDER BY e.sequence DESC LIMIT \(limit)
            """
        ).map(ActivityRow.init)
    }
}
