import ArgumentParser
import Domain
import Server

/// Lists people.
struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List people, by login; or the longest unseen first.",
        discussion: "Example: steward user list --search 林 --show reviewer --data /var/lib/steward"
    )

    @Option(help: "Words that stand in the login or the name.")
    var search: String?

    @Option(help: "Only these: \(PeopleFilter.allCases.map(\.name).joined(separator: ", ")).")
    var show: String = PeopleFilter.all.name

    @Option(help: "How many, 1 to 500.")
    var limit = 100

    @Option(help: "Go on after this place, where the list before ended.")
    var after: String?

    @Flag(help: "Print JSON, as the API answers.")
    var json = false

    @OptionGroup var storage: DataOptions

    func validate() throws {
        guard PeopleFilter(name: show) != nil else { throw ValidationError("--show: \(show) is no such list.") }
        guard (1...500).contains(limit) else { throw ValidationError("--limit: \(limit) is not between 1 and 500.") }
    }

    func run() async throws {
        let list = try await storage.withPlatform { platform in
            try await PeopleDirectory(platform: platform)
                .list(PeopleFilter(name: show) ?? .all, finding: search ?? "", after: after, limit: limit)
        }
        if json { return try Terminal.show(json: list) }
        if list.items.isEmpty { print("Nobody.") }
        for person in list.items {
            var marks = person.duties.map(\.rawValue)
            if person.disabled { marks.insert("disabled", at: 0) }
            let seen = person.lastSeenAt.value.map { "seen \(Terminal.time($0))" } ?? "never seen"
            print(
                "\(person.login)  \(person.name)  \(seen)" + (marks.isEmpty ? "" : "  " + marks.joined(separator: ", "))
            )
        }
        if let next = list.next { print("There are more: --after \(next)") }
    }
}
