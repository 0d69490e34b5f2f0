import Domain

/// Formats what the console says, in one language and time zone, for one operator.
struct ConsoleWriter: Sendable {
    let time: PageTime
    let language: Language
    let person: ID<Person>

    init(_ platform: Platform, _ context: AppContext) throws {
        (time, language, person) = (PageTime(platform), context.language, try context.person().id)
    }

    func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }

    /// A stretch of time in its largest units: `38 分钟`, `4 小时 10 分`, `2 天 5 小时`.
    func duration(_ seconds: Int64) -> String {
        let minutes = max(0, seconds) / 60
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
        if days > 0 {
            return hours == 0
                ? say("\(days) 天", "\(days) d") : say("\(days) 天 \(hours) 小时", "\(days) d \(hours) h")
        }
        if hours > 0 {
            return rest == 0
                ? say("\(hours) 小时", "\(hours) h") : say("\(hours) 小时 \(rest) 分", "\(hours) h \(rest) min")
        }
        return minutes == 0 ? say("不到 1 分钟", "less than a minute") : say("\(minutes) 分钟", "\(minutes) min")
    }

    /// The same in one unit, for narrow places.
    func briefDuration(_ seconds: Int64) -> String {
        let minutes = max(0, seconds) / 60
        if minutes >= 1440 { return say("\(minutes / 1440) 天", "\(minutes / 1440) d") }
        if minutes >= 60 { return say("\(minutes / 60) 小时", "\(minutes / 60) h") }
        return minutes == 0 ? say("刚刚", "now") : say("\(minutes) 分钟", "\(minutes) min")
    }

    func list(_ types: [RejectionType]) -> String {
        types.map { $0.words[language] }.joined(separator: say("、", ", "))
    }
}
