import ArgumentParser
import Server

/// The keys that sign what the runtime answers.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The keys that sign the runtime's answers.",
        subcommands: [KeyRotate.self]
    )
}

/// Makes a new signing key; also while the server runs.
struct KeyRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Make a new signing key.",
        discussion: """
            The old key is announced for 30 days more, so that clients learn of the new one before they need it.
            Example: steward key rotate --data /var/lib/steward
            """
    )

    @OptionGroup var storage: DataOptions

    @Flag(help: "Forget the old keys at once: somebody else has them. Every answer is signed anew.")
    var revoke = false

    func run() async throws {
        let id = try await storage.withPlatform { try await RotateRuntimeKey(platform: $0)(revoking: revoke) }
        print("The new signing key is \(id).")
    }
}
