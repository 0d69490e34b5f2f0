import ArgumentParser
import Domain
import NIOHTTP1

/// Lets a hotfix take over the gray release that runs.
struct Replace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let an approved hotfix take over the running gray release and exactly its users.",
        discussion: """
            For a version that was submitted with --replaces and passed review.

            Example: steward replace 1.2.4 --server https://steward.example.com --app 2021004288173306
            """
    )

    @OptionGroup var target: VersionTarget
    @OptionGroup var consent: Consent

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func validate() throws { try consent.requireSomebody() }

    func run() async throws {
        try await target.server.connected { connection in
            try consent.ask("\(target.version) takes over the gray release; the version that it replaces goes offline.")
            let (answer, data) = try await connection.act(.POST, target.version, "replace")
            answer.tell("\(target.version) took over the gray release", data, json: json)
        }
    }
}
