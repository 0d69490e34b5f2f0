import Domain
import Testing

@Suite struct CivilDateTests {
    @Test func `every day of eight centuries follows the one before`() {
        // 1600-01-01 to 2400-01-01, counted by the rule of leap years itself.
        var (year, month, day) = (1600, 1, 1)
        var number: Int64 = -135_140
        while year < 2400 {
            let date = CivilDate(Instant(milliseconds: number * 86_400_000), offsetSeconds: 0)
            guard (date.year, date.month, date.day, date.dayNumber) == (year, month, day, number) else {
                Issue.record("day \(number) is \(date), not \(year)-\(month)-\(day)")
                return
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            number += 1
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(number == 157_054)
    }

    @Test func `the time of day counts up within the day`() {
        let date = CivilDate(Instant(milliseconds: 86_399_999), offsetSeconds: 0)
        #expect((date.hour, date.minute, date.second) == (23, 59, 59))
        #expect(date.dayNumber == 0)
    }

    @Test(arguments: [
        // Shanghai, from four in the afternoon UTC on, is a day ahead.
        (1_795_449_599_999, 28_800, 2026, 11, 23, 23), (1_795_449_600_000, 28_800, 2026, 11, 24, 0),
        // West of Greenwich the day is the one before.
        (0, -18_000, 1969, 12, 31, 19),
        // Half hours count too: Kolkata.
        (0, 19_800, 1970, 1, 1, 5),
    ])
    func `an offset moves the day`(at: Int64, offset: Int, year: Int, month: Int, day: Int, hour: Int) {
        let date = CivilDate(Instant(milliseconds: at), offsetSeconds: offset)
        #expect((date.year, date.month, date.day, date.hour) == (year, month, day, hour))
    }

    @Test func `a day that was typed with far too large a number is none`() {
        for number in [Int.max, .min, 10_000] {
            #expect(CivilDate.dayNumber(year: number, month: 1, day: 1) == nil)
            #expect(CivilDate.dayNumber(year: 2026, month: number, day: 1) == nil)
            #expect(CivilDate.dayNumber(year: 2026, month: 1, day: number) == nil)
        }
    }
}
