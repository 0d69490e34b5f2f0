import ArgumentParser
import Foundation
import NIOHTTP1

/// Lists a mini program's versions.
struct Versions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the versions, newest first.",
        discussion: "Example: steward versions --server https://steward.example.com --app 2021004288173306"
    )

    @OptionGroup var server: ServerOptions

    @Flag(help: "Print the list as JSON.")
    var json = false

    private struct Answer: Decodable {
        let items: [RemoteVersion]
        let next: String?
    }

    func run() async throws {
        let remote = try server.client()
        let address = remote.path("/versions")
        var next: String?
        repeat {
            let page = next.map { "\(address)?after=\($0)" } ?? address
            let data = try await remote.send(remote.request(.GET, page))
            let answer = try JSONDecoder().decode(Answer.self, from: data)
            if json {
                print(String(decoding: data, as: UTF8.self))
            } else {
                for version in answer.items { show(version) }
            }
            next = answer.next
        } while next != nil
    }

    private func show(_ version: RemoteVersion) {
        let mark = version.isExperience ? " experience" : ""
        let kilobytes = (version.size + 1023) / 1024
        print(
            "\(version.version)\t\(version.status)\(mark)\t\(kilobytes) KB\t\(version.uploadedAt)\t\(version.description)"
        )
    }
}

/// Deletes a development version.
struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Delete a development version for good.",
        discussion: "Example: steward delete 1.2.3 --server https://steward.example.com --app 2021004288173306"
    )

    @Argument(help: "Which number.")
    var number: String

    @Flag(help: "Also when it is the experience version, which then ends.")
    var cancelExperience = false

    @OptionGroup var server: ServerOptions

    func run() async throws {
        let remote = try server.client()
        let query = cancelExperience ? "?cancel_experience=true" : ""
        _ = try await remote.send(remote.request(.DELETE, remote.path("/versions/\(number)\(query)")))
        print("\(number) is deleted.")
    }
}
