import Domain

/// Moments as people read them, in the installation's time zone.
struct PageTime: Sendable {
    let now: Instant
    let zoneOffset: @Sendable (Instant) -> Int

    init(_ platform: Platform) { (now, zoneOffset) = (platform.world.now(), platform.settings.zoneOffset) }

    /// `今天 11:40`, `昨天 09:05`, `后天 10:00`, `11 月 19 日 10:02`, with the year when it is another.
    func short(_ instant: Instant, _ language: Language) -> String {
        let date = CivilDate(instant, offsetSeconds: zoneOffset(instant))
        let today = CivilDate(now, offsetSeconds: zoneOffset(now))
        let time = "\(Self.two(date.hour)):\(Self.two(date.minute))"
        switch today.dayNumber - date.dayNumber {
        case 0: return Words("今天 \(time)", "Today \(time)")[language]
        case 1: return Words("昨天 \(time)", "Yesterday \(time)")[language]
        case -1: return Words("明天 \(time)", "Tomorrow \(time)")[language]
        case -2 where language == .zh: return "后天 \(time)"
        default:
            let day = Words("\(date.month) 月 \(date.day) 日", "\(date.day) \(Self.months[date.month - 1])")
            let year = date.year == today.year ? Words("", "") : Words("\(date.year) 年 ", " \(date.year)")
            return language == .zh ? "\(year.zh)\(day.zh) \(time)" : "\(day.en)\(year.en), \(time)"
        }
    }

    /// `12:03`.
    func clock(_ instant: Instant) -> String {
        let date = CivilDate(instant, offsetSeconds: zoneOffset(instant))
        return "\(Self.two(date.hour)):\(Self.two(date.minute))"
    }

    /// How long until a moment ahead: `3 小时 12 分`; the smallest unit is a minute.
    func remaining(until instant: Instant, _ language: Language) -> String {
        Self.length(minutes: max(0, Int(instant.seconds(since: now)) + 59) / 60, language)
    }

    /// How long since a moment behind, in the same way.
    func elapsed(since instant: Instant, _ language: Language) -> String {
        Self.length(minutes: max(0, Int(now.seconds(since: instant))) / 60, language)
    }

    private static func length(minutes: Int, _ language: Language) -> String {
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
        if days > 0, hours == 0 { return Words("\(days) 天", days == 1 ? "1 day" : "\(days) days")[language] }
        if days > 0 { return Words("\(days) 天 \(hours) 小时", "\(days) d \(hours) h")[language] }
        if hours > 0, rest == 0 { return Words("\(hours) 小时", "\(hours) h")[language] }
        if hours > 0 { return Words("\(hours) 小时 \(rest) 分", "\(hours) h \(rest) min")[language] }
        return Words("\(rest) 分钟", "\(rest) min")[language]
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

/// Sizes in the units of the platform's limits: 1 MB is 1,048,576 bytes.
enum PageSize {
    static func text(_ bytes: Int64) -> String {
        if bytes < 1024 { return "\(bytes) B" }
        if bytes < 1024 * 1024 { return "\((bytes + 512) / 1024) KB" }
        let hundredths = (bytes * 100 + 524_288) / 1_048_576
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) MB"
    }
}
