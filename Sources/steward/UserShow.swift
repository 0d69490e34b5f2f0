import ArgumentParser
import Domain
import Server

/// Shows one person.
struct UserShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show somebody: duties, state, sessions, tokens.",
        discussion: "Example: steward user show lin --json --data /var/lib/steward"
    )

    @Argument(help: "The login.")
    var login: String

    @Flag(help: "Print JSON, as the API answers.")
    var json = false

    @OptionGroup var storage: DataOptions

    func run() async throws {
        let found = try await storage.withPlatform { try await PeopleDirectory(platform: $0).person(login) }
        if json { return try Terminal.show(json: found) }
        let person = found.person
        print("\(person.login)  \(person.name)")
        let duties = person.duties.map(\.rawValue)
        print("duties:   \(duties.isEmpty ? "none" : duties.joined(separator: ", "))")
        if let disabling = found.disabling {
            let note = disabling.note.isEmpty ? "" : ": \(disabling.note.replacing("\n", with: " "))"
            print("disabled: \(Terminal.time(disabling.at)), \(disabling.reason.words[Terminal.language])\(note)")
        } else if person.disabled {
            print("disabled: no reason was given")
        }
        print("added:    \(Terminal.time(person.createdAt))")
        print("seen:     \(person.lastSeenAt.value.map(Terminal.time) ?? "never")")
        print("came:     \(found.came), second factor: \(found.secondFactor ? "on" : "off")")
        print(
            "sessions: \(found.sessions), tokens: \(found.tokens), mini programs: \(found.apps), level: V\(found.level)"
        )
    }
}
