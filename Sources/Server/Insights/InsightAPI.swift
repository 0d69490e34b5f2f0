import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of figures, and the same as a file for spreadsheets.
struct InsightAPI {
    let platform: Platform

    /// Points of one answer at most.
    private static let mostPoints: Int64 = 800

    static func csvPath(_ figure: Figure, _ app: ID<MiniProgram>, _ ask: InsightAsk) -> String {
        ask.path("\(Paths.insights(app)).csv") + "&figure=\(figure.rawValue)"
    }

    func add(to routes: Routes) {
        routes.inApp(.get, "/api/v1/apps/{app_id}/insights", .insightsView) { request, _, app in
            let wish = try wish(request.query)
            let points = try await points(wish, of: app.id)
            return try .json(SeriesJSON(wish, points))
        }
        routes.inApp(.get, "/api/v1/apps/{app_id}/insights/versions", .insightsView) { request, _, app in
            var fields = try wish(request.query)
            if fields.unit == .hour {
                fields = try Wish(.day, fields.figure, InsightNow(platform).day - 29, InsightNow(platform).day)
            }
            let (figure, days) = (fields.figure, fields.times)
            let sums = try await platform.engine.read {
                try InsightQueries($0).versions(of: app.id, days, Array(Set(figure.measures + [.launches])))
            }
            guard !figure.countsPeople else {
                throw Self.refuse("figure", "按版本比较的是启动和质量的数据。", "Versions are compared by what was done, not by users.")
            }
            let items = sums.sorted { $0.key > $1.key }.map {
                VersionJSON(
                    version: "\($0.key)",
                    launches: $0.value[.launches],
                    value: Nullable(figure.value(of: $0.value))
                )
            }
            return try .json(ListJSON(items: items, next: nil))
        }
        routes.inApp(.get, "/apps/{app_id}/insights.csv", .insightsView) { request, _, app in
            let (ask, now) = (InsightAsk(request.query), InsightNow(platform))
            let times = ask.times(now: now.now(ask.window.unit))
            let figure = request.query["figure"].flatMap(Figure.init(rawValue:)) ?? .visitors
            let wish = try Wish(ask.window.unit, figure, times.lowerBound, times.upperBound, ask.filter)
            let rows = try await points(wish, of: app.id).map { [$0.at, $0.value.value.map { "\($0)" } ?? ""] }
            var response = Response.text(CSV.text([["time", figure.rawValue]] + rows), type: "text/csv; charset=utf-8")
            response.headers[.contentDisposition] = "attachment; filename=\"\(figure.rawValue)-\(app.id).csv\""
            return response
        }
    }

    private struct Wish: Sendable {
        let unit: FigureUnit
        let figure: Figure
        let times: ClosedRange<Int64>
        let filter: InsightQueries.Filter

        init(
            _ unit: FigureUnit,
            _ figure: Figure,
            _ from: Int64,
            _ to: Int64,
            _ filter: InsightQueries.Filter = InsightQueries.Filter()
        ) throws(Refusal) {
            guard from <= to, to - from < InsightAPI.mostPoints else {
                throw refuse(
                    "from",
                    "from 不能晚于 to，一次最多 800 个点。",
                    "from is not after to, and an answer has at most 800 points."
                )
            }
            if figure.isOfAll, unit == .hour || filter != InsightQueries.Filter() {
                throw refuse("figure", "这个数据只有按天、全部版本的。", "This figure is by the day and of all versions only.")
            }
            (self.unit, self.figure, times, self.filter) = (unit, figure, from...to, filter)
        }
    }

    private static func refuse(_ field: String, _ zh: String, _ en: String) -> Refusal {
        .invalid([FieldProblem(field: field, words: Words(zh, en))])
    }

    private func wish(_ query: FormFields) throws(Refusal) -> Wish {
        let names = Figure.allCases.map(\.rawValue).joined(separator: ", ")
        guard let figure = Figure(rawValue: query["figure"] ?? "visitors") else {
            throw Self.refuse("figure", "figure 是其中之一：\(names)。", "figure is one of \(names).")
        }
        guard let unit = ["hour": FigureUnit.hour, "day": .day][query["unit"] ?? "day"] else {
            throw Self.refuse("unit", "unit 是 hour 或 day。", "unit is hour or day.")
        }
        let now = InsightNow(platform)
        func day(_ field: String) throws(Refusal) -> Int64? {
            guard let text = query[field] else { return nil }
            guard let day = CivilDate.dayNumber(isoDay: text) else {
                throw Self.refuse(field, "日期的格式是 2026-11-23。", "A day is like 2026-11-23.")
            }
            return day
        }
        var filter = InsightQueries.Filter()
        if let text = query["version"] {
            guard let number = VersionNumber(text) else {
                throw Self.refuse("version", "版本号的格式是 1.0.0。", "A version is like 1.0.0.")
            }
            filter.number = number
        }
        if let text = query["stage"] {
            guard let stage = ["gray": RuntimeReceipt.Stage.gray, "release": .release, "experience": .experience][text]
            else {
                throw Self.refuse(
                    "stage",
                    "stage 是 gray、release 或 experience。",
                    "stage is gray, release or experience."
                )
            }
            filter.stage = stage
        }
        let to = try day("to") ?? now.day
        let from = try day("from") ?? to - (unit == .hour ? 0 : 29)
        return unit == .day
            ? try Wish(unit, figure, from, to, filter) : try Wish(unit, figure, from * 24, to * 24 + 23, filter)
    }

    private func points(_ wish: Wish, of app: ID<MiniProgram>) async throws -> [PointJSON] {
        let (sums, people) = try await platform.engine.read { db in
            (
                try InsightQueries(db).sums(of: app, by: wish.unit, wish.times, wish.figure.measures, wish.filter),
                try InsightQueries(db).people(of: app, by: wish.unit, wish.times, wish.filter)
            )
        }
        return wish.times.map { at in
            var value: Double?
            if sums[at] != nil || people[at] != nil {
                var all = sums[at] ?? InsightSums()
                all.people = people[at]
                value = wish.figure.value(of: all)
            }
            let (day, hour) = wish.unit == .day ? (at, nil) : (at / 24, at % 24)
            let clock = hour.map { "T\($0 < 10 ? "0" : "")\($0):00" } ?? ""
            return PointJSON(at: CivilDate.isoDay(day) + clock, value: Nullable(value))
        }
    }

    struct PointJSON: Encodable, Sendable {
        /// A day, or an hour of the installation's time zone.
        let at: String
        /// Null where nothing was reported.
        let value: Nullable<Double>
    }

    private struct VersionJSON: Encodable {
        let version: String
        let launches: Int64
        let value: Nullable<Double>
    }

    private struct SeriesJSON: Encodable {
        let figure: String
        let unit: String
        let items: [PointJSON]

        init(_ wish: Wish, _ points: [PointJSON]) {
            (figure, unit, items) = (wish.figure.rawValue, wish.figure.unit.rawValue, points)
        }
    }
}
