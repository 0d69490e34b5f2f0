import ArgumentParser
import Domain
import Foundation
import Server

/// Makes a link by which somebody sets a new password.
struct UserReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Make a link by which somebody sets a new password, once, within 24 hours.",
        discussion: """
            Nobody sees a password. The link is shown this once, replaces an earlier one, and the person is told of it.

            Example: steward user reset lin --public-url https://steward.example.com
            """
    )

    @Argument(help: "The login.")
    var login: String

    @Flag(help: #"Print {"login","url","expires_at"} as JSON."#)
    var json = false

    @OptionGroup var reach: PublicAddress
    @OptionGroup var storage: DataOptions

    private struct Answer: Encodable {
        let login: String
        let url: String
        let expiresAt: String

        private enum CodingKeys: String, CodingKey {
            case login, url
            case expiresAt = "expires_at"
        }
    }

    func run() async throws {
        let server = try reach.address()
        let made = try await storage.withPlatform { try await MakeResetLink(platform: $0)(login: login) }
        let url = server + Paths.reset(made.secret)
        if json {
            try Terminal.show(json: Answer(login: made.login, url: url, expiresAt: made.expiresAt.rfc3339))
        } else {
            Terminal.show(link: url)
            print(
                "For \(made.name) alone: it works once, until \(Terminal.time(made.expiresAt.rfc3339)), and is not shown again."
            )
        }
    }
}
