import ArgumentParser
import Domain
import Foundation
import Server

/// Makes a link by which new people make themselves an account.
struct UserInvite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Make an invitation link: new people choose their name and password.",
        discussion: """
            Its QR code is shown too. Operators see it, and who came by it, under 平台设置, 邀请链接.

            Example: steward user invite --uses 10 --hours 24 --public-url https://steward.example.com
            """
    )

    @Option(help: "How many people may use it, 1 to 200.")
    var uses = 1

    @Option(help: "How many hours it works, 1 to 720.")
    var hours = 168

    @Option(help: "What it is for. Only administrators read it.")
    var note = ""

    @Flag(help: #"Print {"id","url","expires_at"} as JSON."#)
    var json = false

    @OptionGroup var reach: PublicAddress
    @OptionGroup var storage: DataOptions

    private struct Answer: Encodable {
        let id: String
        let url: String
        let expiresAt: String

        private enum CodingKeys: String, CodingKey {
            case id, url
            case expiresAt = "expires_at"
        }
    }

    func run() async throws {
        let server = try reach.address()
        let made = try await storage.withPlatform {
            try await MakeAccountLink(platform: $0)(uses: uses, hours: hours, note: note)
        }
        let url = server + Paths.comeIn(made.code)
        if json {
            try Terminal.show(json: Answer(id: made.id.rawValue, url: url, expiresAt: made.expiresAt.rfc3339))
        } else {
            Terminal.show(link: url)
            print(
                "It lets in \(Terminal.counted(uses, "person", "people")), until \(Terminal.time(made.expiresAt.rfc3339))."
            )
            print("Revoke it: steward user uninvite \(made.id)")
        }
    }
}

/// Ends an invitation link.
struct UserUninvite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninvite",
        abstract: "Revoke an invitation link; whoever came by it stays.",
        discussion: "Example: steward user uninvite 01kaqx5v0e00000000000000a1 --data /var/lib/steward"
    )

    @Argument(help: "The link's id, as `steward user invite` gave it.")
    var id: String

    @OptionGroup var storage: DataOptions

    func run() async throws {
        try await storage.withPlatform { try await RevokeAccountLink(platform: $0)(ID(rawValue: id)) }
        print("The link leads nowhere now.")
    }
}
