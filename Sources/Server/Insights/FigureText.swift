import Domain

/// Figures as people read them, with their units.
enum FigureText {
    static func text(_ value: Double?, _ unit: Figure.Unit, _ language: Language) -> String {
        guard let value else { return "–" }
        switch unit {
        case .count, .people: return grouped(Int64(value.rounded()))
        case .milliseconds:
            if value < 1_000 { return Words("\(Int(value.rounded())) 毫秒", "\(Int(value.rounded())) ms")[language] }
            if value < 60_000 {
                return Words("\(places(value / 1_000, 2)) 秒", "\(places(value / 1_000, 2)) s")[language]
            }
            let (minutes, seconds) = (Int(value / 60_000), Int(value / 1_000) % 60)
            return Words("\(minutes) 分 \(seconds) 秒", "\(minutes) min \(seconds) s")[language]
        case .share: return "\(places(value * 100, 2))%"
        }
    }

    /// `1,284`
    static func grouped(_ number: Int64) -> String {
        var (digits, rest) = ("", String(number.magnitude)[...])
        while rest.count > 3 {
            digits = ",\(rest.suffix(3))\(digits)"
            rest = rest.dropLast(3)
        }
        return (number < 0 ? "-" : "") + rest + digits
    }

    static func places(_ value: Double, _ count: Int) -> String {
        let factor = (0..<count).reduce(1) { power, _ in power * 10 }
        let whole = Int64((value * Double(factor)).rounded())
        guard count > 0 else { return "\(whole)" }
        let fraction = String(Int64(factor) + whole.magnitude.asInt64 % Int64(factor)).dropFirst()
        return "\(whole < 0 ? "-" : "")\(whole.magnitude / UInt64(factor)).\(fraction)"
    }

    /// What became of a figure: the sign, how much, and whether that is good.
    struct Change: Sendable {
        let text: String
        /// A class: good, bad, or nothing.
        let kind: String
    }

    static func change(_ now: Double?, from before: Double?, of figure: Figure, _ language: Language) -> Change? {
        guard let now, let before else { return nil }
        let isGood: Bool
        let text: String
        switch figure.unit {
        case .share:
            let points = (now - before) * 100
            guard abs(points) >= 0.005 else { return Change(text: Words("持平", "unchanged")[language], kind: "") }
            isGood = (points > 0) == (figure.good == .up)
            let amount = "\(points > 0 ? "+" : "−")\(places(abs(points), 2))"
            text = Words("\(amount) 个百分点", "\(amount) points")[language]
        case .count, .people, .milliseconds:
            guard before > 0 else { return nil }
            let percent = (now / before - 1) * 100
            guard abs(percent) >= 0.05 else { return Change(text: Words("持平", "unchanged")[language], kind: "") }
            isGood = (percent > 0) == (figure.good == .up)
            text = "\(percent > 0 ? "+" : "−")\(places(abs(percent), 1))%"
        }
        return Change(text: text, kind: isGood ? "good" : "bad")
    }
}

extension UInt64 {
    fileprivate var asInt64: Int64 { Int64(clamping: self) }
}
