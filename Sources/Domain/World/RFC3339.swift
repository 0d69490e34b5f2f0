extension Instant {
    /// The same moment as RFC 3339 text in UTC, to the millisecond: `2026-11-23T09:30:00.000Z`.
    package var rfc3339: String {
        let date = CivilDate(self, offsetSeconds: 0)
        func padded(_ number: Int, to width: Int) -> String {
            let digits = String(number.magnitude)
            let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
            return (number < 0 ? "-" : "") + zeros + digits
        }
        let thousandths = Int((milliseconds % 1000 + 1000) % 1000)
        let day = "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))"
        let time = "\(padded(date.hour, to: 2)):\(padded(date.minute, to: 2)):\(padded(date.second, to: 2))"
        return "\(day)T\(time).\(padded(thousandths, to: 3))Z"
    }

    /// Reads RFC 3339 text with any offset; parts of a millisecond are cut off. Anything else, a day that is not in the
    /// calendar and a leap second are nil.
    package init?(rfc3339 text: String) {
        var rest = Array(text.utf8)[...]
        /// A number of exactly `count` digits.
        func digits(_ count: Int) -> Int? {
            guard rest.count >= count else { return nil }
            var number = 0
            for byte in rest.prefix(count) {
                guard let digit = Self.digit(byte) else { return nil }
                number = number * 10 + digit
            }
            rest = rest.dropFirst(count)
            return number
        }
        func skip(_ characters: String) -> Bool {
            guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2), skip("Tt"),
            let hour = digits(2), skip(":"), let minute = digits(2), skip(":"), let second = digits(2),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var thousandths = 0
        if skip(".") {
            let fraction = rest.prefix { Self.digit($0) != nil }
            guard !fraction.isEmpty else { return nil }
            for place in 0..<3 {
                let byte = place < fraction.count ? fraction[fraction.startIndex + place] : nil
                thousandths = thousandths * 10 + (byte.flatMap(Self.digit) ?? 0)
            }
            rest = rest.dropFirst(fraction.count)
        }
        var offset = 0
        if !skip("Zz") {
            let isWest = rest.first == UInt8(ascii: "-")
            guard skip("+-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
        }
        guard rest.isEmpty, let dayNumber = CivilDate.dayNumber(year: year, month: month, day: day) else { return nil }
        let seconds = dayNumber * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        self.init(milliseconds: seconds * 1000 + Int64(thousandths))
    }

    private static func digit(_ byte: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
    }
}
