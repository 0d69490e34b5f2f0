import Domain

/// Lines over time, drawn by the server: a title, axes with round steps, gaps shown as gaps, and the table behind it.
struct Chart: Sendable {
    struct Series: Sendable {
        let name: String
        let values: [Double?]
    }

    struct Line: Sendable {
        /// A class: `s1`, `s2`, ….
        let kind: String
        let name: String
        let path: String
        /// Points without a neighbour, which a line would not show, and the last of all.
        let dots: [Dot]
    }

    struct Dot: Sendable {
        let x: String
        let y: String
    }

    struct Tick: Sendable {
        let place: String
        let text: String
        let anchor: String
    }

    struct Row: Sendable {
        let time: String
        let cells: [String]
    }

    let title: String
    let label: String
    let isEmpty: Bool
    let hasKeys: Bool
    let lines: [Line]
    let area: String
    let across: [Tick]
    let up: [Tick]
    let heads: [String]
    let rows: [Row]
    let csv: String
    let hasCSV: Bool

    private static let (left, right, top, bottom) = (46.0, 352.0, 8.0, 132.0)

    init(
        title: String,
        unit: Figure.Unit,
        times: [String],
        series: [Series],
        csv: String,
        _ language: Language
    ) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        (self.title, self.csv) = (title, csv)
        let known = series.flatMap { $0.values.compactMap(\.self) }
        isEmpty = known.isEmpty
        hasCSV = !csv.isEmpty
        let isNearOne = unit == .share && (known.min() ?? 0) > 0.9
        let step = Self.step(for: isNearOne ? 1 - (known.min() ?? 0) : known.max() ?? 0, unit)
        let low = isNearOne ? max(0, 1 - step * ((1 - (known.min() ?? 1)) / step).rounded(.up)) : 0
        let steps = isNearOne ? (1 - low) / step : max(1, ((known.max() ?? 0) / step).rounded(.up))
        let high = isNearOne ? 1 : step * steps
        func y(_ value: Double) -> Double {
            Self.bottom - (Self.bottom - Self.top) * (high > low ? (value - low) / (high - low) : 0)
        }
        let last = max(1, times.count - 1)
        func x(_ index: Int) -> Double { Self.left + (Self.right - Self.left) * Double(index) / Double(last) }
        func place(_ value: Double) -> String { FigureText.places(value, 1) }
        lines = series.enumerated().map { number, each in
            var (path, dots): (String, [Dot]) = ("", [])
            for (index, value) in each.values.enumerated() {
                guard let value else { continue }
                let joins = index > 0 && each.values[index - 1] != nil
                path += "\(joins ? "L" : "M")\(place(x(index))) \(place(y(value)))"
                let goesOn = index + 1 < each.values.count && each.values[index + 1] != nil
                if !goesOn, !joins || index + 1 == each.values.count {
                    dots.append(Dot(x: place(x(index)), y: place(y(value))))
                }
            }
            return Line(kind: "s\(number + 1)", name: each.name, path: path, dots: dots)
        }
        area = Self.area(series.count == 1 ? series[0].values : [], x, y, place)
        hasKeys = series.count > 1
        up = (0...Int(max(1, steps.rounded()))).map { number in
            let value = min(high, low + step * Double(number))
            return Tick(place: place(y(value)), text: Self.axis(value, step, unit), anchor: "end")
        }
        let every = times.count <= 8 ? max(1, (times.count + 1) / 4) : max(1, (times.count - 1) / 4)
        across = stride(from: 0, to: times.count, by: every).map { index in
            Tick(
                place: place(x(index)),
                text: times[index],
                anchor: index == 0 ? "start" : index == last ? "end" : "middle"
            )
        }
        heads = series.map(\.name)
        rows = times.indices.reversed().map { index in
            Row(time: times[index], cells: series.map { FigureText.text($0.values[index], unit, language) })
        }
        let told = series.map { each -> String in
            guard let most = each.values.compactMap(\.self).max(), let now = each.values.compactMap(\.self).last else {
                return say("\(each.name)：没有数据", "\(each.name): no data")
            }
            let (latest, peak) = (FigureText.text(now, unit, language), FigureText.text(most, unit, language))
            return say("\(each.name)：最近 \(latest)，最高 \(peak)", "\(each.name): latest \(latest), highest \(peak)")
        }
        let span = say(
            "从 \(times.first ?? "") 到 \(times.last ?? "")",
            "from \(times.first ?? "") to \(times.last ?? "")"
        )
        label = "\(title)，\(span)。\(told.joined(separator: say("；", "; ")))".replacing("，", with: say("，", ", "))
    }

    private static func area(
        _ values: [Double?],
        _ x: (Int) -> Double,
        _ y: (Double) -> Double,
        _ place: (Double) -> String
    ) -> String {
        var (path, begin): (String, Int?) = ("", nil)
        for index in values.indices {
            guard let value = values[index] else { continue }
            if begin == nil {
                begin = index
                path += "M\(place(x(index))) \(place(bottom))"
            }
            path += "L\(place(x(index))) \(place(y(value)))"
            if index + 1 == values.count || values[index + 1] == nil {
                path += "L\(place(x(index))) \(place(bottom))Z"
                begin = nil
            }
        }
        return path
    }

    /// The smallest round step (1, 2 or 5 and zeros) with which at most four reach `most`.
    private static func step(for most: Double, _ unit: Figure.Unit) -> Double {
        let least = unit == .share ? 0.0001 : 1.0
        var power = least
        while true {
            for digit in [1.0, 2, 5] where power * digit * 4 >= most { return power * digit }
            power *= 10
        }
    }

    private static func axis(_ value: Double, _ step: Double, _ unit: Figure.Unit) -> String {
        switch unit {
        case .count, .people:
            return value >= 10_000
                ? "\(FigureText.places(value / 1_000, step < 1_000 ? 1 : 0))k" : FigureText.grouped(Int64(value))
        case .milliseconds:
            if step >= 60_000 { return "\(FigureText.places(value / 60_000, 0)) min" }
            return step >= 1_000 ? "\(FigureText.places(value / 1_000, 0)) s" : "\(Int64(value)) ms"
        case .share: return "\(FigureText.places(value * 100, step >= 0.01 ? 0 : step >= 0.001 ? 1 : 2))%"
        }
    }
}
