import ArgumentParser
import Domain
import Foundation
import Server

/// Uploads a project for 24 hours, without a version number.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a folder or a ZIP to the members for 24 hours, without making it a version.",
        discussion: "Example: steward preview --server https://steward.example.com --app 2021004288173306 --project ."
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "The mini program's folder, or a ZIP of it.")
    var project: String

    @Flag(help: "Print the server's answer as JSON.")
    var json = false

    private struct Answer: Decodable {
        let url: String
        let expiresAt: String
        let inspection: VersionAnswer.Inspection

        private enum CodingKeys: String, CodingKey {
            case url, inspection
            case expiresAt = "expires_at"
        }
    }

    func run() async throws {
        try await PackedProject.with(project) { package in
            var body = MultipartBody()
            body.add(file: "package", path: package.path, size: package.size)
            body.finish()
            try await server.connected { connection in
                let data = try await connection.upload(body, to: "/previews")
                if json {
                    print(String(decoding: data, as: UTF8.self))
                    return
                }
                let answer = try ServerConnection.decode(Answer.self, from: data)
                answer.inspection.text.show()
                Terminal.show(link: answer.url)
                print("Members can open it until \(Terminal.time(answer.expiresAt)).")
            }
        }
    }
}
