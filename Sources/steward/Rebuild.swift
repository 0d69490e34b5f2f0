import ArgumentParser
import Server

/// Makes what follows from the journal anew.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make what follows from the journal anew: \(names).",
        discussion: """
            Messages keep what people did with them: read, archived, muted. May run beside a running server; until it is \
            through, what is made anew is shown as far as it is there.

            Example: steward rebuild messages --data /var/lib/steward
            """
    )

    private static let names = Platform.projections.map(\.name).joined(separator: ", ")

    @Argument(help: "Which: \(names).")
    var name: String

    @OptionGroup var storage: DataOptions

    func validate() throws {
        guard Platform.projections.contains(where: { $0.name == name }) else {
            throw ValidationError("Nothing is called \(name). There is: \(Self.names).")
        }
    }

    func run() async throws {
        let entries = try await storage.withPlatform { platform in try await platform.projections.rebuild(name) }
        print("Made \(name) anew from \(Terminal.counted(entries, "entry", "entries")) of the journal.")
    }
}
