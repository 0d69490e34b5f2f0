import ArgumentParser
import Domain
import NIOHTTP1

/// Takes a version back from the reviewers.
struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a version back from review.",
        discussion: "Example: steward withdraw 1.2.3 --server https://steward.example.com --app 2021004288173306"
    )

    @OptionGroup var target: VersionTarget

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func run() async throws {
        try await target.server.connected { connection in
            let (answer, data) = try await connection.act(.POST, target.version, "withdraw")
            answer.tell("Withdrew \(target.version)", data, json: json)
        }
    }
}
