import ArgumentParser
import Domain
import Server

/// Lists the invitation links.
struct UserLinks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links",
        abstract: "List the invitation links, the newest first.",
        discussion: "Example: steward user links --public-url https://steward.example.com --data /var/lib/steward"
    )

    @Option(help: "How many, 1 to 500.")
    var limit = 100

    @Option(help: "Go on after this place, where the list before ended.")
    var after: String?

    @Flag(help: "Print JSON, as the API answers.")
    var json = false

    @OptionGroup var reach: PublicAddress
    @OptionGroup var storage: DataOptions

    func validate() throws {
        guard (1...500).contains(limit) else { throw ValidationError("--limit: \(limit) is not between 1 and 500.") }
    }

    func run() async throws {
        let server = try reach.address()
        let list = try await storage.withPlatform(publicURL: server) {
            try await AccountLinkDirectory(platform: $0).list(after: after, limit: limit)
        }
        if json { return try Terminal.show(json: list) }
        if list.items.isEmpty { print("No links. Make one: steward user invite") }
        for link in list.items {
            let note = link.note.isEmpty ? "" : "  \(link.note)"
            let until = Terminal.time(link.expiresAt)
            print("\(link.id)  \(link.state.rawValue)  used \(link.used) of \(link.uses), until \(until)\(note)")
            if link.state == .open { print("  \(link.url)") }
        }
        if let next = list.next { print("There are more: --after \(next)") }
    }
}
