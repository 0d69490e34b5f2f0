import Glibc

/// Arithmetic in logarithms: e-values multiply over a whole release, and would leave the range of a number.
enum Log {
    static func natural(_ x: Double) -> Double { log(x) }

    /// ln of the mean of e^x over all `logs`.
    static func meanExp(_ logs: [Double]) -> Double {
        guard let largest = logs.max(), largest.isFinite else { return -.infinity }
        var sum = 0.0
        for x in logs { sum += exp(x - largest) }
        return largest + log(sum / Double(logs.count))
    }

    /// e^x rounded down, at most a billion.
    static func factor(_ x: Double) -> Int { Int(exp(min(x, 20.7))) }

    /// ln Γ(x) for x > 0, by Stirling's series after shifting x beyond 8: accurate to 1e-12, and the same bits on every
    /// machine that rounds alike.
    static func gamma(_ x: Double) -> Double {
        var (x, shift) = (x, 0.0)
        while x < 8 {
            shift += log(x)
            x += 1
        }
        let square = 1 / (x * x)
        let series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x
        return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series - shift
    }

    /// ln B(a, b).
    static func beta(_ a: Double, _ b: Double) -> Double { gamma(a) + gamma(b) - gamma(a + b) }
}
