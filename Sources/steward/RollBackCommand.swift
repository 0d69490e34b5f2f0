import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Goes back to the version that was released before.
struct Rollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Roll back to the version that was released before, without review.",
        discussion: """
            A version that is marked forward only asks for its number: --confirm.

            Example: steward rollback --yes --server https://steward.example.com --app 2021004288173306
            """
    )

    @Argument(help: "The released version; it is found when left out.", transform: VersionTarget.number)
    var version: VersionNumber?

    @OptionGroup var server: ServerOptions
    @OptionGroup var consent: Consent

    @Option(help: "The same number once more, where it is marked forward only.", transform: VersionTarget.number)
    var confirm: VersionNumber?

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    func validate() throws { try consent.requireSomebody() }

    func run() async throws {
        try await server.connected { connection in
            let number = if let version { version } else { try await released(connection) }
            let confirmed = try await confirmation(of: number, connection)
            let body: ServerConnection.Body =
                try confirmed.map { try .json(["confirm": $0.description]) } ?? .nothing
            let (answer, data) = try await connection.act(.POST, number, "rollback", body)
            answer.tell("Rolled back from \(number) to \(answer.rolledBackTo ?? "the one before")", data, json: json)
        }
    }

    /// Asks; gives the number where the version only goes forward and it was typed.
    private func confirmation(
        of number: VersionNumber,
        _ connection: ServerConnection
    ) async throws -> VersionNumber? {
        if confirm != nil || consent.yes {
            try consent.ask("Everybody goes back from \(number) to the version released before it.")
            return confirm
        }
        guard try await connection.version(number).answer.isForwardOnly else {
            try consent.ask("Everybody goes back from \(number) to the version released before it.")
            return nil
        }
        try consent.ask(
            "\(number) only goes forward: the version before it cannot read the data that it wrote.",
            typing: number
        )
        return number
    }

    private func released(_ connection: ServerConnection) async throws -> VersionNumber {
        struct Answer: Decodable { let items: [VersionAnswer] }
        let data = try await connection.send(.GET, "/versions?status=RELEASE")
        let answer = try ServerConnection.decode(Answer.self, from: data)
        guard let number = answer.items.first.flatMap({ VersionNumber($0.version) }) else {
            throw Failure("No version is released, so there is nothing to roll back from. See: steward versions")
        }
        return number
    }
}
