import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Says what the guard knows of a gray release; chooses what happens if it is worse; goes on anyway.
struct GuardRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard",
        abstract: "What the guard knows of a gray release, and what it does.",
        discussion: """
            The gray version is compared with the released one while it runs. The evidence may be looked at at every moment; \
            docs/RELEASE-GUARD.md says how.

            Example: steward guard 1.2.3 --server https://steward.example.com --app 2021004288173306
            """
    )

    @OptionGroup var target: VersionTarget

    @Option(help: "If it turns out worse: pause the schedule, end the gray release, or only tell.")
    var onStop: GuardAction?

    @Option(help: ArgumentHelp("Go on in spite of what was found, for this reason.", valueName: "reason"))
    var goOn: String?

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func validate() throws {
        guard onStop == nil || goOn == nil else { throw ValidationError("Give --on-stop or --go-on, not both.") }
    }

    func run() async throws {
        try await target.server.connected { connection in
            let path = "/versions/\(target.version)/guard"
            let data =
                if let onStop {
                    try await connection.send(.PATCH, path, .json(["on_stop": onStop.rawValue]))
                } else if let goOn {
                    try await connection.send(.POST, "\(path)/overrule", .json(["reason": goOn]))
                } else {
                    try await connection.send(.GET, path)
                }
            if json { return print(String(decoding: data, as: UTF8.self)) }
            let answer = try ServerConnection.decode(GuardAnswer.self, from: data)
            for line in answer.lines(target.version) { print(line) }
        }
    }
}

extension GuardAction: ExpressibleByArgument {}

/// The part of the answer that the command shows.
struct GuardAnswer: Decodable {
    struct Group: Decodable {
        let users: Int
        let failures: Int
    }

    struct Figure: Decodable {
        let figure: String
        let gray: Group?
        let control: Group?
        let evidence: Double
        let limit: Double
    }

    let verdict: String
    let figures: [Figure]

    func lines(_ number: VersionNumber) -> [String] {
        let said =
            switch verdict {
            case "stop": "stop"
            case "go_on": "go on: no difference that matters"
            default: "not enough to tell"
            }
        return ["\(number): \(said)"]
            + figures.map { it in
                func group(_ name: String, _ group: Group?) -> String {
                    group.map { ", \(name) \($0.failures) of \($0.users)" } ?? ""
                }
                let part = Int((100 * max(0, it.evidence) / it.limit).rounded())
                return
                    "  \(it.figure): \(part) % of the way to a stop\(group("gray", it.gray))\(group("online", it.control))"
            }
    }
}
