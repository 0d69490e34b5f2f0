import ArgumentParser
import Domain
import NIOHTTP1

/// Takes a decided version back into development.
struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Return a rejected or approved version to development.",
        discussion: "Example: steward return 1.2.3 --server https://steward.example.com --app 2021004288173306"
    )

    @OptionGroup var target: VersionTarget

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func run() async throws {
        try await target.server.connected { connection in
            let (answer, data) = try await connection.act(.POST, target.version, "return")
            answer.tell("Returned \(target.version)", data, json: json)
        }
    }
}
