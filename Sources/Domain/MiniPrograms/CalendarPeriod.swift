/// A calendar month or year in a time zone of fixed distance from UTC.
package enum CalendarPeriod: String, CaseIterable, Sendable {
    case month, year

    /// The first moment of the period that `instant` lies in.
    package func begin(of instant: Instant, offsetSeconds: Int) -> Instant {
        let date = CivilDate(instant, offsetSeconds: offsetSeconds)
        return Self.midnight(date.year, self == .month ? date.month : 1, offsetSeconds)
    }

    /// The first moment of the period after it.
    package func end(of instant: Instant, offsetSeconds: Int) -> Instant {
        let date = CivilDate(instant, offsetSeconds: offsetSeconds)
        switch self {
        case .year: return Self.midnight(date.year + 1, 1, offsetSeconds)
        case .month:
            return date.month == 12
                ? Self.midnight(date.year + 1, 1, offsetSeconds)
                : Self.midnight(date.year, date.month + 1, offsetSeconds)
        }
    }

    var zh: String { self == .month ? "月" : "年" }
    var thisZh: String { self == .month ? "本月" : "今年" }
    var en: String { rawValue }

    /// Midnight at the beginning of a month, by counting days in eras of 400 years that begin on 1 March.
    private static func midnight(_ year: Int, _ month: Int, _ offsetSeconds: Int) -> Instant {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.floorDivided(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return Instant(milliseconds: (days * 86_400 - Int64(offsetSeconds)) * 1000)
    }
}

extension CivilDate {
    /// `2026-11-23`.
    package var isoDay: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
