import ArgumentParser
import Server

/// Says whether somebody has a second factor, and takes it away from who has lost it.
struct UserFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "factor",
        abstract: "Whether somebody has a second factor; --remove takes it away.",
        discussion: """
            For who has lost the phone and the recovery codes. They are told, and sign in by the password alone.

            Example: steward user factor lin --remove --data /var/lib/steward
            """
    )

    @Argument(help: "The login.")
    var login: String

    @Flag(help: "Take it away, with the recovery codes.")
    var remove = false

    @OptionGroup var storage: DataOptions

    func run() async throws {
        let hasFactor = try await storage.withPlatform { platform in
            if remove {
                try await RemoveFactor(platform: platform)(login: login)
                return false
            }
            return try await HasFactor(platform: platform)(login: login)
        }
        if remove {
            print("The second factor of \(login) is removed; they are told.")
        } else {
            print(hasFactor ? "\(login) has a second factor." : "\(login) has no second factor.")
        }
    }
}
