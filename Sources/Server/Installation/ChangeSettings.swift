package import Domain
import Storage

/// Changes what holds in the whole installation.
package struct ChangeSettings: Sendable {
    /// What is wished; nil leaves a setting as it is.
    package struct Wish: Sendable, Equatable {
        package var registration: InstallationSettings.Registration?
        package var operatorsNeedSecondFactor: Bool?
        /// As typed: `HH:MM`.
        package var feedbackRunTime: String?
        /// Days that something is kept for, by the setting's name.
        package var days: [InstallationSettings.Name: Int]

        package init(
            registration: InstallationSettings.Registration? = nil,
            operatorsNeedSecondFactor: Bool? = nil,
            feedbackRunTime: String? = nil,
            days: [InstallationSettings.Name: Int] = [:]
        ) {
            (self.registration, self.operatorsNeedSecondFactor) = (registration, operatorsNeedSecondFactor)
            (self.feedbackRunTime, self.days) = (feedbackRunTime, days)
        }

        /// What would hold, but for the time of day, which is checked first.
        func applied(to old: InstallationSettings) -> InstallationSettings {
            var new = old
            new.registration = registration ?? old.registration
            new.operatorsNeedSecondFactor = operatorsNeedSecondFactor ?? old.operatorsNeedSecondFactor
            new.minuteDays = days[.minuteDays] ?? old.minuteDays
            new.hourDays = days[.hourDays] ?? old.hourDays
            new.dayDays = days[.dayDays] ?? old.dayDays
            new.feedbackKeepDays = days[.feedbackKeepDays] ?? old.feedbackKeepDays
            return new
        }
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Gives what holds afterwards. A wish for what holds already changes nothing and leaves no trace.
    ///
    /// - Parameters:
    ///   - caller: who asks; nil for a command on the data.
    ///   - code: a fresh code of the caller's second factor: whoever has one is asked for it before operators need none any more.
    /// - Throws: a refusal at `factor_code`.
    @discardableResult
    package func callAsFunction(
        _ wish: Wish,
        by caller: Caller? = nil,
        code: FreshCode = .none
    ) async throws -> InstallationSettings {
        try caller?.require(.installationSettings)
        let time = try Self.checked(wish)
        let asks: @Sendable (any Reading) throws -> Bool = { db in
            try wish.operatorsNeedSecondFactor == false
                && InstallationQueries(db).settings().operatorsNeedSecondFactor
        }
        return try await platform.change(by: caller?.person, proving: code, when: asks) { change in
            let old = try InstallationQueries(change.db).settings()
            var new = wish.applied(to: old)
            if let time { new.feedbackRunTime = time }
            let changes = new.changes(from: old)
            guard !changes.isEmpty else { return old }
            for name in changes {
                try InstallationWrites(db: change.db).set(
                    name,
                    to: new.value(of: name),
                    by: change.actor,
                    at: change.now
                )
            }
            try change.record(.settingsChanged(settings: changes))
            return new
        }
    }

    /// The time of day that was typed; refuses with every problem at its field.
    private static func checked(_ wish: Wish) throws(Refusal) -> FeedbackRunTime? {
        var problems = InstallationSettings.Name.allCases.compactMap { name -> FieldProblem? in
            guard let days = wish.days[name], let range = InstallationSettings.days(of: name), !range.contains(days)
            else { return nil }
            let words = Words(
                "填 \(range.lowerBound) 到 \(range.upperBound) 天。",
                "Give \(range.lowerBound) to \(range.upperBound) days."
            )
            return FieldProblem(field: name.rawValue, words: words)
        }
        let time = wish.feedbackRunTime.flatMap(FeedbackRunTime.init)
        if wish.feedbackRunTime != nil, time == nil {
            let words = Words("请填写时间，例如 10:00。", "A time of day, such as 10:00.")
            problems.append(FieldProblem(field: InstallationSettings.Name.feedbackRunTime.rawValue, words: words))
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        return time
    }
}
