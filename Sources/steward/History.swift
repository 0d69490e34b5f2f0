import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Tells what happened: to one version, or to what users got.
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell a version's life, or who got which version when.",
        discussion: """
            Without a version it tells what users got: all of it, on one day of the installation, or between two times.

            Example: steward history --day 2026-11-23 --server https://steward.example.com --app 2021004288173306
            """
    )

    @Argument(help: "The version's number, x.y.z.", transform: VersionTarget.number)
    var version: VersionNumber?

    @OptionGroup var server: ServerOptions

    @Option(help: "A day, 2026-11-23.")
    var day: String?

    @Option(help: "The beginning, 2026-11-23T10:00.", transform: TypedTime.read)
    var from: Instant?

    @Option(help: "The end.", transform: TypedTime.read)
    var to: Instant?

    @Option(help: "Go on after this place, where the list before ended.")
    var after: String?

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Timeline: Decodable {
        struct Line: Decodable {
            let at: String
            let by: String?
            let text: String
        }
        let items: [Line]
        let next: String?
    }

    private struct Periods: Decodable {
        struct Period: Decodable {
            let version: String
            let stage: String
            let percent: Double
            let from: String
            let to: String?
        }
        let items: [Period]
        let next: String?
    }

    func validate() throws {
        let isOfTime = day != nil || from != nil || to != nil
        guard version == nil || !isOfTime else { throw ValidationError("Give a version, or a time; not both.") }
        guard day == nil || (from == nil && to == nil) else {
            throw ValidationError("--day goes without --from and --to.")
        }
        if let day, CivilDate.dayNumber(isoDay: day) == nil {
            throw ValidationError("--day: \(day) is no day; it looks like 2026-11-23.")
        }
        if let after, !after.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2d }) {
            throw ValidationError("--after: \(after) is no place that a list ended with.")
        }
    }

    func run() async throws {
        let fields = [("day", day), ("from", from?.rfc3339), ("to", to?.rfc3339), ("after", after)]
        let query = fields.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
        let place = version.map { "/versions/\($0)/timeline" } ?? "/history"
        try await server.connected { connection in
            let data = try await connection.send(.GET, place + (query.isEmpty ? "" : "?\(query)"))
            if json {
                print(String(decoding: data, as: UTF8.self))
            } else if version != nil {
                show(try ServerConnection.decode(Timeline.self, from: data))
            } else {
                show(try ServerConnection.decode(Periods.self, from: data))
            }
        }
    }

    private func show(_ timeline: Timeline) {
        for line in timeline.items {
            print("\(Terminal.time(line.at))  \(line.by ?? "Steward") \(line.text)")
        }
        if let next = timeline.next { print("There is more: --after \(next)") }
    }

    private func show(_ periods: Periods) {
        if periods.items.isEmpty { print("Nothing was released or gray then.") }
        for period in periods.items {
            let share = period.stage == "gray" ? "gray, \(Percent.text(period.percent))" : "released"
            let end = period.to.map(Terminal.time) ?? "now"
            print("\(Terminal.time(period.from)) to \(end)  \(period.version) \(share)")
        }
        if let next = periods.next { print("There is more: --after \(next)") }
    }
}
