import Domain

/// The three figures that matter, on the home page: who came today, whether it opens, how fast.
struct HomeFigures: Sendable {
    struct Tile: Sendable {
        let name: String
        let value: String
        let change: String
        let kind: String
    }

    static let measures: [EventMeasure] = [.launches, .launchFailures, .whiteScreens, .launchTotals]

    let path: String
    let tiles: [Tile]

    /// Nil where nothing was reported on the two days.
    init?(_ sums: [Int64: InsightSums], today: Int64, of app: AuthorisedApp, _ language: Language) {
        guard !sums.isEmpty, app.allows(.insightsView) else { return nil }
        let (now, before) = (sums[today] ?? InsightSums(), sums[today - 1])
        path = Paths.insights(app.id)
        let visitors = Tile(
            name: Figure.visitors.words[language],
            value: FigureText.grouped(now.people?.visitors ?? 0),
            change: before.map { sums in
                let count = FigureText.grouped(sums.people?.visitors ?? 0)
                return Words("昨天全天 \(count)", "\(count) all of yesterday")[language]
            } ?? "",
            kind: ""
        )
        let rest = [Figure.availability, .launchHalf].map { figure in
            let change = FigureText.change(
                figure.value(of: now),
                from: before.flatMap(figure.value),
                of: figure,
                language
            )
            return Tile(
                name: figure.words[language],
                value: FigureText.text(figure.value(of: now), figure.unit, language),
                change: change.map { Words("较昨天 \($0.text)", "\($0.text) vs yesterday")[language] } ?? "",
                kind: change?.kind ?? ""
            )
        }
        tiles = [visitors] + rest
    }
}
