import Domain
import Storage

/// The queue: a page of its own on a phone, the first pane beside a submission on a desk.
struct QueuePage: Sendable {
    let waiting: String
    let median: String
    let passed: String
    let decidedToday: String
    let chips: [Chip]
    let rows: [Row]
    let isEmpty: Bool
    let emptyTitle: String
    let emptyWords: String
    let isFiltered: Bool
    let allPath: String
    let hasMore: Bool
    let morePath: String
    let templatesPath: String
    let onlinePath: String

    struct Chip: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    struct Row: Sendable {
        let path: String
        let isCurrent: Bool
        let tile: Tile
        let name: String
        let number: String
        /// Size, findings, the last decision.
        let meta: String
        let waited: String
        let isExpress: Bool
        let isFirst: Bool
        let last: String
        let hasLast: Bool
        let claim: String
        let hasClaim: Bool
        let isMine: Bool
        /// The reviewer belongs to the mini program.
        let isOwn: Bool
        let reason: String
    }

    /// Submissions on one page.
    static let size = 30

    /// What a queue is drawn from.
    struct Facts: Sendable {
        let filter: ReviewQueueFilter
        let entries: [ReviewQueueQueries.Entry]
        let types: [ID<Submission>: [RejectionType]]
        let figures: ReviewFigures

        /// Five questions, whatever waits.
        init(
            _ db: any Reading,
            _ filter: ReviewQueueFilter,
            for person: ID<Person>,
            at now: Instant,
            today: Instant,
            after cursor: ReviewQueueQueries.Cursor
        ) throws {
            let queue = ReviewQueueQueries(db)
            self.filter = filter
            entries = try queue.page(filter, for: person, at: now, after: cursor, limit: QueuePage.size + 1)
            types = try queue.reasonTypes(of: entries.compactMap(\.lastSubmission))
            figures = try ReviewFigureQueries(db).figures(at: now, today: today)
        }
    }

    init(_ facts: Facts, _ writer: ConsoleWriter, current: ID<Submission>? = nil) {
        let (figures, filter) = (facts.figures, facts.filter)
        func count(_ number: Int) -> String { number >= ReviewFigures.most ? "\(ReviewFigures.most)+" : "\(number)" }
        waiting = count(figures.waiting)
        median = figures.medianSeconds.map(writer.duration) ?? "–"
        passed = figures.passedPercent.map { "\($0)%" } ?? "–"
        decidedToday = count(figures.decidedToday)
        chips = ReviewQueueFilter.allCases.map { each in
            Chip(
                label: each.words[writer.language],
                path: Paths.reviewQueue(each),
                isCurrent: each == filter
            )
        }
        let shown = facts.entries.prefix(Self.size)
        rows = shown.map { Self.row($0, facts, writer, current: current) }
        isEmpty = rows.isEmpty
        isFiltered = filter != .all
        emptyTitle =
            switch filter {
            case .all: writer.say("都审完了", "All reviewed")
            case .express: writer.say("没有加急的", "Nothing express")
            case .mine: writer.say("你还没有认领", "Nothing is yours")
            }
        emptyWords =
            filter == .all
            ? writer.say("有新的提审时会排在这里，最久的在最上面。", "New submissions line up here, the longest waiting first.")
            : writer.say("看看全部等待审核的版本。", "Look at everything that waits.")
        allPath = Paths.reviewQueue
        let next = facts.entries.count > Self.size ? shown.last?.cursor : nil
        hasMore = next != nil
        morePath = next.map { Paths.reviewQueue(filter, after: $0) } ?? ""
        templatesPath = Paths.replyTemplates
        onlinePath = Paths.onlineApps
    }

    private static func row(
        _ entry: ReviewQueueQueries.Entry,
        _ facts: Facts,
        _ writer: ConsoleWriter,
        current: ID<Submission>?
    ) -> Row {
        var meta = [PageSize.text(entry.packageSize)]
        if entry.warnings > 0 { meta.append(writer.say("\(entry.warnings) 处警告", "\(entry.warnings) warnings")) }
        if entry.replacesGray { meta.append(writer.say("替换灰度版", "hotfix")) }
        let isRejection = entry.lastDecision == .reject
        let types = entry.lastSubmission.flatMap { facts.types[$0] } ?? []
        let holder = entry.holder(at: writer.time.now)
        let claim =
            holder == nil
            ? "" : holder == writer.person ? writer.say("你认领的", "yours") : entry.claimer ?? ""
        let waited = writer.time.now.seconds(since: entry.submittedAt)
        return Row(
            path: Paths.reviewCase(entry.number, of: entry.app, facts.filter),
            isCurrent: entry.submission == current,
            tile: Tile(name: entry.appName, picture: entry.logo),
            name: entry.appName,
            number: entry.number.description,
            meta: meta.joined(separator: " · "),
            waited: writer.briefDuration(waited),
            isExpress: entry.isExpress,
            isFirst: entry.lastDecision == nil,
            last: writer.say("上次驳回：\(writer.list(types))", "Last rejected: \(writer.list(types).lowercased())"),
            hasLast: isRejection && !types.isEmpty,
            claim: claim,
            hasClaim: holder != nil,
            isMine: holder == writer.person,
            isOwn: entry.ownRole != nil,
            reason: writer.say("你是它的成员，由其他人审核", "You belong to it: another reviewer decides")
        )
    }
}

extension Settings {
    /// When the calendar day began in the installation's time zone.
    func dayBegin(_ now: Instant) -> Instant {
        let offset = zoneOffset(now)
        let day = CivilDate(now, offsetSeconds: offset).dayNumber
        return Instant(milliseconds: day * 86_400_000).adding(seconds: -Int64(offset))
    }
}
