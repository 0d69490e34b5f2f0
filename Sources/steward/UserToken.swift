import ArgumentParser
import Domain
import Server

/// Makes a token for somebody who is there already.
struct UserToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make an access token for somebody. It is shown once, and they are told.",
        discussion: """
            It may do all that the person may through the API.

            Example: steward user token build --name "CI" --days 90 --json --data /var/lib/steward
            """
    )

    @Argument(help: "The login.")
    var login: String

    @Option(help: "Where it is used.")
    var name = "steward user token"

    @Option(help: "How many days it lasts, 1 to 366.")
    var days = 90

    @Flag(help: #"Print {"id","login","token","expires_at"} as JSON."#)
    var json = false

    @OptionGroup var storage: DataOptions

    private struct Answer: Encodable {
        let id: String
        let login: String
        let token: String
        let expiresAt: String

        private enum CodingKeys: String, CodingKey {
            case id, login, token
            case expiresAt = "expires_at"
        }
    }

    func validate() throws {
        guard MakeToken.days.contains(days) else {
            throw ValidationError("--days: \(days) is not between 1 and 366.")
        }
    }

    func run() async throws {
        let made = try await storage.withPlatform {
            try await PeopleDirectory(platform: $0).token(of: login, name: name, days: days)
        }
        let end = made.expiresAt.rfc3339
        if json {
            try Terminal.show(
                json: Answer(id: made.id.rawValue, login: login, token: made.secret, expiresAt: end)
            )
        } else {
            print("The token, shown this once; it lasts until \(Terminal.time(end)):\n\(made.secret)")
        }
    }
}

/// Takes all of somebody's tokens away.
struct UserRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke all access tokens of somebody. They are told.",
        discussion: "Example: steward user revoke build --data /var/lib/steward"
    )

    @Argument(help: "The login.")
    var login: String

    @OptionGroup var storage: DataOptions

    func run() async throws {
        let count = try await storage.withPlatform { try await RevokeAllTokens(platform: $0)(login: login) }
        print("Revoked: \(Terminal.counted(count, "token")) of \(login).")
    }
}
