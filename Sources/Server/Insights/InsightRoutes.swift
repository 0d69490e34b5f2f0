import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 数据分析 and 性能分析: the pages of figures.
struct InsightRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/insights", .insightsView) { request, context, app in
            let ask = InsightAsk(request.query)
            let after = InsightsPage.cursor(request.query["after"])
            let now = InsightNow(platform)
            let facts = try await platform.engine.read { try InsightsPage.Facts($0, app.id, ask, now, after: after) }
            let page = Page(
                "insights/insights",
                title: Words("数据分析", "Insights"),
                app: app,
                model: InsightsPage(facts, app, ask, now, context.language),
                back: Paths.app(app.id)
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}/performance", .insightsView) { request, context, app in
            let (ask, now) = (InsightAsk(request.query), InsightNow(platform))
            let facts = try await platform.engine.read { try PerformancePage.Facts($0, app.id, ask, now) }
            let page = Page(
                "insights/performance",
                title: Words("性能分析", "Performance"),
                app: app,
                model: PerformancePage(facts, app, ask, now, context.language),
                back: Paths.app(app.id)
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}/insights/versions", .insightsView) { request, context, app in
            let (ask, now) = (InsightAsk(request.query), InsightNow(platform))
            let facts = try await platform.engine.read { try VersionInsightsPage.Facts($0, app.id, ask, now) }
            let page = Page(
                "insights/versions",
                title: Words("版本对比", "Versions compared"),
                app: app,
                model: VersionInsightsPage(facts, app, ask, now, context.language),
                back: Paths.insights(app.id)
            )
            return try pages.render(page, request, context)
        }
    }
}

/// The hour and the day that it is in the installation's time zone.
struct InsightNow: Sendable {
    let hour: Int64
    let time: PageTime

    init(_ platform: Platform) {
        hour = platform.settings.hour(of: platform.world.now())
        time = PageTime(platform)
    }

    var day: Int64 { hour / 24 }

    func now(_ unit: FigureUnit) -> Int64 { unit == .hour ? hour : day }

    /// `14:00`, `23/11`.
    func name(_ at: Int64, _ unit: FigureUnit, _ language: Language) -> String {
        if unit == .hour { return "\(at % 24 < 10 ? "0" : "")\(at % 24):00" }
        let date = CivilDate(Instant(milliseconds: at * 86_400_000), offsetSeconds: 0)
        return language == .zh ? "\(date.month)/\(date.day)" : "\(date.day)/\(date.month)"
    }
}

/// The switches above the figures: window, version, gray only.
struct InsightBar: Sendable {
    struct Choice: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    let windows: [Choice]
    let versions: [Choice]
    let hasVersions: Bool
    let gray: Choice

    /// - Parameter numbers: versions that were used in the window, the most used first.
    init(_ base: String, _ ask: InsightAsk, _ numbers: [VersionNumber], _ language: Language) {
        windows = InsightAsk.Window.allCases.map { window in
            Choice(
                label: window.words[language],
                path: ask.path(base) { $0.window = window },
                isCurrent: window == ask.window
            )
        }
        var shown = Array(numbers.prefix(8))
        if let number = ask.number, !shown.contains(number) { shown.append(number) }
        versions =
            [
                Choice(
                    label: Words("全部版本", "All versions")[language],
                    path: ask.path(base) { $0.number = nil },
                    isCurrent: ask.number == nil
                )
            ]
            + shown.map { number in
                Choice(
                    label: "\(number)",
                    path: ask.path(base) { $0.number = number },
                    isCurrent: number == ask.number
                )
            }
        hasVersions = !shown.isEmpty
        gray = Choice(
            label: Words("只看灰度", "Gray only")[language],
            path: ask.path(base) { $0.isGrayOnly.toggle() },
            isCurrent: ask.isGrayOnly
        )
    }
}

/// A figure on a page: what it is now, and against what was.
struct FigureTile: Sendable {
    let name: String
    let explanation: String
    let value: String
    let changes: [Line]

    struct Line: Sendable {
        let against: String
        let text: String
        let kind: String
    }

    init(_ figure: Figure, _ value: Double?, _ before: [(Words, now: Double?, then: Double?)], _ language: Language) {
        name = figure.words[language]
        explanation = figure.explanation[language]
        self.value = FigureText.text(value, figure.unit, language)
        changes = before.compactMap { words, now, then in
            FigureText.change(now, from: then, of: figure, language).map {
                Line(against: words[language], text: $0.text, kind: $0.kind)
            }
        }
    }
}
