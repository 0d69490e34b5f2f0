import Domain
import Storage

/// Versions side by side, and which share of the users was on each, day by day.
struct VersionInsightsPage: Sendable {
    struct Facts: Sendable {
        let sums: [VersionNumber: InsightSums]
        let order: [VersionNumber]
        let people: [VersionNumber: [Int64: Int64]]
        let all: [Int64: InsightSums.People]

        static let figures: [Figure] = [
            .launches, .availability, .launchHalf, .launchMost, .scriptErrors, .whiteScreens, .requestErrors,
        ]

        init(_ db: any Reading, _ app: ID<MiniProgram>, _ ask: InsightAsk, _ now: InsightNow) throws {
            let (queries, days) = (InsightQueries(db), VersionInsightsPage.days(ask, now))
            sums = try queries.versions(of: app, days, Array(Set(Self.figures.flatMap(\.measures))))
            let most = sums.sorted { ($0.value[.launches], $0.key) > ($1.value[.launches], $1.key) }
            order = most.prefix(VersionInsightsPage.columns).map(\.key).sorted(by: >)
            people = try queries.people(of: app, order, days)
            all = try queries.people(of: app, by: .day, days)
        }
    }

    struct Row: Sendable {
        let name: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let text: String
        /// The best of the row.
        let kind: String
    }

    /// Versions that stand side by side: the most used.
    static let columns = 5

    let isEmpty: Bool
    let windows: [InsightBar.Choice]
    let heads: [String]
    let rows: [Row]
    let charts: [Chart]
    let others: Int
    let hasOthers: Bool
    let insightsPath: String

    static func days(_ ask: InsightAsk, _ now: InsightNow) -> ClosedRange<Int64> {
        (now.day - max(2, ask.window.count == 24 ? 2 : ask.window.count) + 1)...now.day
    }

    init(_ facts: Facts, _ app: AuthorisedApp, _ ask: InsightAsk, _ now: InsightNow, _ language: Language) {
        let base = Paths.versionInsights(app.id)
        isEmpty = facts.order.isEmpty
        windows = InsightBar(base, ask, [], language).windows.filter { !$0.path.contains("24h") }
        heads = facts.order.map { "\($0)" }
        rows = Facts.figures.map { figure in
            let values = facts.order.map { facts.sums[$0].flatMap(figure.value) }
            // With few launches chance makes the best.
            let known = zip(facts.order, values).compactMap { number, value in
                (facts.sums[number]?[.launches] ?? 0) >= Score.fewestLaunches ? value : nil
            }
            let best = figure == .launches ? nil : figure.good == .up ? known.max() : known.min()
            return Row(
                name: figure.words[language],
                cells: values.map { value in
                    let isBest = value != nil && value == best && Set(known).count > 1
                    return Cell(text: FigureText.text(value, figure.unit, language), kind: isBest ? "good" : "")
                }
            )
        }
        others = facts.sums.count - facts.order.count
        hasOthers = others > 0
        let days = Array(Self.days(ask, now))
        let series = facts.order.map { number in
            Chart.Series(
                name: "\(number)",
                values: days.map { day -> Double? in
                    guard let all = facts.all[day]?.visitors, all > 0 else { return nil }
                    return Double(facts.people[number]?[day] ?? 0) / Double(all)
                }
            )
        }
        charts = [
            Chart(
                title: Words("各版本的访问人数占比", "Share of visitors on each version")[language],
                unit: .share,
                times: days.map { now.name($0, .day, language) },
                series: series,
                csv: "",
                language
            )
        ]
        insightsPath = ask.path(Paths.insights(app.id))
    }
}
