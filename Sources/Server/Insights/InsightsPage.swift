import Domain
import Storage

/// 数据分析: today against yesterday and last week, how it went over the window, and the pages.
struct InsightsPage: Sendable {
    /// What is asked: a fixed number of questions, whatever there is.
    struct Facts: Sendable {
        let last: Instant?
        /// Hours of today, yesterday and the same day last week.
        let hours: [Int64: InsightSums]
        let arrivals: [Int64: InsightSums.People]
        let series: [Int64: InsightSums]
        let people: [Int64: InsightSums.People]
        let all: [Int64: InsightSums.People]
        let days: [Int64: InsightSums.People]
        let versions: [VersionNumber: InsightSums]
        let pages: [InsightQueries.PageRow]

        static let measures: [EventMeasure] = [.launches, .pageViews, .stays, .stayTime, .shares]

        init(_ db: any Reading, _ app: ID<MiniProgram>, _ ask: InsightAsk, _ now: InsightNow, after: (Int64, String)?)
            throws
        {
            let (queries, filter) = (InsightQueries(db), ask.filter)
            let begin = now.day * 24
            last = try queries.lastReport(of: app)
            var (hours, arrivals): ([Int64: InsightSums], [Int64: InsightSums.People]) = ([:], [:])
            for back in [Int64(0), 1, 7] {
                let times = (begin - back * 24)...(now.hour - back * 24)
                hours.merge(try queries.sums(of: app, by: .hour, times, Self.measures, filter)) { $1 }
                arrivals.merge(try queries.people(of: app, by: .hour, times, filter)) { $1 }
            }
            (self.hours, self.arrivals) = (hours, arrivals)
            let (unit, times) = (ask.window.unit, ask.times(now: now.now(ask.window.unit)))
            series = try queries.sums(of: app, by: unit, times, Self.measures, filter)
            people = try queries.people(of: app, by: unit, times, filter)
            all = try queries.people(of: app, by: .day, now.day...now.day)
            days = try queries.people(of: app, by: .day, (now.day)...(now.day), filter)
            let window = InsightsPage.days(ask, now)
            versions = try queries.versions(of: app, window, [.launches])
            pages = try queries.pages(
                of: app,
                window,
                filter,
                by: ask.order,
                after: after,
                limit: InsightsPage.rows + 1
            )
        }
    }

    struct PageLine: Sendable {
        let page: String
        let views: String
        let stay: String
        let failures: String
    }

    static let rows = 20

    let isEmpty: Bool
    let appID: String
    let until: String
    let lastReport: String
    let bar: InsightBar
    let tiles: [FigureTile]
    let charts: [Chart]
    let orders: [InsightBar.Choice]
    let pages: [PageLine]
    let hasPages: Bool
    let hasMore: Bool
    let morePath: String
    let performancePath: String
    let versionsPath: String

    /// The days that the window reaches into.
    static func days(_ ask: InsightAsk, _ now: InsightNow) -> ClosedRange<Int64> {
        (now.day - (ask.window == .day ? 0 : ask.window.count - 1))...now.day
    }

    static func cursor(_ text: String?) -> (Int64, String)? {
        guard let text, let point = text.firstIndex(of: "."), let key = Int64(text[..<point]) else { return nil }
        return (key, String(text[text.index(after: point)...]))
    }

