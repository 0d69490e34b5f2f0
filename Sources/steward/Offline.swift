import ArgumentParser
import Domain
import NIOHTTP1

/// Takes a released version offline.
struct Offline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the released version offline: nobody gets the mini program any more.",
        discussion: """
            Operators take a released or gray version down by force, with a reason that its members read.

            Example: steward offline 1.2.3 --server https://steward.example.com --app 2021004288173306
            """
    )

    @OptionGroup var target: VersionTarget
    @OptionGroup var consent: Consent

    @Flag(help: "Take it down by force, as an operator.")
    var forced = false

    @Option(help: "Why, 10 to 500 (a Chinese character counts 2); with --forced.")
    var reason: String?

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Wish: Encodable {
        let forced: Bool
        let reason: String?
    }

    func validate() throws {
        guard forced == (reason != nil) else { throw ValidationError("--forced and --reason go together.") }
        try consent.requireSomebody()
    }

    func run() async throws {
        try await target.server.connected { connection in
            try consent.ask("Nobody will get \(target.version) any more.", typing: target.version)
            let wish = Wish(forced: forced, reason: reason)
            let (answer, data) = try await connection.act(.POST, target.version, "offline", .json(wish))
            answer.tell("Took \(target.version) \(forced ? "down by force" : "offline")", data, json: json)
        }
    }
}
