import Domain
import Storage

/// 性能分析: the score and what it is made of, launch times and the rates of failure.
struct PerformancePage: Sendable {
    struct Facts: Sendable {
        let last: Instant?
        let series: [Int64: InsightSums]
        let before: [Int64: InsightSums]
        /// 30 days by the day, for scores.
        let month: [Int64: InsightSums]
        let versions: [VersionNumber: InsightSums]

        static let figures: [Figure] = [
            .launchHalf, .launchMost, .launchSlowest, .launchInTime, .availability, .whiteScreens, .scriptErrors,
            .requestErrors, .hostCallErrors, .resourceErrors, .pageErrors,
        ]
        static let parts: [Figure] = [.launchDownload, .launchPrepare, .launchScript, .launchRender]
        static let measures = Array(Set((figures + parts).flatMap(\.measures)))

        init(_ db: any Reading, _ app: ID<MiniProgram>, _ ask: InsightAsk, _ now: InsightNow) throws {
            let (queries, filter, unit) = (InsightQueries(db), ask.filter, ask.window.unit)
            let times = ask.times(now: now.now(unit))
            last = try queries.lastReport(of: app)
            series = try queries.sums(of: app, by: unit, times, Self.measures, filter)
            let earlier = (times.lowerBound - ask.window.count)...(times.lowerBound - 1)
            before = try queries.sums(of: app, by: unit, earlier, Self.measures, filter)
            month = try queries.sums(of: app, by: .day, (now.day - 29)...now.day, Score.measures, filter)
            versions = try queries.versions(of: app, InsightsPage.days(ask, now), [.launches])
        }
    }

    struct PartLine: Sendable {
        let name: String
        let value: String
        let points: Int
        let weight: String
        let kind: String
    }

    let isEmpty: Bool
    let appID: String
    let bar: InsightBar
    let hasScore: Bool
    let score: Int
    let grade: String
    let scoreDay: String
    let kind: String
    let parts: [PartLine]
    let hasMonth: Bool
    let month: Int
    let monthWords: String
    let fewest: Int64
    let tiles: [FigureTile]
    let launchParts: [FigureTile]
    let charts: [Chart]
    let insightsPath: String
    let versionsPath: String
    let canSeeErrors: Bool
    let errorsPath: String

    init(_ facts: Facts, _ app: AuthorisedApp, _ ask: InsightAsk, _ now: InsightNow, _ language: Language) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        isEmpty = facts.last == nil
        appID = app.id.rawValue
        let numbers = facts.versions.sorted { ($0.value[.launches], $0.key) > ($1.value[.launches], $1.key) }.map(\.key)
        bar = InsightBar(Paths.performance(app.id), ask, numbers, language)
        let scores = ((now.day - 29)...now.day).map { day in facts.month[day].flatMap(Score.init(day:)) }
        // Today when it has enough, else the last day that had.
        let index = scores.lastIndex { $0 != nil }
        let shown = index.flatMap { scores[$0] }
        hasScore = shown != nil
        score = Int((shown?.points ?? 0).rounded())
        grade = Score.grade(shown?.points ?? 0)[language]
        kind = Self.kind(shown?.points ?? 0)
        let back = 29 - (index ?? 29)
        scoreDay =
            back == 0
            ? say("今天", "Today")
            : back == 1 ? say("昨天", "Yesterday") : now.name(now.day - Int64(back), .day, language)
        parts = (shown?.parts ?? []).map { part in
            PartLine(
                name: part.figure.words[language],
                value: FigureText.text(part.value, part.figure.unit, language),
                points: Int(part.points.rounded()),
                weight: FigureText.places(part.weight * 100, 0),
                kind: Self.kind(part.points)
            )
        }
        let whole = Score.Month(scores.map { $0?.points })
        hasMonth = whole != nil
        month = Int((whole?.points ?? 0).rounded())
        let (recent, earlier) = (whole?.recent.map { Int($0.rounded()) }, whole?.earlier.map { Int($0.rounded()) })
        switch (recent, earlier) {
        case (let recent?, let earlier?):
            monthWords = say(
                "近 7 天平均 \(recent) × 65% + 之前 23 天平均 \(earlier) × 35%",
                "last 7 days \(recent) × 65 % + the 23 before \(earlier) × 35 %"
            )
        default: monthWords = say("只有 \(whole?.days ?? 0) 天有得分", "of \(whole?.days ?? 0) days with a score")
        }
        fewest = Score.fewestLaunches
        var (total, before) = (InsightSums(), InsightSums())
        for sums in facts.series.values { total.add(sums) }
        for sums in facts.before.values { before.add(sums) }
        func tile(_ figure: Figure) -> FigureTile {
            let value = figure.value(of: total)
            return FigureTile(figure, value, [(Words("较上一周期", "vs before"), value, figure.value(of: before))], language)
        }
        tiles = Facts.figures.map(tile)
        launchParts = Facts.parts.map(tile)
        charts = Self.charts(facts, app, ask, now, language)
        (canSeeErrors, errorsPath) = (app.allows(.errorView), Paths.errors(app.id))
        insightsPath = ask.path(Paths.insights(app.id))
        versionsPath = ask.path(Paths.versionInsights(app.id))
    }

    private static func kind(_ points: Double) -> String { points >= 75 ? "good" : points >= 60 ? "warn" : "bad" }

    private static func charts(
        _ facts: Facts,
        _ app: AuthorisedApp,
        _ ask: InsightAsk,
        _ now: InsightNow,
        _ language: Language
    ) -> [Chart] {
        let unit = ask.window.unit
        let times = Array(ask.times(now: now.now(unit)))
        func series(_ figure: Figure, _ name: String? = nil) -> Chart.Series {
            Chart.Series(
                name: name ?? figure.words[language],
                values: times.map { facts.series[$0].flatMap(figure.value) }
            )
        }
        func chart(_ title: Words, _ figure: Figure, _ lines: [Chart.Series]) -> Chart {
            Chart(
                title: title[language],
                unit: figure.unit,
                times: times.map { now.name($0, unit, language) },
                series: lines,
                csv: InsightAPI.csvPath(figure, app.id, ask),
                language
            )
        }
        let launch = chart(
            Words("启动耗时", "Launch time"),
            .launchMost,
            [series(.launchHalf, "P50"), series(.launchMost, "P90"), series(.launchSlowest, "P99")]
        )
        let rates: [Figure] = [.availability, .scriptErrors, .whiteScreens, .requestErrors]
        return [launch] + rates.map { chart($0.words, $0, [series($0)]) }
    }
}
