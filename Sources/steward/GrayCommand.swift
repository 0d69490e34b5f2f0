import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Begins a gray release, enlarges it, plans it, or ends it.
struct Gray: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a version to a share of the users, from 0.01 % to 100 %.",
        discussion: """
            The share only grows; to take it back, end the gray release. A schedule enlarges it by itself; times without an \
            offset are in this machine's time zone. Doing something by hand stops the schedule.

            Example: steward gray 1.2.3 10 --at 2026-12-01T10:00 30 --at 2026-12-02T10:00 100 \
            --server https://steward.example.com --app 2021004288173306
            """
    )

    @OptionGroup var target: VersionTarget

    @Argument(help: "The share in per cent, at most two decimals.", transform: GrayTyped.share)
    var percent: GrayShare?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("TIME PERCENT: at that time the share becomes this. May be given again.", valueName: "step")
    )
    var at: [String] = []

    @Option(help: "If it turns out worse: pause the schedule (the usual choice), end the gray release, or only tell.")
    var onStop: GuardAction?

    @Flag(help: "End the gray release: its users go back to the released version.")
    var end = false

    @Flag(help: "Pause the schedule.")
    var pause = false

    @Flag(help: "Go on with a paused schedule; what is left comes later by the length of the pause.")
    var resume = false

    @Flag(help: "Stop the schedule for good; the share stays.")
    var stopSchedule = false

    @OptionGroup var consent: Consent

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Wish: Encodable {
        let percent: Double
        let schedule: [GrayTyped.Step]
        let onStop: GuardAction?

        private enum CodingKeys: String, CodingKey {
            case percent, schedule
            case onStop = "on_stop"
        }
    }

    func validate() throws {
        let count = [percent != nil, end, pause, resume, stopSchedule].count { $0 }
        guard count == 1 else {
            throw ValidationError("Give a share, such as 10, or one of --end, --pause, --resume, --stop-schedule.")
        }
        guard at.isEmpty || percent != nil else { throw ValidationError("--at goes with a share to begin with.") }
        guard onStop == nil || percent != nil else {
            throw ValidationError("--on-stop goes with a share; later: steward guard --on-stop")
        }
        _ = try GrayTyped.steps(at)
        if end { try consent.requireSomebody() }
    }

    func run() async throws {
        try await target.server.connected { connection in
            let (said, (answer, data)) = try await act(connection)
            answer.tell(said, data, json: json)
        }
    }

    private func act(_ connection: ServerConnection) async throws -> (String, (VersionAnswer, Data)) {
        let number = target.version
        if let percent {
            let wish = Wish(percent: percent.percent, schedule: try GrayTyped.steps(at), onStop: onStop)
            return (
                "\(percent) % of the users get \(number)", try await connection.act(.POST, number, "gray", .json(wish))
            )
        }
        if end {
            try consent.ask("Everybody who has \(number) goes back to the released version.")
            return ("Ended the gray release of \(number)", try await connection.act(.DELETE, number, "gray"))
        }
        let (word, said) = pause ? ("pause", "Paused") : resume ? ("resume", "Resumed") : ("stop", "Stopped")
        let answer = try await connection.act(.PATCH, number, "gray", .json(["schedule": word]))
        return ("\(said) the schedule of \(number)", answer)
    }
}

/// Shares and steps as typed.
enum GrayTyped {
    struct Step: Encodable {
        let at: String
        let percent: Double
    }

    static func share(_ text: String) throws -> GrayShare {
        let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let share = GrayShare(percent: digits) else {
            throw ValidationError("\(text) is no share; it is 0.01 to 100 per cent with at most two decimals.")
        }
        return share
    }

    /// Pairs of a time and a share.
    static func steps(_ words: [String]) throws -> [Step] {
        guard words.count.isMultiple(of: 2) else {
            throw ValidationError("--at takes a time and a share: --at 2026-12-01T10:00 30")
        }
        return try stride(from: 0, to: words.count, by: 2).map { index in
            Step(at: try TypedTime.read(words[index]).rfc3339, percent: try share(words[index + 1]).percent)
        }
    }
}
