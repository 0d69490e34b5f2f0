import ArgumentParser

/// Manages people on the data themselves, also beside a running server.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add people, set passwords, lock people out.",
        discussion: "Example: steward user add lin --name 林知远 --operator",
        subcommands: [UserAdd.self, UserPassword.self, UserDisable.self, UserEnable.self]
    )
}
