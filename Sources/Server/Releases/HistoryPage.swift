import Domain

/// What users got: on one day as a picture and a table, and everything there was as a list.
struct HistoryPage: Sendable {
    /// A row of the table behind the picture.
    struct Row: Sendable {
        let span: String
        let entries: [Entry]
    }

    struct Entry: Sendable {
        let number: String
        let share: String
        let kind: String
        let path: String
        let hasPath: Bool
    }

    struct Period: Sendable {
        let number: String
        let path: String
        let who: String
        let kind: String
        let span: String
        let isNow: Bool
    }

    let action: String
    let day: String
    let dayWords: String
    let latest: String
    let isToday: Bool
    let before: String
    let after: String
    let chart: DayChart
    let hasChart: Bool
    let rows: [Row]
    let periods: [Period]
    let hasPeriods: Bool
    let hasMore: Bool
    let morePath: String
    let isEmpty: Bool
    let versionsPath: String

    /// Periods on one page.
    static let length = 30

    init(
        day: Int64,
        _ periods: [ReleasePeriod],
        all: [(sequence: Int64, period: ReleasePeriod)],
        _ writer: VersionWriter,
        _ settings: Settings
    ) {
        let (app, now, language) = (writer.app.id, writer.time.now, writer.language)
        let today = settings.day(of: now)
        let begin = settings.instant(day: day, hour: 0, minute: 0)
        let end = settings.instant(day: day + 1, hour: 0, minute: 0)
        let facts = ReleaseDay(periods, begin: begin, end: end, now: now)
        action = ReleasePaths.history(app)
        self.day = CivilDate.isoDay(day)
        dayWords = Self.words(day, today, language)
        latest = CivilDate.isoDay(today)
        isToday = day >= today
        before = ReleasePaths.history(app, day: CivilDate.isoDay(day - 1))
        after = ReleasePaths.history(app, day: CivilDate.isoDay(day + 1))
        chart = DayChart(facts, language)
        hasChart = !facts.lines.isEmpty
        func clock(_ at: Instant) -> String {
            at == end ? "24:00" : CivilDate(at, offsetSeconds: settings.zoneOffset(at)).clock
        }
        rows = facts.parts.map { part in
            Row(
                span: "\(clock(part.begin)) – \(part.end == facts.now ? writer.say("现在", "now") : clock(part.end))",
                entries: part.pieces.map { piece in
                    Entry(
                        number: piece.number?.description ?? writer.say("没有版本", "nothing"),
                        share: "\(GrayShare(ppm: piece.ppm)?.description ?? "0")%",
                        kind: piece.kind,
                        path: piece.number.map { Paths.version($0, of: app) } ?? "",
                        hasPath: piece.number != nil
                    )
                }
            )
        }
        self.periods = all.prefix(Self.length).map { Self.period($0.period, writer) }
        hasPeriods = !all.isEmpty
        hasMore = all.count > Self.length
        let last = all.prefix(Self.length).last?.sequence ?? 0
        morePath = "\(ReleasePaths.history(app, day: CivilDate.isoDay(day)))&before=\(last)#all"
        isEmpty = all.isEmpty && facts.lines.isEmpty
        versionsPath = Paths.versions(app)
    }

    private static func period(_ period: ReleasePeriod, _ writer: VersionWriter) -> Period {
        let begin = writer.time.short(period.begin, writer.language)
        let end = period.end.map { writer.time.short($0, writer.language) } ?? writer.say("现在", "now")
        return Period(
            number: period.number.description,
            path: Paths.version(period.number, of: writer.app.id),
            who: period.stage == .gray
                ? writer.say("灰度 \(period.share)%", "Gray \(period.share)%") : writer.say("全部用户", "Everybody"),
            kind: period.stage == .gray ? "gray" : "good",
            span: writer.say("\(begin) 至 \(end)", "\(begin) to \(end)"),
            isNow: period.end == nil
        )
    }

    /// `今天`, `昨天`, `2026 年 11 月 20 日`
    private static func words(_ day: Int64, _ today: Int64, _ language: Language) -> String {
        if day == today { return Words("今天", "Today")[language] }
        if day == today - 1 { return Words("昨天", "Yesterday")[language] }
        let date = CivilDate(Instant(milliseconds: day * 86_400_000), offsetSeconds: 0)
        return Words("\(date.year) 年 \(date.month) 月 \(date.day) 日", date.isoDay)[language]
    }
}
