import ArgumentParser
import Domain
import NIOHTTP1

/// Releases a version to everybody.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Release a gray version to everybody.",
        discussion: """
            The version released before goes offline; a roll back leads there.

            Example: steward release 1.2.3 --server https://steward.example.com --app 2021004288173306
            """
    )

    @OptionGroup var target: VersionTarget
    @OptionGroup var consent: Consent

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func validate() throws { try consent.requireSomebody() }

    func run() async throws {
        try await target.server.connected { connection in
            try consent.ask("Everybody will get \(target.version).")
            let (answer, data) = try await connection.act(.POST, target.version, "release")
            answer.tell("Released \(target.version) to everybody", data, json: json)
        }
    }
}
