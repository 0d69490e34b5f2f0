import ArgumentParser
import Domain
import Server

/// Shows where somebody is signed in, and signs them out.
struct UserSessions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "Where somebody is signed in; --end signs them out everywhere.",
        discussion: "Example: steward user sessions lin --end --data /var/lib/steward"
    )

    @Argument(help: "The login.")
    var login: String

    @Flag(help: "End all of them. They are told.")
    var end = false

    @Flag(help: "Print JSON, as the API answers.")
    var json = false

    @OptionGroup var storage: DataOptions

    func run() async throws {
        if end {
            let count = try await storage.withPlatform { try await SignOutPerson(platform: $0)(login: login) }
            print("Ended: \(Terminal.counted(count, "session")) of \(login).")
            return
        }
        let list = try await storage.withPlatform { try await PeopleDirectory(platform: $0).sessions(of: login) }
        if json { return try Terminal.show(json: list) }
        if list.items.isEmpty { print("\(login) is not signed in anywhere.") }
        for session in list.items {
            let (since, last) = (Terminal.time(session.createdAt), Terminal.time(session.lastSeenAt))
            print("\(session.address)  since \(since), last used \(last)  \(session.agent)")
        }
    }
}
