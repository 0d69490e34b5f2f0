import ArgumentParser
import Server

/// Gives somebody a new password.
struct UserPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Set somebody's password, end their sessions, revoke their tokens.",
        discussion: "Example: steward user password lin --data /var/lib/steward"
    )

    @Argument(help: "The login.")
    var login: String

    @Flag(help: "Read the password from standard input: its first line.")
    var passwordStdin = false

    @OptionGroup var storage: DataOptions

    func run() async throws {
        let password = try Password.read(fromInput: passwordStdin || !Terminal.inputIsTerminal)
        try await storage.withPlatform { platform in
            try await SetPassword(platform: platform)(login: login, password: password)
        }
        print("The password of \(login) is set; their sessions have ended, and their tokens are revoked.")
    }
}

/// Where commands take a new password from.
enum Password {
    /// The first line of standard input, or asked for twice on the terminal.
    static func read(fromInput: Bool) throws -> String {
        if fromInput {
            guard let line = readLine(), !line.isEmpty else {
                throw Failure("There is no password on standard input. Give it as the first line.")
            }
            return line
        }
        let first = Terminal.askSecretly("Password:")
        guard let first, !first.isEmpty, first == Terminal.askSecretly("Once more:") else {
            throw Failure("The two are not the same, or empty. Nothing was changed; try again.")
        }
        return first
    }
}