    init(_ facts: Facts, _ app: AuthorisedApp, _ ask: InsightAsk, _ now: InsightNow, _ language: Language) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let base = Paths.insights(app.id)
        isEmpty = facts.last == nil
        appID = app.id.rawValue
        lastReport = facts.last.map { now.time.short($0, language) } ?? ""
        let numbers = facts.versions.sorted { ($0.value[.launches], $0.key) > ($1.value[.launches], $1.key) }.map(\.key)
        bar = InsightBar(base, ask, numbers, language)
        // Days are compared up to the last full hour, so that both have had as much time.
        until = "\(now.hour % 24 < 10 ? "0" : "")\(now.hour % 24):00"
        tiles = Self.tiles(facts, now, language)
        charts = Self.charts(facts, app, ask, now, language)
        orders = InsightQueries.PageOrder.allCases.map { order in
            let label =
                switch order {
                case .views: say("浏览", "Views")
                case .stay: say("停留", "Stay")
                case .failures: say("异常", "Failures")
                }
            return InsightBar.Choice(
                label: label,
                path: ask.path(base) { $0.order = order } + "#pages",
                isCurrent: order == ask.order
            )
        }
        let shown = facts.pages.prefix(Self.rows)
        pages = shown.map {
            PageLine(
                page: $0.page == EventLimits.otherPages ? say("其他页面", "Other pages") : $0.page,
                views: FigureText.grouped($0.views),
                stay: FigureText.text($0.stay > 0 ? Double($0.stay) : nil, .milliseconds, language),
                failures: FigureText.grouped($0.failures)
            )
        }
        hasPages = !shown.isEmpty
        hasMore = facts.pages.count > Self.rows
        let cursor = shown.last.map { "\($0.key(ask.order)).\($0.page)" } ?? ""
        morePath = "\(ask.path(base))&after=\(cursor.addingPercentEncoding())#pages"
        performancePath = ask.path(Paths.performance(app.id))
        versionsPath = ask.path(Paths.versionInsights(app.id))
    }

    private static func tiles(_ facts: Facts, _ now: InsightNow, _ language: Language) -> [FigureTile] {
        /// The sums of the hours of a day, `back` days ago, up to a moment.
        func sums(_ back: Int64, before end: Int64) -> InsightSums? {
            let times = ((now.day - back) * 24)..<(end - back * 24)
            var (sums, isKnown, people) = (InsightSums(), false, InsightSums.People())
            for at in times {
                if let hour = facts.hours[at] {
                    sums.add(hour)
                    isKnown = true
                }
                if let hour = facts.arrivals[at] {
                    people.visitors += hour.arrivals
                    people.fresh += hour.fresh
                    isKnown = true
                }
            }
            sums.people = people
            return isKnown ? sums : nil
        }
        let today = sums(0, before: now.hour + 1) ?? InsightSums()
        let (full, yesterday, week) = (sums(0, before: now.hour), sums(1, before: now.hour), sums(7, before: now.hour))
        let figures: [Figure] = [.visitors, .newVisitors, .pageViews, .launches, .stay, .shares]
        var tiles = figures.map { figure in
            let value = figure.value(of: today)
            let then = full.flatMap(figure.value)
            return FigureTile(
                figure,
                figure.countsPeople ? value ?? 0 : value,
                [
                    (Words("较昨天", "vs yesterday"), then, yesterday.flatMap(figure.value)),
                    (Words("较上周", "vs last week"), then, week.flatMap(figure.value)),
                ],
                language
            )
        }
        var all = InsightSums()
        all.people = facts.all[now.day] ?? InsightSums.People()
        for figure in [Figure.visitors7, .visitors30] {
            tiles.append(FigureTile(figure, figure.value(of: all), [], language))
        }
        return tiles
    }

    private static func charts(
        _ facts: Facts,
        _ app: AuthorisedApp,
        _ ask: InsightAsk,
        _ now: InsightNow,
        _ language: Language
    ) -> [Chart] {
        let unit = ask.window.unit
        let times = Array(ask.times(now: now.now(unit)))
        return [Figure.visitors, .pageViews, .launches, .stay, .shares].map { figure in
            let values = times.map { at -> Double? in
                guard facts.series[at] != nil || facts.people[at] != nil else { return nil }
                var sums = facts.series[at] ?? InsightSums()
                sums.people = facts.people[at] ?? InsightSums.People()
                return figure.value(of: sums)
            }
            return Chart(
                title: figure.words[language],
                unit: figure.unit,
                times: times.map { now.name($0, unit, language) },
                series: [Chart.Series(name: figure.words[language], values: values)],
                csv: InsightAPI.csvPath(figure, app.id, ask),
                language
            )
        }
    }
}
