import Domain

extension Settings {
    /// The moment at which clocks in the installation's time zone show this time of this day (days since 1970).
    ///
    /// Where a clock is put forward and the time does not exist, the moment after it.
    func instant(day: Int64, hour: Int, minute: Int) -> Instant {
        let civil = Instant(milliseconds: day * 86_400_000).adding(seconds: Int64(hour * 3600 + minute * 60))
        let guess = civil.adding(seconds: -Int64(zoneOffset(civil)))
        return civil.adding(seconds: -Int64(zoneOffset(guess)))
    }

    /// The day, as days since 1970, that clocks here show.
    func day(of instant: Instant) -> Int64 { CivilDate(instant, offsetSeconds: zoneOffset(instant)).dayNumber }

    /// The hour, as hours since 1970, that clocks here show: 24 of them make a day.
    func hour(of instant: Instant) -> Int64 {
        let date = CivilDate(instant, offsetSeconds: zoneOffset(instant))
        return date.dayNumber * 24 + Int64(date.hour)
    }
}

extension CivilDate {
    /// `09:05`
    var clock: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }

    /// `2026-11-23` of a day since 1970.
    static func isoDay(_ day: Int64) -> String {
        CivilDate(Instant(milliseconds: day * 86_400_000), offsetSeconds: 0).isoDay
    }
}
