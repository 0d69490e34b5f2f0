import Domain

/// The fields of the settings that say how long something is kept.
enum DaysKept {
    struct Field: Sendable {
        let name: String
        let label: String
        let value: String
        let least: Int
        let most: Int
        let problem: String
        let hasProblem: Bool
    }

    private static let names: [InstallationSettings.Name] = [
        .minuteDays, .hourDays, .dayDays, .feedbackKeepDays,
    ]

    /// What was typed; what is no number is as far from allowed as one below it.
    static func wish(_ form: FormFields) -> [InstallationSettings.Name: Int] {
        var days: [InstallationSettings.Name: Int] = [:]
        for name in names {
            if let text = form[name.rawValue] { days[name] = Int(PlainText.line(text)) ?? 0 }
        }
        return days
    }

    static func fields(_ settings: InstallationSettings, _ language: Language) -> [Field] {
        names.map { field($0, settings.value(of: $0), "", language) }
    }

    static func fields(_ form: FormFields, _ refusal: Refusal, _ language: Language) -> [Field] {
        names.map { name in
            let problem = refusal.fields.first { $0.field == name.rawValue }?.words[language] ?? ""
            return field(name, form[name.rawValue] ?? "", problem, language)
        }
    }

    private static func field(
        _ name: InstallationSettings.Name,
        _ value: String,
        _ problem: String,
        _ language: Language
    ) -> Field {
        let label =
            switch name {
            case .minuteDays: Words("按分钟的数据保留天数", "Days kept by the minute")
            case .hourDays: Words("按小时的数据保留天数", "Days kept by the hour")
            case .feedbackKeepDays:
                Words("未采纳反馈的文字和图片保留天数", "Days that texts and pictures of feedback not taken up are kept")
            default: Words("按天的数据保留天数", "Days kept by the day")
            }
        let range = InstallationSettings.days(of: name) ?? 1...1
        return Field(
            name: name.rawValue,
            label: label[language],
            value: value,
            least: range.lowerBound,
            most: range.upperBound,
            problem: problem,
            hasProblem: !problem.isEmpty
        )
    }
}
