/// A moment, in whole milliseconds since 1970-01-01 UTC: what the database stores and what the clock of `World` gives.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment `seconds` later; earlier when negative.
    package func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }

    /// Whole seconds from `earlier` until this moment, rounded towards zero.
    package func seconds(since earlier: Instant) -> Int64 { (milliseconds - earlier.milliseconds) / 1000 }

    /// The same moment as RFC 3339 text in UTC, to the millisecond: `2026-11-23T09:30:00.000Z`.
    package var rfc3339: String {
        let date = CivilDate(self, offsetSeconds: 0)
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let thousandths = Int(milliseconds - milliseconds.floorDivided(by: 1000) * 1000)
        let fraction = String(String(1000 + thousandths).dropFirst())
        let day = "\(date.year)-\(two(date.month))-\(two(date.day))"
        return "\(day)T\(two(date.hour)):\(two(date.minute)):\(two(date.second)).\(fraction)Z"
    }
}

extension Int64 {
    /// Division that rounds down, so that moments before 1970 fall into the right second and day.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
