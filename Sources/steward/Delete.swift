import ArgumentParser
import Domain
import NIOHTTP1

/// Deletes a development version.
struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Delete a development version for good.",
        discussion: """
            The number is asked for once more; --yes does without.

            Example: steward delete 1.2.3 --server https://steward.example.com --app 2021004288173306
            """
    )

    @Argument(help: "The version's number, x.y.z.")
    var number: String

    @OptionGroup var server: ServerOptions

    @Flag(help: "Where it is the experience version, cancel that in the same step.")
    var cancelExperience = false

    @Flag(help: "Do not ask.")
    var yes = false

    func validate() throws {
        guard VersionNumber(number) != nil else {
            throw ValidationError("\(number) is no version number; it looks like 1.2.3.")
        }
        guard yes || Terminal.inputIsTerminal else {
            throw ValidationError("Nobody is there to confirm: add --yes to delete \(number) for good.")
        }
    }

    func run() async throws {
        if !yes {
            let question = "\(number), its package and its report will be gone for good. Type the number to delete it:"
            guard Terminal.ask(question) == number else { throw Failure("That is not \(number). Nothing was deleted.") }
        }
        try await server.connected { connection in
            let query = cancelExperience ? "?cancel_experience=true" : ""
            _ = try await connection.send(.DELETE, "/versions/\(number)\(query)")
        }
        print("Deleted \(number).")
    }
}
