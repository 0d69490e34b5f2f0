/// A date and time of day on the proleptic Gregorian calendar, for pages and file names; rules count in `Instant`s.
package struct CivilDate: Hashable, Sendable {
    package let year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
    /// Days since 1970-01-01 on that calendar: two moments are of one day when this is equal.
    package let dayNumber: Int64

    /// The civil date of a moment at a fixed distance from UTC, in seconds.
    package init(_ instant: Instant, offsetSeconds: Int) {
        let seconds = instant.milliseconds.floorDivided(by: 1000) + Int64(offsetSeconds)
        dayNumber = seconds.floorDivided(by: 86_400)
        let rest = Int(seconds - dayNumber * 86_400)
        // Days to year, month and day by counting eras of 400 years that begin on 1 March.
        let shifted = dayNumber + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// Days since 1970-01-01 of a date; nil when the calendar has no such day.
    package static func dayNumber(year: Int, month: Int, day: Int) -> Int64? {
        // Whatever was typed: a number as large as `Int` holds must not overflow below.
        guard (-9999...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.floorDivided(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        let number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        // A day beyond its month's end would be read back as another.
        let same = CivilDate(Instant(milliseconds: number * 86_400_000), offsetSeconds: 0)
        return (same.year, same.month, same.day) == (year, month, day) ? number : nil
    }
}
