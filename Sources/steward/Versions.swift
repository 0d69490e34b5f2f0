import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// Lists the versions of a mini program, or tells of one.
struct Versions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the versions of a mini program, the newest first, or tell of one.",
        discussion: """
            With --wait it ends when the version's review does: 0 when it passed, 1 when it was rejected, with the reasons.

            Example: steward versions 1.2.3 --wait --server https://steward.example.com --app 2021004288173306
            """
    )

    @Argument(help: "One version's number, x.y.z.", transform: VersionTarget.number)
    var version: VersionNumber?

    @OptionGroup var server: ServerOptions

    @Option(help: "Only those with this status, such as RELEASE.", transform: Self.status)
    var status: VersionStatus?

    @Option(help: "Go on after this number, where the list before ended.", transform: VersionTarget.number)
    var after: VersionNumber?

    @Flag(help: "Wait until the version's review is done.")
    var wait = false

    @Flag(help: "Print the server's answer as JSON; with --wait that is the review.")
    var json = false

    private struct Answer: Decodable {
        let items: [VersionAnswer]
        let next: String?
    }

    private static func status(_ text: String) throws -> VersionStatus {
        guard let status = VersionStatus(rawValue: text.uppercased()) else {
            let words = VersionStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--status: \(text) is none; there are \(words).")
        }
        return status
    }

    func validate() throws {
        guard version == nil || (after == nil && status == nil) else {
            throw ValidationError("--after and --status go with the list.")
        }
        guard !wait || version != nil else {
            throw ValidationError("--wait needs a version: steward versions 1.2.3 --wait")
        }
    }

    func run() async throws {
        try await server.connected { connection in
            if let version {
                try await tell(of: version, connection)
            } else {
                try await list(connection)
            }
        }
    }

    private func tell(of version: VersionNumber, _ connection: ServerConnection) async throws {
        if wait {
            let (review, data) = try await ReviewWait(connection: connection, version: version)()
            if json { print(String(decoding: data, as: UTF8.self)) }
            try review.conclude(quietly: json)
            return
        }
        let (answer, data) = try await connection.version(version)
        if json {
            print(String(decoding: data, as: UTF8.self))
            return
        }
        show(answer)
        if let replaces = answer.replaces { print("    takes over from \(replaces)") }
        if let reason = answer.takedownReason { print("    taken down: \(reason)") }
        if !answer.possible.isEmpty { print("    possible: \(answer.possible.joined(separator: ", "))") }
        answer.inspection.text.show()
        print(answer.url)
    }

    private func list(_ connection: ServerConnection) async throws {
        let fields = [("after", after?.description), ("status", status?.rawValue)]
        let query = fields.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
        let data = try await connection.send(.GET, "/versions" + (query.isEmpty ? "" : "?\(query)"))
        if json {
            print(String(decoding: data, as: UTF8.self))
            return
        }
        let answer = try ServerConnection.decode(Answer.self, from: data)
        if answer.items.isEmpty {
            print(
                status == nil
                    ? "There is no version yet. Make one: steward upload --help" : "There is none with this status."
            )
        }
        for version in answer.items { show(version) }
        if let next = answer.next { print("There are more: --after \(next)") }
    }

    private func show(_ version: VersionAnswer) {
        let experience = version.isExperience ? ", experience version" : ""
        let (errors, warnings) = (version.inspection.errors, version.inspection.warnings)
        print("\(version.version)  \(version.status) \(version.statusText)\(experience)")
        print(
            "    \(Terminal.time(version.uploadedAt)) \(version.uploadedBy.name), errors \(errors), warnings \(warnings)"
        )
        for line in version.grayLines { print("    \(line)") }
        // The first line of the description tells versions apart.
        if let line = version.description.split(separator: "\n").first { print("    \(line)") }
    }
}
