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
}

extension Int64 {
    /// Division that rounds down, so that moments before 1970 fall into the right second and day.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
