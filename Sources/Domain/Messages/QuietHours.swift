/// The hours of the day in which nothing rings, in the platform's time zone; past midnight where they end before they begin.
package struct QuietHours: Hashable, Sendable {
    /// Minutes of the day, 0 to 1439.
    package let from: Int
    package let until: Int

    /// Nil where one is no minute of the day, or both are the same: a whole day is no night's rest.
    package init?(from: Int, until: Int) {
        guard (0..<1440).contains(from), (0..<1440).contains(until), from != until else { return nil }
        (self.from, self.until) = (from, until)
    }

    /// When they end, if `moment` is within them. Their first minute is, their last is not.
    ///
    /// - Parameter offset: seconds east of UTC at a moment.
    package func end(at moment: Instant, offset: (Instant) -> Int) -> Instant? {
        let local = moment.milliseconds + Int64(offset(moment)) * 1000
        let ofDay = local - local.floorDivided(by: Self.day) * Self.day
        let minute = Int(ofDay / 60_000)
        let isWithin = from < until ? (from..<until).contains(minute) : minute >= from || minute < until
        guard isWithin else { return nil }
        let left = Int64((until - minute + 1440) % 1440) * 60_000 - ofDay % 60_000
        let end = Instant(milliseconds: moment.milliseconds + left)
        // The clock may be put forward or back in the night.
        let shift = Int64(offset(moment) - offset(end)) * 1000
        return max(Instant(milliseconds: end.milliseconds + shift), moment)
    }

    private static let day: Int64 = 86_400_000
}

extension QuietHours {
    /// `22:30` as minutes of the day; nil for anything else.
    package static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// `22:30`.
    package static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}
