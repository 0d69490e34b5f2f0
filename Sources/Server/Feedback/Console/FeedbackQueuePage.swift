import Domain
import Storage

/// 反馈评估: groups of reports that wait, the largest first.
struct FeedbackQueuePage: Sendable {
    struct Row: Sendable {
        let path: String
        let isCurrent: Bool
        let tile: Tile
        let name: String
        let kind: String
        let tint: String
        let text: String
        let page: String
        let hasPage: Bool
        let count: String
        let waited: String
        /// Reports of this group belonged to a problem before.
        let isKnown: Bool
        let isOwn: Bool
    }

    /// Five questions, whatever waits.
    struct Facts: Sendable {
        let entries: [FeedbackQueueQueries.Entry]
        let waiting: Int
        let toPass: Int
        let runs: FeedbackRunTimes

        init(
            _ db: any Reading,
            for person: ID<Person>,
            after cursor: FeedbackCursor?,
            at now: Instant,
            _ settings: Settings
        ) throws {
            let queue = FeedbackQueueQueries(db)
            entries = try queue.page(for: person, after: cursor, limit: FeedbackQueuePage.size + 1)
            waiting = try queue.waiting(upTo: FeedbackQueuePage.most + 1)
            toPass = try queue.toPass(upTo: FeedbackQueuePage.most + 1)
            runs = try FeedbackRunTimes(db, at: now, settings)
        }
    }

    static let size = 30
    /// Counted up to here.
    static let most = 999

    let waiting: String
    let toPass: String
    let next: String
    let runs: String
    let rows: [Row]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String

    init(_ facts: Facts, _ writer: ConsoleWriter, current: ID<FeedbackGroup>? = nil) {
        func count(_ number: Int) -> String { number > Self.most ? "\(Self.most)+" : "\(number)" }
        (waiting, toPass) = (count(facts.waiting), count(facts.toPass))
        next = writer.time.clock(facts.runs.next)
        runs = facts.runs.words(writer.time)[writer.language]
        let shown = facts.entries.prefix(Self.size)
        rows = shown.map { entry in
            let group = entry.group
            return Row(
                path: Paths.feedbackGroup(group.id, of: group.app),
                isCurrent: group.id == current,
                tile: Tile(name: entry.appName, picture: entry.logo),
                name: entry.appName,
                kind: group.kind.words[writer.language],
                tint: group.kind.tint,
                text: group.text,
                page: group.page ?? "",
                hasPage: group.page != nil,
                count: writer.say("\(group.waiting) 条", "\(group.waiting)"),
                waited: writer.briefDuration(writer.time.now.seconds(since: group.waitingSince)),
                isKnown: group.issue != nil,
                isOwn: entry.ownRole != nil
            )
        }
        isEmpty = rows.isEmpty
        hasMore = facts.entries.count > Self.size
        morePath = shown.last.map { "\(Paths.feedbackQueue)?after=\($0.cursor.text)" } ?? ""
    }
}
