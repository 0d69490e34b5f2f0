import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Lists the versions of a mini program.
struct Versions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the versions of a mini program, the newest first.",
        discussion: "Example: steward versions --server https://steward.example.com --app 2021004288173306"
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "Go on after this number, where the list before ended.")
    var after: String?

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Answer: Decodable {
        let items: [VersionAnswer]
        let next: String?
    }

    func validate() throws {
        if let after, VersionNumber(after) == nil {
            throw ValidationError("--after: \(after) is no version number; it looks like 1.2.3.")
        }
    }

    func run() async throws {
        try await server.connected { connection in
            let data = try await connection.send(.GET, "/versions" + (after.map { "?after=\($0)" } ?? ""))
            if json {
                print(String(decoding: data, as: UTF8.self))
                return
            }
            let answer = try ServerConnection.decode(Answer.self, from: data)
            if answer.items.isEmpty { print("There is no version yet. Make one: steward upload --help") }
            for version in answer.items { show(version) }
            if let next = answer.next { print("There are more: --after \(next)") }
        }
    }

    private func show(_ version: VersionAnswer) {
        let experience = version.isExperience ? ", experience version" : ""
        let (errors, warnings) = (version.inspection.errors, version.inspection.warnings)
        print("\(version.version)  \(version.status) \(version.statusText)\(experience)")
        print(
            "    \(Terminal.time(version.uploadedAt)) \(version.uploadedBy.name), errors \(errors), warnings \(warnings)"
        )
        // The first line of the description tells versions apart.
        if let line = version.description.split(separator: "\n").first { print("    \(line)") }
    }
}
