/// How well a mini program ran, from 0 to 100, with the parts that it is made of.
///
/// A day: each part has points from a curve through three places (full, the limit of what is good with 60, nothing) and a
/// weight; a part that nothing is known of leaves its weight to the others. 30 days: the mean of the last 7 weighs 65 %, that of
/// the 23 before 35 %. Source: reference, "Data and performance"; curves and weights are ours and stand in `Score.parts`.
package struct Score: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package let figure: Figure
        /// The figure itself.
        package let value: Double
        /// 0 to 100.
        package let points: Double
        /// The share of the whole, after parts without data were left out; all parts together have 1.
        package let weight: Double
    }

    package let points: Double
    package let parts: [Part]

    /// What full points, 60 points and none are given for, and the weight in hundredths.
    package struct Curve: Hashable, Sendable {
        package let figure: Figure
        package let full: Double
        package let fair: Double
        package let none: Double
        package let weight: Double

        /// Straight lines between the three places.
        package func points(of value: Double) -> Double {
            func part(_ from: Double, _ to: Double) -> Double { min(1, max(0, (value - from) / (to - from))) }
            let isBetter = full < none ? value <= fair : value >= fair
            return isBetter ? 100 - 40 * part(full, fair) : 60 - 60 * part(fair, none)
        }
    }

    package static let curves = [
        Curve(figure: .availability, full: 0.999, fair: 0.99, none: 0.95, weight: 30),
        Curve(figure: .launchMost, full: 2_000, fair: Double(Figure.launchTarget), none: 10_000, weight: 25),
        Curve(figure: .scriptErrors, full: 0.002, fair: 0.02, none: 0.1, weight: 15),
        Curve(figure: .whiteScreens, full: 0.001, fair: 0.01, none: 0.05, weight: 10),
        Curve(figure: .requestErrors, full: 0.005, fair: 0.03, none: 0.15, weight: 10),
        Curve(figure: .hostCallErrors, full: 0.005, fair: 0.03, none: 0.15, weight: 5),
        Curve(figure: .resourceErrors, full: 0.002, fair: 0.02, none: 0.1, weight: 5),
    ]

    /// Launches of a day below which one unlucky user would make the score.
    package static let fewestLaunches: Int64 = 100

    /// What must be known for it.
    package static let measures: [EventMeasure] = Array(Set(curves.flatMap(\.figure.measures) + [.launches]))

    /// Nil where there is too little data.
    package init?(day sums: InsightSums) {
        guard sums[.launches] >= Self.fewestLaunches else { return nil }
        let known = Self.curves.compactMap { curve in curve.figure.value(of: sums).map { (curve, $0) } }
        let whole = known.reduce(0) { $0 + $1.0.weight }
        guard whole > 0 else { return nil }
        parts = known.map { curve, value in
            Part(figure: curve.figure, value: value, points: curve.points(of: value), weight: curve.weight / whole)
        }
        points = parts.reduce(0) { $0 + $1.points * $1.weight }
    }

    /// Of 30 days.
    package struct Month: Hashable, Sendable {
        package let points: Double
        /// The means of the last 7 days and of the 23 before; nil without a day that has a score.
        package let recent: Double?
        package let earlier: Double?
        package let days: Int

        package static let recentDays = 7
        package static let recentWeight = 0.65

        /// - Parameter days: the scores of days, the newest last, nil where there was too little data.
        package init?(_ days: [Double?]) {
            let last = days.suffix(30)
            func mean(_ scores: some Sequence<Double?>) -> Double? {
                let known = scores.compactMap(\.self)
                return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
            }
            recent = mean(last.suffix(Self.recentDays))
            earlier = mean(last.dropLast(Self.recentDays))
            self.days = last.compactMap(\.self).count
            switch (recent, earlier) {
            case (let recent?, let earlier?): points = recent * Self.recentWeight + earlier * (1 - Self.recentWeight)
            case (let only?, nil), (nil, let only?): points = only
            case (nil, nil): return nil
            }
        }
    }

    /// What a score is called.
    package static func grade(_ points: Double) -> Words {
        switch points {
        case 90...: Words("优秀", "Excellent")
        case 75..<90: Words("良好", "Good")
        case 60..<75: Words("一般", "Fair")
        default: Words("较差", "Poor")
        }
    }
}
