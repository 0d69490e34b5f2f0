import Domain
import Foundation

/// Numbers of the guard as pages write them.
enum GuardText {
    /// `4.2%`, with a second decimal below 1 %.
    static func percent(_ rate: Double) -> String {
        let value = max(0, rate) * 100
        return String(format: value > 0 && value < 1 ? "%.2f%%" : "%.1f%%", value)
    }

    static func rate(_ tally: StreamEvidence.Tally) -> String {
        tally.users == 0 ? "–" : percent(Double(tally.failures) / Double(tally.users))
    }

    static func span(_ bounds: ClosedRange<Double>) -> String {
        "\(percent(bounds.lowerBound)) – \(percent(min(1, bounds.upperBound)))"
    }

    /// `1,234`
    static func count(_ number: Int) -> String {
        var (digits, text) = (Array(String(abs(number))), "")
        while digits.count > 3 {
            text = "," + String(digits.suffix(3)) + text
            digits.removeLast(3)
        }
        return String(digits) + text
    }

    /// E from its natural logarithm, as times: below 1 nothing speaks against it.
    static func factor(_ log: Double) -> String {
        let value = exp(min(log, 30))
        if value >= 1_000_000 { return "> 1,000,000" }
        if value >= 10 { return count(Int(value)) }
        return value >= 1 ? String(format: "%.1f", value) : String(format: "%.2f", value)
    }
}
