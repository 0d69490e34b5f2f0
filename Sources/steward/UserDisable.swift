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

    @Flag(help: "Let them in again instead; their tokens stay revoked.")
    var undo = false

    @OptionGroup var storage: DataOptions

    func run() async throws {
        try await storage.withPlatform { platform in
            if undo {
                try await EnablePerson(platform: platform)(login: login)
            } else {
                try await DisablePerson(platform: platform)(login: login)
            }
        }
        print(undo ? "\(login) may sign in again." : "\(login) is locked out.")
    }
}
