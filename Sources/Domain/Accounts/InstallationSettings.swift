/// What the operators of an installation have decided for everybody in it.
///
/// A use case that depends on one reads it in its own transaction; pages read it to decide what they show.
package struct InstallationSettings: Hashable, Sendable {
    /// Who may make themselves an account.
    package enum Registration: String, CaseIterable, Sendable, Codable {
        /// Who holds an invitation.
        case invited
        /// Whoever finds the sign-in page.
        case open
    }

    /// The stable word of each setting: the key of its row, its field in forms, its name in JSON and in the journal.
    package enum Name: String, CaseIterable, Sendable, Codable {
        case registration
        case operatorsNeedSecondFactor = "operators_need_second_factor"
        case feedbackRunTime = "feedback_run_time"
        case feedbackKeepDays = "feedback_keep_days"
        case minuteDays = "keep_minutes_days"
        case hourDays = "keep_hours_days"
        case dayDays = "keep_days_days"
    }

    package var registration: Registration
    /// Whether people with a duty must set up a second factor before they do anything with it.
    package var operatorsNeedSecondFactor: Bool
    /// When confirmed feedback is passed on, each day.
    package var feedbackRunTime: FeedbackRunTime
    /// How many days figures are kept by the minute, the hour and the day.
    package var minuteDays = 3
    package var hourDays = 60
    package var dayDays = 800
    /// After how many days texts and pictures of feedback that was not taken up are forgotten.
    package var feedbackKeepDays = 90

    /// How many days something may be kept. Charts of a month by the hour and of a quarter by the day must find theirs.
    package static func days(of name: Name) -> ClosedRange<Int>? {
        switch name {
        case .minuteDays: 2...31
        case .hourDays: 31...400
        case .dayDays: 120...3650
        case .feedbackKeepDays: 1...3650
        case .registration, .operatorsNeedSecondFactor, .feedbackRunTime: nil
        }
    }

    /// What holds until somebody decides otherwise: nobody comes in uninvited.
    package static let standard = InstallationSettings(registration: .invited, operatorsNeedSecondFactor: false)

    package init(
        registration: Registration,
        operatorsNeedSecondFactor: Bool,
        feedbackRunTime: FeedbackRunTime = .standard
    ) {
        (self.registration, self.operatorsNeedSecondFactor) = (registration, operatorsNeedSecondFactor)
        self.feedbackRunTime = feedbackRunTime
    }

    /// From stored rows; what is missing, or was stored by a later program, is as it is by default.
    package init(stored: [String: String]) {
        self = .standard
        if let value = stored[Name.registration.rawValue].flatMap(Registration.init(rawValue:)) { registration = value }
        if let value = stored[Name.operatorsNeedSecondFactor.rawValue] { operatorsNeedSecondFactor = value == "on" }
        if let time = stored[Name.feedbackRunTime.rawValue].flatMap(FeedbackRunTime.init) { feedbackRunTime = time }
        func days(_ name: Name) -> Int? { stored[name.rawValue].flatMap(Int.init) }
        minuteDays = days(.minuteDays) ?? minuteDays
        hourDays = days(.hourDays) ?? hourDays
        dayDays = days(.dayDays) ?? dayDays
        feedbackKeepDays = days(.feedbackKeepDays) ?? feedbackKeepDays
    }

    /// As stored.
    package func value(of name: Name) -> String {
        switch name {
        case .registration: registration.rawValue
        case .operatorsNeedSecondFactor: operatorsNeedSecondFactor ? "on" : "off"
        case .feedbackRunTime: feedbackRunTime.text
        case .feedbackKeepDays: String(feedbackKeepDays)
        case .minuteDays: "\(minuteDays)"
        case .hourDays: "\(hourDays)"
        case .dayDays: "\(dayDays)"
        }
    }

    /// The settings in which this differs from `old`.
    package func changes(from old: InstallationSettings) -> [Name] {
        Name.allCases.filter { value(of: $0) != old.value(of: $0) }
    }
}
