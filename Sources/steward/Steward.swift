import ArgumentParser
import Server

@main struct Steward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward",
        abstract: "The steward of a team's mini programs (开发者助手).",
        discussion: """
            Options also come from the environment: --public-url from STEWARD_PUBLIC_URL, and so on.

            Example: steward serve --demo
            """,
        version: Release.version,
        groupedSubcommands: [
            CommandGroup(
                name: "Server",
                subcommands: [
                    Serve.self, User.self, SettingsCommand.self, Key.self, Migrate.self, Verify.self, Rebuild.self,
                    JournalCommand.self,
                ]
            ),
            CommandGroup(
                name: "Development",
                subcommands: [Upload.self, Preview.self, Versions.self, History.self, Delete.self, Inspect.self]
            ),
            CommandGroup(
                name: "Release",
                subcommands: [
                    Submit.self, Withdraw.self, Return.self, Gray.self, GuardRelease.self, Replace.self,
                    ReleaseCommand.self,
                    Rollback.self, Offline.self,
                ]
            ),
            CommandGroup(name: "Review", subcommands: [Reviews.self, Review.self]),
        ]
    )

    /// Says what went wrong in one line: what a person can act on, else the cause.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: Failure.explaining(error))
        }
    }
}
