import ArgumentParser
import Server

/// Locks somebody out.
struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Lock somebody out: end their sessions, revoke their tokens.",
        discussion: "Example: steward user disable lin --data /var/lib/steward"
    )

    @Argument(help: "The login.")
    var login: String

    @OptionGroup var storage: DataOptions

    func run() async throws {
        try await storage.withPlatform { platform in
            try await DisablePerson(platform: platform)(login: login)
        }
        print("\(login) is locked out.")
    }
}
