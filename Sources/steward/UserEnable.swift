import ArgumentParser
import Server

/// Lets somebody in again who was locked out.
struct UserEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Let somebody in again; their tokens stay revoked.",
        discussion: "Example: steward user enable lin --data /var/lib/steward"
    )

    @Argument(help: "The login.")
    var login: String

    @OptionGroup var storage: DataOptions

    func run() async throws {
        try await storage.withPlatform { platform in
            try await EnablePerson(platform: platform)(login: login)
        }
        print("\(login) may sign in again.")
    }
}
