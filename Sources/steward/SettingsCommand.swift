import ArgumentParser
import Domain
import Server

/// Shows and changes what holds in the whole installation; also beside a running server.
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Show or change the installation's settings.",
        discussion: """
            Without an option it shows what holds now.

            Example: steward settings --registration open --data /var/lib/steward
            """
    )

    /// As on every switch of the command line.
    enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

    @Option(help: "Who may make an account: open (anybody) or invited (who holds an invitation).")
    var registration: InstallationSettings.Registration?

    @Option(help: "Whether people with a duty must use a second factor: on or off.")
    var operatorsNeedSecondFactor: Switch?

    @Option(help: "When confirmed feedback is passed on to members each day: HH:MM in the installation's time zone.")
    var feedbackRunTime: String?

    @Option(help: "How many days figures are kept by the minute: 2 to 31.")
    var keepMinutesDays: Int?

    @Option(help: "How many days figures are kept by the hour: 31 to 400.")
    var keepHoursDays: Int?

    @Option(help: "How many days figures are kept by the day: 120 to 3650.")
    var keepDaysDays: Int?

    @Option(help: "Days that texts and pictures of feedback that was not taken up are kept.")
    var feedbackKeepDays: Int?

    @OptionGroup var storage: DataOptions

    func run() async throws {
        let wish = ChangeSettings.Wish(
            registration: registration,
            operatorsNeedSecondFactor: operatorsNeedSecondFactor.map { $0 == .on },
            feedbackRunTime: feedbackRunTime,
            days: [
                .minuteDays: keepMinutesDays, .hourDays: keepHoursDays, .dayDays: keepDaysDays,
                .feedbackKeepDays: feedbackKeepDays,
            ].compactMapValues(\.self)
        )
        let settings = try await storage.withPlatform { try await ChangeSettings(platform: $0)(wish) }
        for name in InstallationSettings.Name.allCases {
            print("\(name.rawValue.replacing("_", with: "-")): \(settings.value(of: name))")
        }
    }
}

extension InstallationSettings.Registration: ExpressibleByArgument {}
