import ArgumentParser
import Server

@main struct Steward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward",
        abstract: "The steward of a team's mini programs (开发者助手).",
        discussion: "Options also come from the environment: --public-url from STEWARD_PUBLIC_URL, and so on.",
        version: Release.version,
        subcommands: [Serve.self, Migrate.self, Verify.self]
    )
}
